// Options by name, for trying values from the command line.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsloom/aggregator.hpp"
#include "newsloom/error.hpp"

namespace newsloom::bench {

/// "name=value" with one or several values ("name=1,2,3").
struct Knob {
  std::string name;
  std::vector<double> values;
};

[[nodiscard]] result<Knob> parse_knob(std::string_view text);

/// Sets one option. Error: `invalid_argument` naming the knobs there are.
[[nodiscard]] result<void> turn(Options& options, std::string_view name, double value);

/// Every combination of the knobs' values, each with a label; one empty one without knobs.
[[nodiscard]] std::vector<std::vector<std::pair<std::string, double>>> combinations(
    const std::vector<Knob>& knobs);

}  // namespace newsloom::bench
