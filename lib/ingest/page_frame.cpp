#include "page_frame.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "page_names.hpp"
#include "page_phrases.hpp"

namespace newsloom::ingest::html {
namespace {

// A shorter headline could be anything.
constexpr std::size_t shortest_title = 8;

// An element that holds more than this part of the page's text is no article only if nothing
// speaks for it: names are often given to frames ("has-sidebar") for what they hold as well.
namespace most {
constexpr double figure = 0.3;
constexpr double aside = 0.4;
constexpr double hidden = 0.75;
constexpr double comments = 0.9;
constexpr double boilerplate = 0.35;
constexpr double caption = 0.3;
constexpr double byline = 0.2;
}  // namespace most
// An element with the headline and at least this part of the text frames the article.
constexpr double least_of_frame = 0.15;

}  // namespace

Frame::Frame(const Tree& tree, const BodyHints& hints, bool by_name)
    : tree_(tree), calling_(tree.size(), 0) {
  for (const std::string& title : hints.titles) {
    std::string letters = letters_of(title);
    if (letters.size() >= shortest_title) titles_.push_back(std::move(letters));
  }
  for (NodeId id = 0; id < tree.size(); ++id) {
    if (tree[id].tag != Tag::text) calling_[id] = calling_of(tree, id);
  }
  blocks_ = collect_blocks(tree, {});
  find_headline();
  weigh();
  exclude(by_name);
  // Now without what is hidden inside paragraphs.
  blocks_ = collect_blocks(tree, excluded_);
  find_headline();
}

bool Frame::is_title(std::string_view text) const {
  // Pages add their name to the title, and headings a mark or two.
  constexpr double least_of_heading = 0.8;
  constexpr double least_of_title = 0.5;
  constexpr std::size_t longest = 600;
  if (text.size() > longest) return false;
  const std::string letters = letters_of(text);
  if (letters.size() < shortest_title) return false;
  const auto part = [](const std::string& of, const std::string& whole) {
    return static_cast<double>(of.size()) / static_cast<double>(whole.size());
  };
  return std::ranges::any_of(titles_, [&](const std::string& title) {
    if (letters.size() > title.size()) {
      return letters.starts_with(title) && part(title, letters) >= least_of_heading;
    }
    return title.starts_with(letters) && part(letters, title) >= least_of_title;
  });
}

// A heading that says what the metadata says, a main one if possible; else the first main heading
// that leads nowhere, as a site's own name does.
void Frame::find_headline() {
  headline_ = blocks_.size();
  headline_node_ = no_node;
  std::size_t plain = blocks_.size();
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const NodeId owner = blocks_[i].owner;
    if (!is_heading(tree_[owner].tag)) continue;
    const bool is_main = tree_[owner].tag == Tag::h1;
    if (plain == blocks_.size() && is_main && blocks_[i].link_bytes == 0) plain = i;
    if (!is_title(blocks_[i].text)) continue;
    if (headline_ == blocks_.size() || (is_main && tree_[headline_node_].tag != Tag::h1)) {
      headline_ = i;
      headline_node_ = owner;
    }
  }
  if (headline_ == blocks_.size()) headline_ = plain;
  if (headline_ < blocks_.size()) headline_node_ = blocks_[headline_].owner;
}

void Frame::weigh() {
  mass_.assign(tree_.size(), 0);
  articles_in_.assign(tree_.size(), 0);
  holds_headline_.assign(tree_.size(), false);
  for (const Block& block : blocks_) {
    mass_[block.owner] += article_bytes(block, tree_[block.owner].tag);
  }
  if (headline_node_ != no_node) holds_headline_[headline_node_] = true;
  for (NodeId id = tree_.size(); id-- > 1;) {
    mass_[tree_[id].parent] += mass_[id];
    if (tree_[id].tag == Tag::article) ++articles_in_[tree_[id].parent];
    if (holds_headline_[id]) holds_headline_[tree_[id].parent] = true;
  }
}

void Frame::exclude(bool by_name) {
  excluded_.assign(tree_.size(), {});
  const double total = std::max(mass_[0], 1.0);
  for (NodeId id = 1; id < tree_.size(); ++id) {
    excluded_[id] = excluded_[tree_[id].parent];
    const Tag tag = tree_[id].tag;
    if (!excluded_[id].empty() || tag == Tag::text) continue;
    if (tag == Tag::html || tag == Tag::body || tag == Tag::main) continue;
    const double share = mass_[id] / total;
    const bool is_frame = holds_headline_[id] && share > least_of_frame;
    if (tag != Tag::nav && is_frame) continue;
    excluded_[id] = reason_by_tag(id, share);
    if (by_name && excluded_[id].empty()) excluded_[id] = reason_by_name(id, share);
  }
}

std::string_view Frame::reason_by_tag(NodeId id, double share) const {
  switch (tree_[id].tag) {
    case Tag::nav:
    case Tag::dialog:
    case Tag::menu:
      return "navigation";
    case Tag::figcaption:
      return "caption";
    case Tag::figure:
      return share < most::figure ? "figure" : "";
    case Tag::aside:
    case Tag::footer:
      return share < most::aside ? "aside" : "";
    case Tag::article:
      return is_another_article(id) ? "another article" : "";
    default:
      return {};
  }
}

std::string_view Frame::reason_by_name(NodeId id, double share) const {
  const std::uint8_t calling = calling_[id];
  if ((calling & calls_hidden) != 0 && share < most::hidden) return "hidden";
  if ((calling & calls_body) != 0) return {};
  if ((calling & calls_comments) != 0 && share < most::comments) return "comments";
  if ((calling & calls_boilerplate) != 0 && share < most::boilerplate) return "named boilerplate";
  if ((calling & calls_caption) != 0 && share < most::caption) return "named caption";
  if ((calling & calls_byline) != 0 && share < most::byline) return "named byline";
  return {};
}

NodeId Frame::article_around(NodeId id) const {
  while (id != no_node && tree_[id].tag != Tag::article) id = tree_[id].parent;
  return id;
}

// Of <article> elements: whether it is not the one the page is about.
bool Frame::is_another_article(NodeId id) const {
  if (headline_node_ == no_node || id < headline_node_ || holds_headline_[id]) return false;
  const NodeId own = article_around(headline_node_);
  const bool stands_behind = own != no_node && id >= tree_.end_of(own) && mass_[own] > enough_bytes;
  return stands_behind || leads_elsewhere(id) || is_one_of_several(id);
}

// Whether its own headline is a link.
bool Frame::leads_elsewhere(NodeId id) const {
  constexpr NodeId most_nodes = 100;  // a headline stands at the beginning
  const NodeId end = std::min(tree_.end_of(id), id + most_nodes);
  for (NodeId at = id; at < end; ++at) {
    if (!is_heading(tree_[at].tag)) continue;
    for (NodeId below = at; below < std::min(tree_.end_of(at), end); ++below) {
      if (tree_[below].tag == Tag::a && tree_.has(below, Key::href)) return true;
    }
    return tree_[tree_[at].parent].tag == Tag::a;
  }
  return false;
}

// Whether it is one of several articles inside the one with the headline.
bool Frame::is_one_of_several(NodeId id) const {
  const NodeId parent = tree_[id].parent;
  const NodeId around = article_around(parent);
  if (around == no_node || !holds_headline_[around]) return false;
  return articles_in_[parent] > 1;
}

}  // namespace newsloom::ingest::html
