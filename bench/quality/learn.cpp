#include "learn.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace newsloom::bench {
namespace {

// One weight: how it is read and set, the first step, and the range searched.
struct Coordinate {
  double (*get)(const Options&);
  void (*set)(Options&, double);
  double step;
  double least;
  double most;
};

constexpr double seconds_an_hour = 3600;

const std::array<Coordinate, 5> coordinates = {{
    {[](const Options& o) { return o.cluster.join_threshold; },
     [](Options& o, double v) { o.cluster.join_threshold = v; }, 0.04, 0.02, 0.6},
    {[](const Options& o) { return o.cluster.runner_up_weight; },
     [](Options& o, double v) { o.cluster.runner_up_weight = v; }, 0.3, 0, 2.4},
    {[](const Options& o) { return o.cluster.names_weight; },
     [](Options& o, double v) { o.cluster.names_weight = v; }, 0.1, 0, 1},
    {[](const Options& o) { return o.cluster.title_weight; },
     [](Options& o, double v) { o.cluster.title_weight = v; }, 0.1, 0, 0.6},
    {[](const Options& o) {
       return static_cast<double>(o.cluster.time_sigma.count()) / seconds_an_hour;
     },
     [](Options& o, double v) {
       o.cluster.time_sigma = std::chrono::seconds{static_cast<std::int64_t>(v * seconds_an_hour)};
     },
     12, 12, 96},
}};
constexpr std::size_t time_coordinate = 4;
constexpr int rounds = 3;

}  // namespace

result<std::vector<std::vector<std::string>>> read_families(const std::string& corpora,
                                                            std::span<const std::string> sets) {
  std::vector<std::vector<std::string>> families;
  simdjson::dom::parser parser;
  simdjson::dom::array listed;
  const std::string path = corpora + "/events/families.json";
  if (parser.load(path)["families"].get(listed) != simdjson::SUCCESS) {
    return Error{ErrorCode::io_error, "cannot read the families of sets", {path, {}, {}, {}}};
  }
  for (const auto family : listed) {
    auto& names = families.emplace_back();
    for (const auto name : family.get_array()) {
      names.emplace_back(std::string_view(name.get_string().value()));
    }
  }
  for (const std::string& set : sets) {
    const bool is_listed = std::ranges::any_of(families, [&set](const auto& family) {
      return std::ranges::find(family, set) != family.end();
    });
    if (!is_listed) families.push_back({set});
  }
  return families;
}

bool may_train(const std::string& set) {
  static constexpr std::array allowed = {"allsides", "leads", "lookalikes", "parallel-4-languages"};
  return std::ranges::find(allowed, set) != allowed.end();
}

Options neutral_options() {
  Options options;
  options.cluster.join_threshold = 0.2;
  options.cluster.runner_up_weight = 1;
  options.cluster.names_weight = 0.3;
  options.cluster.title_weight = 0.2;
  options.cluster.time_sigma = std::chrono::hours{48};
  return options;
}

Options learn_decision(const Options& begin, const std::vector<const LabelledSet*>& sets,
                       const std::function<double(const LabelledSet&, const Options&)>& f1) {
  const auto mean = [&](const Options& options) {
    double sum = 0;
    for (const LabelledSet* set : sets) sum += f1(*set, options);
    return sum / static_cast<double>(sets.size());
  };
  const bool dated = std::ranges::any_of(
      sets, [](const LabelledSet* set) { return set->articles.front().published.has_value(); });
  Options best = begin;
  double best_mean = mean(best);
  double scale = 1;
  for (int round = 0; round < rounds; ++round, scale /= 2) {
    for (std::size_t i = 0; i < coordinates.size(); ++i) {
      if (i == time_coordinate && !dated) continue;
      const Coordinate& coordinate = coordinates[i];
      for (const double direction : {-1.0, 1.0}) {
        while (true) {
          Options trial = best;
          const double value = coordinate.get(best) + direction * scale * coordinate.step;
          if (value < coordinate.least || value > coordinate.most) break;
          coordinate.set(trial, value);
          const double trial_mean = mean(trial);
          if (trial_mean <= best_mean) break;
          best = trial;
          best_mean = trial_mean;
        }
      }
    }
  }
  return best;
}

std::string describe_decision(const Options& options) {
  return fmt::format(
      "threshold {:.3f}, runner-ups {:.2f}, names {:.3f}, title {:.3f}, sigma {:.0f} h",
      coordinates[0].get(options), coordinates[1].get(options), coordinates[2].get(options),
      coordinates[3].get(options), coordinates[4].get(options));
}

}  // namespace newsloom::bench
