#include "sets.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <unordered_map>
#include <utility>

#include "newsloom/ingest/reader.hpp"

namespace newsloom::bench {
namespace {

// A small generator, so that a seed means the same everywhere (Steele et al. 2014).
std::uint64_t split_mix(std::uint64_t& state) {
  std::uint64_t value = state += 0x9e3779b97f4a7c15ULL;
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31U);
}

// The "event" of every line by id; ingest does not know labels, and must not.
std::unordered_map<std::string, std::string> read_labels(const std::string& path) {
  std::unordered_map<std::string, std::string> labels;
  auto source = ingest::open_file(path);
  if (!source) return labels;
  ingest::LineSplitter lines(ingest::decompressed(*std::move(source)), std::size_t{64} << 20U);
  simdjson::dom::parser parser;
  while (!lines.is_finished()) {
    auto line = lines.next();
    if (!line || !*line) continue;
    simdjson::dom::object object;
    std::string_view id;
    std::string_view event;
    if (parser.parse((*line)->bytes.data(), (*line)->bytes.size()).get(object) ==
            simdjson::SUCCESS &&
        object["id"].get(id) == simdjson::SUCCESS &&
        object["event"].get(event) == simdjson::SUCCESS) {
      labels.emplace(id, event);
    }
  }
  return labels;
}

}  // namespace

result<LabelledSet> read_set(const std::string& path) {
  LabelledSet set;
  set.name = std::filesystem::path(path).stem().string();
  const auto labels = read_labels(path);
  std::map<std::string, std::uint32_t> numbers;
  std::optional<Error> fault;
  const std::vector<std::string> paths = {path};
  ingest::read_paths(
      paths, {},
      [&](Article&& article) {
        const auto label = labels.find(article.id.str());
        std::uint32_t gold = LabelledSet::unlabelled;
        if (label != labels.end()) {
          gold = numbers.emplace(label->second, static_cast<std::uint32_t>(numbers.size()))
                     .first->second;
        }
        set.gold.push_back(gold);
        set.articles.push_back(std::move(article));
        return true;
      },
      [&fault](const ingest::Problem& problem) {
        if (problem.rejected && !fault) fault = problem.error;
      });
  if (!set.articles.empty()) return set;
  return fault.value_or(Error{ErrorCode::missing_content, "no usable article", {path, {}, {}, {}}});
}

LabelledSet shuffled(const LabelledSet& set, std::uint64_t seed) {
  std::map<std::optional<Timestamp>, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < set.articles.size(); ++i) {
    groups[set.articles[i].published].push_back(i);
  }
  std::vector<std::size_t> order(set.articles.size());
  for (const auto& [date, places] : groups) {
    std::vector<std::size_t> mixed = places;
    for (std::size_t i = mixed.size(); i > 1; --i) {
      std::swap(mixed[i - 1], mixed[split_mix(seed) % i]);
    }
    for (std::size_t i = 0; i < places.size(); ++i) order[places[i]] = mixed[i];
  }
  LabelledSet out;
  out.name = set.name;
  for (const std::size_t at : order) {
    out.articles.push_back(set.articles[at]);
    out.gold.push_back(set.gold[at]);
  }
  return out;
}

std::string corpora_folder() {
  if (const char* given = std::getenv("NEWSLOOM_CORPORA"); given != nullptr && *given != '\0') {
    return given;
  }
  const std::string usual = "../shared/data";
  return std::filesystem::is_directory(usual) ? usual : std::string();
}

const std::vector<std::string>& set_names() {
  static const std::vector<std::string> names = {"allsides",
                                                 "basil",
                                                 "leads",
                                                 "lookalikes",
                                                 "olympics-titles-9-languages",
                                                 "parallel-4-languages",
                                                 "vietnamese"};
  return names;
}

}  // namespace newsloom::bench
