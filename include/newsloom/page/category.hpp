// newsloom page: what field an event belongs to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::page {

/// An answer of a `Categorizer`.
struct Category {
  std::string name;       ///< top level of the IPTC Media Topics, English; empty is unknown
  double confidence = 0;  ///< in [0, 1]
};

/// Says from its words what an event is about. Implementations are thread-safe.
class Categorizer {
 public:
  virtual ~Categorizer() = default;
  /// @param text  a headline and the beginning of a text, UTF-8, of one article or several.
  /// @param language  BCP-47 primary subtag; empty when unknown.
  [[nodiscard]] virtual Category categorize(std::string_view text,
                                            std::string_view language) const = 0;
};

/// Below this the built-in categorizer says it does not know.
inline constexpr double min_category_confidence = 0.5;

/// Buckets its words and word pairs are hashed into.
inline constexpr std::uint32_t category_buckets = std::uint32_t{1} << 14U;

/// The buckets of a text's content words and of pairs of them, ascending, distinct; of its first 4
/// KiB. What the built-in categorizer sees and what bench_page_train_categories learns from.
[[nodiscard]] std::vector<std::uint32_t> category_features(std::string_view text,
                                                           std::string_view language);

/// A linear classifier over hashed words and word pairs, as fastText is without its hidden layer,
/// with weights of 8 bits compiled in (lib/page/category_weights.txt). Learned from the topics of
/// public corpora in 18 languages by bench_page_train_categories; bench/RESULTS.md has its accuracy
/// on articles it did not learn from. It knows these names: "arts, culture, entertainment and
/// media", "economy, business and finance", "health", "politics and government", "religion",
/// "science and technology", "sport". How far the best is ahead of the second is its confidence.
/// Integers decide. O(bytes). Thread-safe.
[[nodiscard]] const Categorizer& built_in_categorizer() noexcept;

}  // namespace newsloom::page
