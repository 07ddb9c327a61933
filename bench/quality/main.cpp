// How good the clustering is: every labelled set through the default configuration, scored.
//
//   bench_quality [SET.jsonl …] [--knob name=v1,v2 …] [--brief] [--batch] [--shuffles 3]
//   bench_quality --leave-family-out     weights learned without the scored set's family
//   bench_quality --learn                weights learned from all sets that may train
//   bench_quality --calibration          reliability of the confidence of each decision
//
// Without files: the sets of events/ in NEWSLOOM_CORPORA (default ../shared/data).

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "calibrate.hpp"
#include "knobs.hpp"
#include "learn.hpp"
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

result<Run> cluster_batch(const LabelledSet& set, const Options& options) {
  const auto events = cluster_corpus(set.articles, options);
  if (!events) return events.error();
  Run run;
  for (std::size_t i = 0; i < set.articles.size(); ++i) {
    if (set.gold[i] == LabelledSet::unlabelled || !(*events)[i]) continue;
    run.gold.push_back(set.gold[i]);
    run.at_end.push_back(static_cast<std::uint32_t>((*events)[i]->number()));
  }
  run.at_arrival = run.at_end;
  return run;
}

// Set once from the command line.
bool batch_mode = false;

result<Run> cluster(const LabelledSet& set, const Options& options) {
  if (batch_mode) return cluster_batch(set, options);
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

// Learning looks at the first articles of a set, all of those there are today.
constexpr std::size_t most_learned_from = 8000;

LabelledSet beginning_of(const LabelledSet& set) {
  LabelledSet part;
  part.name = set.name;
  const std::size_t count = std::min(set.articles.size(), most_learned_from);
  const auto articles = static_cast<std::ptrdiff_t>(count);
  part.articles.assign(set.articles.begin(), set.articles.begin() + articles);
  part.gold.assign(set.gold.begin(), set.gold.begin() + articles);
  return part;
}

// Weights learned from the sets that may train and are not of the family left out, which is scored.
result<void> leave_family_out(const std::vector<LabelledSet>& sets, const std::string& corpora,
                              const Settings& settings, Executor& executor, bool only_learn) {
  std::vector<std::string> names;
  std::vector<LabelledSet> beginnings;
  for (const LabelledSet& set : sets) {
    names.push_back(set.name);
    beginnings.push_back(beginning_of(set));
  }
  auto families = read_families(corpora, names);
  if (!families) return families.error();
  if (only_learn) *families = {{}};
  const auto f1 = [&executor](const LabelledSet& set, Options options) {
    options.executor = &executor;
    return f1_at_end(set, options);
  };
  Options begin = neutral_options();
  for (const std::string& text : settings.knobs) {
    const auto knob = parse_knob(text);
    if (!knob) return knob.error();
    if (auto turned = turn(begin, knob->name, knob->values.front()); !turned) return turned.error();
  }
  double sum = 0;
  for (const auto& family : *families) {
    const auto is_left_out = [&family](const std::string& name) {
      return std::ranges::find(family, name) != family.end();
    };
    std::vector<const LabelledSet*> training;
    for (const LabelledSet& set : beginnings) {
      if (may_train(set.name) && !is_left_out(set.name)) training.push_back(&set);
    }
    const Options learned = learn_decision(begin, training, f1);
    fmt::print("{:<28} {}\n", family.empty() ? "all that may train" : "without " + family.front(),
               describe_decision(learned));
    for (const LabelledSet& set : sets) {
      if (!is_left_out(set.name)) continue;
      Options options = learned;
      options.executor = &executor;
      const auto run = cluster(set, options);
      if (!run) return run.error();
      const auto scores = score(run->gold, run->at_end);
      if (!scores) return scores.error();
      sum += scores->bcubed.f1;
      fmt::print("  {:<26} P {:.3f} R {:.3f} F1 {:.4f}\n", set.name, scores->bcubed.precision,
                 scores->bcubed.recall, scores->bcubed.f1);
      std::fflush(stdout);
    }
  }
  if (!only_learn) {
    fmt::print("mean BCubed F1 of {} sets, each without its family: {:.4f}\n", sets.size(),
               sum / static_cast<double>(sets.size()));
  }
  return {};
}

// What the curves of confidence are worth on the families they were not fitted on; then those of
// all sets that may train, and how the library's own do.
result<void> calibrate(const std::vector<LabelledSet>& sets, const std::string& corpora,
                       Executor& executor) {
  Options options;
  options.executor = &executor;
  std::vector<std::vector<Sample>> samples;
  std::vector<std::string> names;
  for (const LabelledSet& set : sets) {
    auto some = sample_decisions(set, options);
    if (!some) return some.error();
    samples.push_back(*std::move(some));
    names.push_back(set.name);
  }
  const auto gathered = [&](auto belongs) {
    std::vector<Sample> all;
    for (std::size_t i = 0; i < sets.size(); ++i) {
      if (belongs(names[i])) all.insert(all.end(), samples[i].begin(), samples[i].end());
    }
    return all;
  };
  const auto families = read_families(corpora, names);
  if (!families) return families.error();
  for (const auto& family : *families) {
    const auto is_left_out = [&family](const std::string& name) {
      return std::ranges::find(family, name) != family.end();
    };
    const Curves curves = fit_curves(
        gathered([&](const std::string& name) { return may_train(name) && !is_left_out(name); }));
    for (std::size_t i = 0; i < sets.size(); ++i) {
      if (!is_left_out(names[i])) continue;
      fmt::print("{}, curves fitted without its family\n{}", names[i],
                 reliability(samples[i], &curves));
    }
  }
  const Curves curves = fit_curves(gathered(may_train));
  for (const Curve& curve : curves) {
    fmt::print("fitted on all that may train: offset {:.3f}, slope {:.2f}\n", curve.offset,
               curve.slope);
  }
  fmt::print("all sets, as the library says\n{}",
             reliability(gathered([](const std::string&) { return true; }), nullptr));
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  CLI::App app("Scores the default configuration on labelled sets.");
  app.add_option("files", settings.files, "JSON Lines with \"event\"; default: the corpora's sets");
  app.add_option("--knob", settings.knobs, "name=value[,value…]: another value of an option");
  app.add_option("--shuffles", settings.shuffles, "orders of ties and undated articles to try");
  app.add_flag("--batch", batch_mode, "batch mode (cluster_corpus) instead of the stream");
  bool without_family = false;
  bool learn = false;
  app.add_flag("--leave-family-out", without_family,
               "learn the decision without the scored set's family");
  app.add_flag("--learn", learn, "learn the decision from every set that may train");
  bool calibration = false;
  app.add_flag("--calibration", calibration, "how far confidence can be believed");
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
  if (without_family || learn) {
    const auto done = leave_family_out(sets, corpora_folder(), settings, pool, learn);
    if (!done) fmt::print(stderr, "{}\n", done.error().to_string());
    return done ? 0 : 1;
  }
  if (calibration) {
    const auto done = calibrate(sets, corpora_folder(), pool);
    if (!done) fmt::print(stderr, "{}\n", done.error().to_string());
    return done ? 0 : 1;
  }
  if (const auto done = run_all(sets, settings, pool); !done) {
    fmt::print(stderr, "{}\n", done.error().to_string());
    return 2;
  }
  return 0;
}
