// The decision's weights, learned by replaying streams.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "newsloom/aggregator.hpp"
#include "newsloom/error.hpp"
#include "sets.hpp"

namespace newsloom::bench {

/// Sets that share articles or sources, from events/families.json. A set in no family is its own.
[[nodiscard]] result<std::vector<std::vector<std::string>>> read_families(
    const std::string& corpora, std::span<const std::string> sets);

/// Whether weights that are shipped may learn from a set (its licence; see MODEL_CARD.md).
[[nodiscard]] bool may_train(const std::string& set);

/// The weights of the join-or-new decision that do best on `sets` when their streams are replayed
/// with the decision's own assignments: coordinate search on the mean BCubed F1, from values nobody
/// chose by looking (`begin`, which is `neutral_options` or near). The time kernel is learned only
/// if a set is dated. `f1` clusters one set. About 60 replays of all sets.
[[nodiscard]] Options learn_decision(
    const Options& begin, const std::vector<const LabelledSet*>& sets,
    const std::function<double(const LabelledSet&, const Options&)>& f1);

/// Where learning begins.
[[nodiscard]] Options neutral_options();

/// One line: the learned values.
[[nodiscard]] std::string describe_decision(const Options& options);

}  // namespace newsloom::bench
