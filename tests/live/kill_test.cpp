// kill -9 at random moments under load. NEWSLOOM_KILLS says how often (bench/live/kills: 200).
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "live/stream.hpp"
#include "newsloom/live/newsroom.hpp"
#include "support/folder.hpp"

namespace newsloom::live {
namespace {

using store::Store;

constexpr const char* store_variable = "NEWSLOOM_KILL_STORE";
constexpr const char* child_case = "(the child that is killed)";
constexpr std::size_t articles_a_life = 1'500;

std::string variable(const char* name) {
  const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? "" : value;
}

// Other articles in every life, later ones than in the one before.
std::vector<Article> articles_after(std::uint64_t sequence) {
  auto articles = tests::stream(articles_a_life, static_cast<unsigned>(sequence));
  for (Article& article : articles) {
    article.id = ArticleId(std::to_string(sequence) + "-" + article.id.str());
    *article.published += std::chrono::hours{3 * sequence};
  }
  return articles;
}

// Adds and removes from two threads, and says on stdout what was acknowledged. A third takes a
// snapshot at the beginning; nothing is removed until it is done, so that the log still has all of
// this life when it is over.
void live(const std::string& path) {
  auto store = Store::open(path).value();
  auto newsroom = Newsroom::open(*store).value();
  const auto articles = articles_after(store->statistics().value().last_sequence);
  const auto say = [](const std::string& line) {
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) ::_exit(1);
  };
  std::atomic<bool> may_remove = false;
  std::thread snapshot([&] {
    newsroom->snapshot().value();
    may_remove = true;
  });
  const auto add = [&](std::size_t from) {
    for (std::size_t i = from; i < articles.size(); i += 2) {
      if (newsroom->add(articles[i])) say("+" + articles[i].id.str() + "\n");
      if (!may_remove || i % 17 != 3) continue;
      if (newsroom->remove(articles[i - 2].id)) say("-" + articles[i - 2].id.str() + "\n");
    }
  };
  std::thread other([&] { add(1); });
  add(0);
  other.join();
  snapshot.join();
}

struct Child {
  pid_t pid = -1;
  int output = -1;
};

// This program again, running only the case below.
Child start(const std::string& path) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[0]);
    ::setenv(store_variable, path.c_str(), 1);
    const std::string filter = std::string("--test-case=") + child_case;
    ::execl("/proc/self/exe", "child", filter.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  ::close(ends[1]);
  return {pid, ends[0]};
}

// Appends what the child says until that holds `text`, or it says no more.
void read_until(int descriptor, std::string_view text, std::string& said) {
  std::array<char, 4096> buffer{};
  while (said.find(text) == std::string::npos) {
    const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
    if (got <= 0) return;
    said.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

// "+id" and "-id", whole lines only; doctest's own lines are left out.
std::vector<std::string> acknowledged(const std::string& output) {
  std::vector<std::string> lines;
  for (std::size_t at = 0;;) {
    const std::size_t end = output.find('\n', at);
    if (end == std::string::npos) return lines;
    if (output[at] == '+' || output[at] == '-') lines.push_back(output.substr(at, end - at));
    at = end + 1;
  }
}

// The same log without any interruption: in memory, from the first article on.
struct Uninterrupted {
  MemoryEventArchive archive;
  Aggregator aggregator = Aggregator::create({}, &archive).value();
  std::uint64_t sequence = 0;
  std::map<std::string, bool> is_kept;  // every article that ever was in the log
  std::set<std::string> removed;

  void follow(const Store& store) {
    const auto one = [this](store::LogEntry&& entry) {
      sequence = entry.sequence;
      if (const auto* article = std::get_if<Article>(&entry.what)) {
        (void)aggregator.add(*article);
        is_kept[article->id.str()] = true;
      } else {
        const ArticleId& id = std::get<store::Removal>(entry.what).article;
        (void)aggregator.remove(id);
        is_kept[id.str()] = false;
        removed.insert(id.str());
      }
      return true;
    };
    store.replay(sequence, one).value();
  }
};

void check_life(const std::string& path, const std::vector<std::string>& lines,
                Uninterrupted& oracle) {
  auto store = Store::open(path).value();
  store->check().value();
  oracle.follow(*store);
  for (const std::string& line : lines) {
    const std::string id = line.substr(1);
    CAPTURE(line);
    if (line[0] == '+') CHECK(oracle.is_kept.contains(id));
    if (line[0] == '-') CHECK(oracle.removed.contains(id));
  }
  for (const auto& [id, is_kept] : oracle.is_kept) {
    if (store->find(ArticleId(id)).has_value() != is_kept) FAIL_CHECK("lost or back: " << id);
  }
  auto newsroom = Newsroom::open(*store).value();
  CHECK(tests::told(newsroom->view(), *store) == tests::told(oracle.aggregator, oracle.archive));
  CHECK(newsroom->changes_since(UINT64_MAX).next ==
        oracle.aggregator.changes_since(UINT64_MAX).next);
}

TEST_CASE("killed at random moments, it loses nothing it acknowledged") {
  if (!variable(store_variable).empty()) return;  // this is the child
  const std::string wanted = variable("NEWSLOOM_KILLS");
  const int kills = wanted.empty() ? 6 : std::stoi(wanted);
  const tests::Folder folder;
  const std::string path = folder.file("s");
  std::mt19937 random(std::random_device{}());
  Uninterrupted oracle;
  std::size_t count = 0;
  for (int kill = 0; kill < kills; ++kill) {
    CAPTURE(kill);
    const Child child = start(path);
    std::string said;
    // Mostly at work, sometimes while it opens.
    constexpr int one_while_opening = 5;
    if (kill % one_while_opening != 0) read_until(child.output, "\n+", said);
    std::this_thread::sleep_for(std::chrono::microseconds{random() % 400'000});
    ::kill(child.pid, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child.pid, &status, 0) == child.pid);
    REQUIRE(WIFSIGNALED(status));
    read_until(child.output, "no line says this", said);
    ::close(child.output);
    const auto lines = acknowledged(said);
    count += lines.size();
    check_life(path, lines, oracle);
  }
  MESSAGE(kills << " kills, " << count << " acknowledged, " << oracle.is_kept.size()
                << " articles");
  CHECK(count > static_cast<std::size_t>(kills));
}

TEST_CASE("(the child that is killed)") {
  const std::string path = variable(store_variable);
  if (path.empty()) return;
  live(path);
}

}  // namespace
}  // namespace newsloom::live
