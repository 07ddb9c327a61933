#include "calibrate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <span>

namespace newsloom::bench {
namespace {

// An article that founds an event is wrong if its news was told before, this long at most: what is
// older has closed.
constexpr auto remembered = std::chrono::days{12};

// Share of the other articles of an event that are of the same gold event.
class Membership {
 public:
  Membership(const LabelledSet& set, const Aggregator& aggregator)
      : set_(set), aggregator_(aggregator) {}

  void add(std::size_t article) { placed_.push_back(article); }

  [[nodiscard]] double share_of_same(std::size_t article, EventId event) const {
    double same = 0;
    double all = 0;
    for (const std::size_t other : placed_) {
      if (set_.gold[other] == LabelledSet::unlabelled) continue;
      const auto its = aggregator_.event_of(set_.articles[other].id);
      if (!its || *its != event) continue;
      all += 1;
      same += set_.gold[other] == set_.gold[article] ? 1 : 0;
    }
    return all > 0 ? same / all : 1;
  }

  [[nodiscard]] bool was_told_before(std::size_t article) const {
    return std::ranges::any_of(placed_, [&](std::size_t other) {
      if (set_.gold[other] != set_.gold[article]) return false;
      const auto& a = set_.articles[other].published;
      const auto& b = set_.articles[article].published;
      return !a || !b || std::chrono::abs(*a - *b) < remembered;
    });
  }

 private:
  const LabelledSet& set_;
  const Aggregator& aggregator_;
  std::vector<std::size_t> placed_;
};

Placing placing_of(const Update& update) {
  if (update.is_near_copy) return Placing::copied;
  // A new event with others in it, which left theirs, is an event joined.
  return update.is_new_event && update.score <= update.required ? Placing::founded
                                                                : Placing::joined;
}

Curve fit(const std::vector<const Sample*>& samples, bool constant) {
  constexpr int rounds = 50;
  constexpr double ridge = 1e-6;
  double a = 0;  // natural logarithms here
  double b = 0;
  for (int round = 0; round < rounds; ++round) {
    double ga = 0;
    double gb = 0;
    double haa = ridge;
    double hab = 0;
    double hbb = ridge;
    for (const Sample* sample : samples) {
      const double p = 1 / (1 + std::exp(-(a + b * sample->margin)));
      const double error = sample->weight * (sample->right - p);
      const double spread = sample->weight * p * (1 - p);
      ga += error;
      gb += error * sample->margin;
      haa += spread;
      hab += spread * sample->margin;
      hbb += spread * sample->margin * sample->margin;
    }
    if (constant) {
      a += ga / haa;
      continue;
    }
    const double determinant = haa * hbb - hab * hab;
    a += (hbb * ga - hab * gb) / determinant;
    b += (haa * gb - hab * ga) / determinant;
  }
  return {a / std::log(2.0), b / std::log(2.0)};
}

}  // namespace

double Curve::at(double margin) const { return 1 / (1 + std::exp2(-(offset + slope * margin))); }

result<std::vector<Sample>> sample_decisions(const LabelledSet& set, const Options& options) {
  auto aggregator = Aggregator::create(options);
  if (!aggregator) return aggregator.error();
  Membership membership(set, *aggregator);
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < set.articles.size(); ++i) {
    const auto update = aggregator->add(set.articles[i]);
    if (!update) continue;
    if (set.gold[i] == LabelledSet::unlabelled) continue;
    Sample sample;
    sample.placing = placing_of(*update);
    const bool founded = sample.placing == Placing::founded;
    const double above = update->score - update->required;
    sample.margin = founded ? -above : above;
    sample.confidence = update->confidence;
    sample.right = founded ? (membership.was_told_before(i) ? 0 : 1)
                           : membership.share_of_same(i, update->event);
    samples.push_back(sample);
    membership.add(i);
  }
  for (Sample& sample : samples) sample.weight = 1.0 / static_cast<double>(samples.size());
  return samples;
}

Curves fit_curves(const std::vector<Sample>& samples) {
  Curves curves;
  for (std::size_t placing = 0; placing < placings; ++placing) {
    std::vector<const Sample*> some;
    for (const Sample& sample : samples) {
      if (static_cast<std::size_t>(sample.placing) == placing) some.push_back(&sample);
    }
    if (!some.empty()) {
      curves[placing] = fit(some, static_cast<Placing>(placing) == Placing::copied);
    }
  }
  return curves;
}

std::string reliability(const std::vector<Sample>& samples, const Curves* curves) {
  static constexpr std::array edges = {0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001};
  struct Row {
    double decisions = 0;
    double weight = 0;
    double confidence = 0;
    double right = 0;
  };
  std::array<Row, edges.size() - 1> rows{};
  double all = 0;
  for (const Sample& sample : samples) {
    const double confidence =
        curves != nullptr ? (*curves)[static_cast<std::size_t>(sample.placing)].at(sample.margin)
                          : sample.confidence;
    const auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, confidence);
    Row& row = rows.at(static_cast<std::size_t>(above - edges.begin()) - 1);
    row.decisions += 1;
    row.weight += sample.weight;
    row.confidence += sample.weight * confidence;
    row.right += sample.weight * sample.right;
    all += sample.weight;
  }
  std::string text;
  double error = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows.at(i);
    if (row.weight <= 0) continue;
    error += std::abs(row.confidence - row.right);
    text += fmt::format("    {:.2f}-{:.2f} {:>6.0f} decisions, said {:.3f}, right {:.3f}\n",
                        edges.at(i), std::min(1.0, edges.at(i + 1)), row.decisions,
                        row.confidence / row.weight, row.right / row.weight);
  }
  return text + fmt::format("    expected calibration error {:.3f}\n", error / all);
}

}  // namespace newsloom::bench
