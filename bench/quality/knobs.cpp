#include "knobs.hpp"

#include <charconv>
#include <functional>
#include <map>

namespace newsloom::bench {
namespace {

using Setter = std::function<void(Options&, double)>;

std::chrono::seconds hours_of(double hours) {
  constexpr double seconds_an_hour = 3600;
  return std::chrono::seconds{static_cast<std::int64_t>(hours * seconds_an_hour)};
}

const std::map<std::string, Setter, std::less<>>& setters() {
  static const std::map<std::string, Setter, std::less<>> all = {
      {"join_threshold", [](Options& o, double v) { o.cluster.join_threshold = v; }},
      {"names_weight", [](Options& o, double v) { o.cluster.names_weight = v; }},
      {"postponed_share", [](Options& o, double v) { o.cluster.postponed_share = v; }},
      {"runner_up_weight", [](Options& o, double v) { o.cluster.runner_up_weight = v; }},
      {"offshoot_score", [](Options& o, double v) { o.cluster.offshoot_score = v; }},
      {"title_cosine_weight", [](Options& o, double v) { o.cluster.title_weight = v; }},
      {"dense_weight", [](Options& o, double v) { o.cluster.dense_weight = v; }},
      {"dense_weight_across", [](Options& o, double v) { o.cluster.dense_weight_across = v; }},
      {"neighbour_share", [](Options& o, double v) { o.cluster.neighbour_share = v; }},
      {"group_events",
       [](Options& o, double v) { o.cluster.group_events = static_cast<std::size_t>(v); }},
      {"group_articles",
       [](Options& o, double v) { o.cluster.group_articles = static_cast<std::size_t>(v); }},
      {"large_event",
       [](Options& o, double v) { o.cluster.large_event = static_cast<std::size_t>(v); }},
      {"time_sigma_hours", [](Options& o, double v) { o.cluster.time_sigma = hours_of(v); }},
      {"horizon_hours", [](Options& o, double v) { o.cluster.horizon = hours_of(v); }},
      {"copy_containment", [](Options& o, double v) { o.cluster.copy_containment = v; }},
      {"copy_min_shared",
       [](Options& o, double v) { o.cluster.copy_min_shared = static_cast<std::size_t>(v); }},
      {"copy_min_time", [](Options& o, double v) { o.cluster.copy_min_time = v; }},
      {"lead_tokens",
       [](Options& o, double v) { o.analysis.lead_tokens = static_cast<std::size_t>(v); }},
      {"lead_weight",
       [](Options& o, double v) { o.analysis.lead_weight = static_cast<std::uint32_t>(v); }},
      {"longest_list",
       [](Options& o, double v) { o.cluster.longest_list = static_cast<std::size_t>(v); }},
      {"max_terms",
       [](Options& o, double v) { o.statistics.max_terms = static_cast<std::size_t>(v); }},
      {"title_weight",
       [](Options& o, double v) { o.analysis.title_weight = static_cast<std::uint32_t>(v); }},
  };
  return all;
}

}  // namespace

result<Knob> parse_knob(std::string_view text) {
  Knob knob;
  const std::size_t equals = text.find('=');
  const Error error{
      ErrorCode::invalid_argument, "\"" + std::string(text) + "\" is not name=value[,value…]", {}};
  if (equals == std::string_view::npos) return error;
  knob.name = text.substr(0, equals);
  for (std::string_view rest = text.substr(equals + 1); !rest.empty();) {
    const std::string_view one = rest.substr(0, rest.find(','));
    double value = 0;
    const auto parsed = std::from_chars(one.data(), one.data() + one.size(), value);
    if (parsed.ec != std::errc() || parsed.ptr != one.data() + one.size()) return error;
    knob.values.push_back(value);
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
  }
  if (knob.values.empty()) return error;
  return knob;
}

result<void> turn(Options& options, std::string_view name, double value) {
  const auto found = setters().find(name);
  if (found != setters().end()) {
    found->second(options, value);
    return {};
  }
  std::string known;
  for (const auto& [key, setter] : setters()) known += (known.empty() ? "" : ", ") + key;
  return Error{ErrorCode::invalid_argument,
               "no knob \"" + std::string(name) + "\"; there are: " + known,
               {}};
}

std::vector<std::vector<std::pair<std::string, double>>> combinations(
    const std::vector<Knob>& knobs) {
  std::vector<std::vector<std::pair<std::string, double>>> all = {{}};
  for (const Knob& knob : knobs) {
    std::vector<std::vector<std::pair<std::string, double>>> longer;
    for (const auto& begun : all) {
      for (const double value : knob.values) {
        longer.push_back(begun);
        longer.back().emplace_back(knob.name, value);
      }
    }
    all = std::move(longer);
  }
  return all;
}

}  // namespace newsloom::bench
