// A page as a tree: what libxml2's SAX parser tells, kept in four flat arrays. Private.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::ingest::html {

/// Elements the reader tells apart; every other is `other`, which counts as inline.
enum class Tag : std::uint8_t {
  text,  ///< not an element: a run of character data
  other,
  // Blocks of text
  p,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  li,
  dt,
  dd,
  blockquote,
  pre,
  td,
  th,
  caption,
  figcaption,
  summary,
  address,
  // Containers
  html,
  body,
  div,
  section,
  article,
  main,
  header,
  footer,
  aside,
  nav,
  ul,
  ol,
  dl,
  table_,
  tbody,
  thead,
  tfoot,
  tr,
  form,
  fieldset,
  figure,
  details,
  center,
  hgroup,
  menu,
  dialog,
  picture,
  // Inline
  a,
  b,
  i,
  em,
  strong,
  span,
  font,
  br,
  hr,
  img,
  time,
  q,
  cite,
  code,
  small,
  sup,
  sub,
  u,
  label,
  s,
  // Never content
  head,
  title,
  meta,
  link,
  base,
  script,
  style,
  noscript,
  iframe,
  object,
  embed,
  svg,
  math,
  button,
  select,
  option,
  textarea,
  input,
  video,
  audio,
  canvas,
  map,
  area,
  template_,
  frame,
  frameset,
};

/// Attributes that are kept; the others are dropped while parsing.
enum class Key : std::uint8_t {
  class_,
  id,
  role,
  rel,
  href,
  src,
  content,
  property,
  name,
  itemprop,
  itemtype,
  itemscope,
  datetime,
  type,
  style,
  hidden,
  aria_hidden,
  lang,
  component,
  alt,
};

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = UINT32_MAX;

/// Where bytes of the tree's text are.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
};

struct Node {
  NodeId parent = no_node;
  NodeId first_child = no_node;
  NodeId next_sibling = no_node;
  NodeId last_child = no_node;
  Range text;                         ///< of a text node, and of a script that is kept
  std::uint32_t first_attribute = 0;  ///< index into the tree's attributes
  std::uint16_t attribute_count = 0;
  Tag tag = Tag::other;
};

struct Attribute {
  Key key;
  Range value;
};

/// Why a tree does not hold the whole page.
enum class Cut : std::uint8_t {
  none,
  nodes,  ///< there are more than the limit
  depth,  ///< elements are open inside each other beyond what could be parsed in bounded time
};

/// The nodes of one page in document order: a parent comes before its children, node 0 is a root
/// above everything. Holds its own bytes. Immutable once parsed.
class Tree {
 public:
  /// `utf8` is well-formed UTF-8 of less than 1 GiB. Never fails: broken markup is mended as
  /// libxml2 mends it. Parsing ends where there are more than `max_nodes` nodes or where the depth
  /// times the number of tags exceeds 4e8, as libxml2 looks through all open elements for a stray
  /// tag: see `cut`. Entities other than HTML's own are not expanded and nothing is fetched.
  /// O(bytes).
  static Tree parse(std::string_view utf8, std::size_t max_nodes);

  [[nodiscard]] const Node& operator[](NodeId id) const { return nodes_[id]; }
  [[nodiscard]] NodeId size() const { return static_cast<NodeId>(nodes_.size()); }
  [[nodiscard]] std::string_view bytes(Range range) const {
    return std::string_view(text_).substr(range.begin, range.size);
  }
  [[nodiscard]] std::string_view text(NodeId id) const { return bytes(nodes_[id].text); }
  [[nodiscard]] std::span<const Attribute> attributes(NodeId id) const {
    return std::span(attributes_).subspan(nodes_[id].first_attribute, nodes_[id].attribute_count);
  }
  /// Empty when it is not there.
  [[nodiscard]] std::string_view attribute(NodeId id, Key key) const;
  [[nodiscard]] bool has(NodeId id, Key key) const;
  /// The node after the last one of `id`'s subtree.
  [[nodiscard]] NodeId end_of(NodeId id) const { return ends_[id]; }
  /// All character data below `id`, white space collapsed.
  [[nodiscard]] std::string text_below(NodeId id) const;
  [[nodiscard]] Cut cut() const { return cut_; }

 private:
  friend class TreeBuilder;
  std::vector<Node> nodes_;
  std::vector<NodeId> ends_;
  std::vector<Attribute> attributes_;
  std::string text_;
  Cut cut_ = Cut::none;
};

[[nodiscard]] Tag tag_of(std::string_view name);
/// Whether the element begins a new block of text.
[[nodiscard]] bool is_block(Tag tag);
/// Whether nothing below the element is ever read as text.
[[nodiscard]] bool is_opaque(Tag tag);
[[nodiscard]] bool is_heading(Tag tag);

/// `text` without white space at its ends and with one blank for each run inside (U+00A0 too).
[[nodiscard]] std::string collapsed(std::string_view text);
[[nodiscard]] char lower(char c);
[[nodiscard]] std::string lowered(std::string_view text);

}  // namespace newsloom::ingest::html
