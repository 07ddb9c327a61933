// Where the headline of a page is, how its text is spread, and which parts are no article. Private.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html_tree.hpp"
#include "page_blocks.hpp"

namespace newsloom::ingest::html {

/// What the page's metadata says, to recognise text by. Each may be empty.
struct BodyHints {
  std::vector<std::string> titles;  ///< the headline, as it is given in different places
  std::string description;
  std::string article_body;  ///< from JSON-LD
};

/// A page's blocks, and for each element what it is judged by. Views its tree.
class Frame {
 public:
  /// `by_name`: whether class names and the like may say that an element is no article.
  Frame(const Tree& tree, const BodyHints& hints, bool by_name);

  [[nodiscard]] std::vector<Block>& blocks() { return blocks_; }
  /// Index into `blocks` of the headline; their number if there is none.
  [[nodiscard]] std::size_t headline() const { return headline_; }
  /// Whether the text says what the page's metadata calls the headline.
  [[nodiscard]] bool is_title(std::string_view text) const;
  /// `Calling` flags of an element.
  [[nodiscard]] std::uint8_t calling(NodeId id) const { return calling_[id]; }
  /// Why the node is no part of the article; empty if it may be.
  [[nodiscard]] std::string_view excluded(NodeId id) const { return excluded_[id]; }
  [[nodiscard]] bool holds_headline(NodeId id) const { return holds_headline_[id]; }

 private:
  void find_headline();
  void weigh();
  void exclude(bool by_name);
  [[nodiscard]] std::string_view reason_by_tag(NodeId id, double share) const;
  [[nodiscard]] std::string_view reason_by_name(NodeId id, double share) const;
  [[nodiscard]] bool is_another_article(NodeId id) const;
  [[nodiscard]] bool leads_elsewhere(NodeId id) const;
  [[nodiscard]] bool is_one_of_several(NodeId id) const;
  /// The nearest <article> at or above `id`, or `no_node`.
  [[nodiscard]] NodeId article_around(NodeId id) const;

  const Tree& tree_;
  std::vector<std::string> titles_;  // letters only
  std::vector<Block> blocks_;
  std::size_t headline_ = 0;
  NodeId headline_node_ = no_node;
  std::vector<std::uint8_t> calling_;
  std::vector<double> mass_;                // article bytes below each node
  std::vector<std::uint32_t> articles_in_;  // <article> children of each node
  std::vector<bool> holds_headline_;
  Reasons excluded_;
};

/// Less text than this is no article but a notice.
inline constexpr double enough_bytes = 250;

}  // namespace newsloom::ingest::html
