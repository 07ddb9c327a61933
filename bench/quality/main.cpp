// How good the clustering is: every labelled set through the default configuration, scored.
//
//   bench_quality [SET.jsonl …] [--knob name=v1,v2 …] [--brief] [--shuffles 3]
//
// Without files: the sets of events/ in NEWSLOOM_CORPORA (default ../shared/data).

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "knobs.hpp"
#include "metrics.hpp"
#include "newsloom/aggregator.hpp"
#include "sets.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::bench;

constexpr int skipped_code = 77;

struct Settings {
  std::vector<std::string> files;
  std::vector<std::string> knobs;
  std::size_t shuffles = 3;
  bool brief = false;
};

// Events at the moment each article was placed, and at the end.
struct Run {
  std::vector<std::uint32_t> gold;
  std::vector<std::uint32_t> at_arrival;
  std::vector<std::uint32_t> at_end;
};

result<Run> cluster(const LabelledSet& set, const Options& options) {
  auto aggregator = Aggregator::create(options);
  if (!aggregator) return aggregator.error();
  const auto updates = aggregator->add(std::span(set.articles));
  Run run;
  for (std::size_t i = 0; i < set.articles.size(); ++i) {
    if (set.gold[i] == LabelledSet::unlabelled || !updates[i]) continue;
    run.gold.push_back(set.gold[i]);
    run.at_arrival.push_back(static_cast<std::uint32_t>(updates[i]->event.number()));
    const auto event = aggregator->event_of(set.articles[i].id);
    run.at_end.push_back(static_cast<std::uint32_t>(event.value().number()));
  }
  return run;
}

double f1_at_end(const LabelledSet& set, const Options& options) {
  const auto run = cluster(set, options);
  if (!run) return 0;
  const auto scores = score(run->gold, run->at_end);
  return scores ? scores->bcubed.f1 : 0;
}

void print_header() {
  fmt::print(
      "{:<28} {:>6} {:>6} {:>6} {:>6} {:>6} {:>13} {:>7} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}"
      "  {:>27}  {}\n",
      "set", "art.", "events", "P", "R", "F1", "95 %", "arrival", "pairF1", "ARI", "AMI", "V",
      "merged", "split", "F1 by gold size 1/2-3/4-9/10+", "shuffles");
}

result<double> print_full(const LabelledSet& set, const Options& options, std::size_t shuffles) {
  const auto run = cluster(set, options);
  if (!run) return run.error();
  const auto scores = score(run->gold, run->at_end);
  if (!scores) return scores.error();
  const auto arrival = score(run->gold, run->at_arrival);
  const auto interval = bootstrap_bcubed_f1(run->gold, run->at_end);
  if (!arrival || !interval) return Error{ErrorCode::invalid_argument, "cannot score", {}};
  std::string sizes;
  for (const SizeBucket& bucket : scores->by_gold_size) {
    sizes += bucket.articles == 0 ? "     –" : fmt::format("  {:.3f}", bucket.bcubed.f1);
  }
  std::string others;
  for (std::size_t seed = 1; seed <= shuffles; ++seed) {
    others += fmt::format(" {:.3f}", f1_at_end(shuffled(set, seed), options));
  }
  fmt::print(
      "{:<28} {:>6} {:>6} {:>6.3f} {:>6.3f} {:>6.4f} [{:.3f}, {:.3f}] {:>6.3f} {:>6.3f} {:>6.3f}"
      " {:>6.3f} {:>6.3f} {:>6.3f} {:>6.3f}  {:>27}  {}\n",
      set.name, scores->articles, scores->predicted_events, scores->bcubed.precision,
      scores->bcubed.recall, scores->bcubed.f1, interval->low, interval->high, arrival->bcubed.f1,
      scores->pairwise.f1, scores->ari, scores->ami, scores->v_measure, scores->over_merged,
      scores->over_split, sizes, others);
  std::fflush(stdout);
  return scores->bcubed.f1;
}

// One line for one combination of knobs.
void print_brief(const std::vector<LabelledSet>& sets, const Options& options,
                 const std::string& label) {
  double sum = 0;
  std::string line;
  for (const LabelledSet& set : sets) {
    const auto run = cluster(set, options);
    const auto scores = run ? score(run->gold, run->at_end) : result<Scores>(run.error());
    if (!scores) continue;
    sum += scores->bcubed.f1;
    line += fmt::format("  {:.3f} ({:.2f}/{:.2f})", scores->bcubed.f1, scores->bcubed.precision,
                        scores->bcubed.recall);
  }
  fmt::print("mean {:.4f} {} {}\n", sum / static_cast<double>(sets.size()), line, label);
  std::fflush(stdout);
}

result<void> run_all(const std::vector<LabelledSet>& sets, const Settings& settings,
                     Executor& executor) {
  std::vector<Knob> knobs;
  for (const std::string& text : settings.knobs) {
    auto knob = parse_knob(text);
    if (!knob) return knob.error();
    knobs.push_back(*std::move(knob));
  }
  if (!settings.brief) print_header();
  for (const auto& combination : combinations(knobs)) {
    Options options;
    options.executor = &executor;
    std::string label;
    for (const auto& [name, value] : combination) {
      if (auto turned = turn(options, name, value); !turned) return turned.error();
      label += fmt::format(" {}={}", name, value);
    }
    if (settings.brief) {
      print_brief(sets, options, label);
      continue;
    }
    double sum = 0;
    for (const LabelledSet& set : sets) {
      const auto f1 = print_full(set, options, settings.shuffles);
      if (!f1) return f1.error();
      sum += *f1;
    }
    fmt::print("mean BCubed F1 of {} sets: {:.4f}{}\n", sets.size(),
               sum / static_cast<double>(sets.size()), label);
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  CLI::App app("Scores the default configuration on labelled sets.");
  app.add_option("files", settings.files, "JSON Lines with \"event\"; default: the corpora's sets");
  app.add_option("--knob", settings.knobs, "name=value[,value…]: another value of an option");
  app.add_option("--shuffles", settings.shuffles, "orders of ties and undated articles to try");
  app.add_flag("--brief", settings.brief, "one line a combination: mean, then F1 (P/R) a set");
  CLI11_PARSE(app, argc, argv);
  if (settings.files.empty()) {
    const std::string folder = corpora_folder();
    if (folder.empty()) {
      fmt::print("SKIPPED: no corpora; set NEWSLOOM_CORPORA\n");
      return skipped_code;
    }
    for (const std::string& name : set_names()) {
      settings.files.push_back(folder + "/events/" + name + ".jsonl");
    }
  }
  std::vector<LabelledSet> sets;
  for (const std::string& file : settings.files) {
    auto set = read_set(file);
    if (!set) {
      fmt::print(stderr, "{}\n", set.error().to_string());
      return 1;
    }
    sets.push_back(*std::move(set));
  }
  ThreadPool pool(0);
  if (const auto done = run_all(sets, settings, pool); !done) {
    fmt::print(stderr, "{}\n", done.error().to_string());
    return 2;
  }
  return 0;
}
