// Our measures against ../shared/tools/score.py, which was written apart from the library.
#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../../bench/quality/metrics.hpp"

namespace {

namespace fs = std::filesystem;
using Labels = std::vector<std::uint32_t>;

/// score.py beside the corpora, or in the `shared` folder next to the checkout we run in.
std::optional<fs::path> find_score_py() {
  std::vector<fs::path> candidates;
  if (const char* corpora = std::getenv("NEWSLOOM_CORPORA")) {
    candidates.push_back(fs::path(corpora) / "tools/score.py");
    candidates.push_back(fs::path(corpora) / "../tools/score.py");
  }
  for (fs::path at = fs::current_path(); at.has_relative_path(); at = at.parent_path()) {
    candidates.push_back(at.parent_path() / "shared/tools/score.py");
  }
  for (const fs::path& candidate : candidates) {
    std::error_code ignored;
    if (fs::exists(candidate, ignored)) return candidate;
  }
  return std::nullopt;
}

std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.append(buffer.data(), n);
  }
  return pclose(pipe) == 0 ? output : std::string{};
}

void write_labels(const fs::path& path, const Labels& labels) {
  std::ofstream out(path);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    out << "{\"id\": \"a" << i << "\", \"event\": \"x" << labels[i] << "\"}\n";
  }
}

double number_in(const std::string& json, std::string_view key) {
  const std::string quoted = '"' + std::string(key) + "\":";
  const std::size_t at = json.find(quoted);
  REQUIRE_MESSAGE(at != std::string::npos, "score.py printed no ", quoted);
  return std::strtod(json.c_str() + at + quoted.size(), nullptr);
}

Labels random_labels(std::size_t n, std::uint32_t events, std::uint64_t seed) {
  Labels labels(n);
  for (std::uint32_t& label : labels) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    label = static_cast<std::uint32_t>((seed >> 33) % events);
  }
  return labels;
}

struct Scratch {
  fs::path at = fs::temp_directory_path() / ("newsloom_score_" + std::to_string(getpid()));
  Scratch() { fs::create_directories(at); }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(at, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
};

}  // namespace

TEST_CASE("every measure agrees with score.py to 1e-9") {
  const std::optional<fs::path> script = find_score_py();
  if (!script || output_of("python3 -c 'print(1)' 2>/dev/null").empty()) {
    MESSAGE("SKIPPED: no ../shared/tools/score.py or no python3 here");
    return;
  }
  struct Case {
    std::size_t articles;
    std::uint32_t gold;
    std::uint32_t predicted;
    std::size_t kept;  // the first so many articles are predicted as labelled
  };
  const Scratch scratch;
  const std::vector<Case> cases{{1, 1, 1, 0},      {2, 2, 1, 0},       {50, 1, 50, 0},
                                {300, 40, 30, 0},  {300, 40, 30, 200}, {2000, 900, 3, 1500},
                                {997, 5, 600, 90}, {64, 64, 64, 64}};
  for (const Case& c : cases) {
    CAPTURE(c.articles);
    CAPTURE(c.gold);
    CAPTURE(c.predicted);
    const Labels gold = random_labels(c.articles, c.gold, 11);
    Labels predicted = random_labels(c.articles, c.predicted, 12);
    for (std::size_t i = 0; i < c.kept; ++i) predicted[i] = gold[i];
    write_labels(scratch.at / "gold", gold);
    write_labels(scratch.at / "predicted", predicted);
    const std::string json =
        output_of("python3 -B '" + script->string() + "' '" + (scratch.at / "gold").string() +
                  "' '" + (scratch.at / "predicted").string() + "' --json");
    const auto ours = newsloom::bench::score(gold, predicted);
    REQUIRE(ours.has_value());
    const std::vector<std::pair<std::string_view, double>> values{
        {"bcubed_p", ours->bcubed.precision},
        {"bcubed_r", ours->bcubed.recall},
        {"bcubed_f1", ours->bcubed.f1},
        {"pair_p", ours->pairwise.precision},
        {"pair_r", ours->pairwise.recall},
        {"pair_f1", ours->pairwise.f1},
        {"ari", ours->ari},
        {"v_measure", ours->v_measure},
        {"over_merged", ours->over_merged},
        {"over_split", ours->over_split},
        {"gold_events", static_cast<double>(ours->gold_events)},
        {"events", static_cast<double>(ours->predicted_events)}};
    for (const auto& [key, value] : values) {
      CAPTURE(key);
      CHECK(std::abs(number_in(json, key) - value) < 1e-9);
    }
  }
}
