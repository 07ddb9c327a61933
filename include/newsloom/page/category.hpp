// newsloom page: what field an event belongs to.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

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

/// Below this the built-in categorizer says it does not know. bench_page_categories.
inline constexpr double min_category_confidence = 0.6;

/// A linear classifier over hashed words and word pairs, as fastText is without its hidden layer,
/// with weights of 8 bits compiled in (lib/page/category_weights.txt). Learned from the topics of
/// public corpora in 17 languages; it knows these names: "arts, culture, entertainment and media",
/// "economy, business and finance", "health", "politics and government", "religion", "science and
/// technology", "sport". Integers decide. O(bytes), of the first 4 KiB. Thread-safe.
[[nodiscard]] const Categorizer& built_in_categorizer();

}  // namespace newsloom::page
