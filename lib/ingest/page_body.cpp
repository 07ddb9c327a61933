#include "page_body.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "page_names.hpp"
#include "page_phrases.hpp"

namespace newsloom::ingest::html {
namespace {

// What a level of the tree costs a block's weight on its way up. .75 to .90 score alike.
constexpr double decay = 0.84;
// What is above the headline, is named like something else, or is quoted by the page's metadata.
constexpr double above_headline_factor = 0.4;
constexpr double named_otherwise_factor = 0.3;
constexpr double quoted_factor = 1.5;
// Of an element that says it is the body, or the article.
constexpr double body_factor = 1.25;
constexpr double article_factor = 1.1;

class BodyFinder {
 public:
  BodyFinder(const Tree& tree, const BodyHints& hints, bool by_name)
      : tree_(tree),
        frame_(tree, hints, by_name),
        blocks_(frame_.blocks()),
        article_body_(hints.article_body),
        description_(hints.description) {
    quoted_.reserve(blocks_.size());
    for (const Block& block : blocks_) quoted_.push_back(is_quoted(block));
  }

  Body find() {
    const NodeId root = choose_root();
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      blocks_[i].why_not = reason_to_drop(i, root);
      blocks_[i].kept = blocks_[i].why_not.empty();
    }
    drop_above_headline();
    drop_closing_list();
    drop_empty_headings();
    return {std::move(blocks_), frame_.headline()};
  }

 private:
  [[nodiscard]] Tag owner_tag(const Block& block) const { return tree_[block.owner].tag; }

  void drop(Block& block, std::string_view why) {
    block.kept = false;
    block.why_not = why;
  }

  // The element under which most of what reads like an article is, little else beside it.
  [[nodiscard]] NodeId choose_root() const {
    std::vector<double> score(tree_.size(), 0);
    std::vector<double> mass(tree_.size(), 0);
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      const double bytes = article_bytes(block, owner_tag(block));
      if (bytes == 0 || !frame_.excluded(block.owner).empty()) continue;
      mass[block.owner] += bytes;
      double weight = bytes * factor(i);
      // A paragraph is never the article by itself.
      const bool is_paragraph = owner_tag(block) >= Tag::p && owner_tag(block) <= Tag::pre;
      NodeId at = is_paragraph ? tree_[block.owner].parent : block.owner;
      for (; at != no_node; at = tree_[at].parent, weight *= decay) score[at] += weight;
    }
    for (NodeId id = tree_.size(); id-- > 1;) mass[tree_[id].parent] += mass[id];
    NodeId best = 0;
    for (NodeId id = 0; id < tree_.size(); ++id) {
      if ((frame_.calling(id) & calls_body) != 0) score[id] *= body_factor;
      if (tree_[id].tag == Tag::article || tree_[id].tag == Tag::main) score[id] *= article_factor;
      if (score[id] > score[best]) best = id;
    }
    return climb(best, mass);
  }

  // How much the block's place and the page's metadata speak for it.
  [[nodiscard]] double factor(std::size_t index) const {
    const Block& block = blocks_[index];
    double factor = 1;
    if (frame_.headline() < blocks_.size() && index < frame_.headline()) {
      factor *= above_headline_factor;
    }
    if (is_named_otherwise(block.owner)) factor *= named_otherwise_factor;
    if (quoted_[index]) factor *= quoted_factor;
    return factor;
  }

  [[nodiscard]] bool is_quoted(const Block& block) const {
    constexpr std::size_t telling = 30;
    constexpr std::size_t beginning = 60;  // descriptions are cut off
    if (article_body_.empty() && description_.empty()) return false;
    const std::string letters = letters_of(block.text);
    if (letters.size() < telling) return false;
    return article_body_.holds(letters) ||
           description_.holds(std::string_view(letters).substr(0, beginning));
  }

  // Large elements are not excluded by their names, but they count for less.
  [[nodiscard]] bool is_named_otherwise(NodeId id) const {
    constexpr std::uint8_t otherwise = calls_boilerplate | calls_comments | calls_hidden;
    for (; id != no_node; id = tree_[id].parent) {
      const Tag tag = tree_[id].tag;
      if (tag == Tag::body || tag == Tag::html || frame_.holds_headline(id)) return false;
      if (tag == Tag::aside || tag == Tag::footer) return true;
      if ((frame_.calling(id) & calls_body) != 0) return false;
      if ((frame_.calling(id) & otherwise) != 0) return true;
    }
    return false;
  }

  // The article may go on beside the chosen element: in a frame that calls itself the body, or in
  // elements made like it.
  [[nodiscard]] NodeId climb(NodeId root, const std::vector<double>& mass) const {
    constexpr double worth_it = 0.15;  // text gained, as a part of what there is
    constexpr int most_levels = 6;
    NodeId best = root;
    NodeId branch = root;
    for (int level = 0; level < most_levels; ++level) {
      const NodeId parent = tree_[branch].parent;
      if (parent == no_node || tree_[parent].tag == Tag::body) break;
      if (tree_[branch].tag == Tag::article) break;
      const double gain = mass[parent] - mass[best];
      const bool is_body = (frame_.calling(parent) & calls_body) != 0;
      if (gain > mass[best] * worth_it &&
          (is_body || mass_of_its_like(branch, mass) > mass[best] * worth_it)) {
        best = parent;
      }
      branch = parent;
    }
    return best;
  }

  // Text in the siblings with the same tag and classes.
  [[nodiscard]] double mass_of_its_like(NodeId id, const std::vector<double>& mass) const {
    const std::string_view name = tree_.attribute(id, Key::classes);
    double sum = 0;
    if (name.empty()) return sum;
    for (NodeId child = tree_[tree_[id].parent].first_child; child != no_node;
         child = tree_[child].next_sibling) {
      const bool is_like =
          tree_[child].tag == tree_[id].tag && tree_.attribute(child, Key::classes) == name;
      if (child != id && is_like) sum += mass[child];
    }
    return sum;
  }

  [[nodiscard]] std::string_view reason_to_drop(std::size_t index, NodeId root) const {
    constexpr double most_links = 0.6;
    const Block& block = blocks_[index];
    if (block.owner < root || block.owner >= tree_.end_of(root)) return "outside";
    if (!frame_.excluded(block.owner).empty()) return frame_.excluded(block.owner);
    if (owner_tag(block) == Tag::h1 || index == frame_.headline()) return "headline";
    if (frame_.is_title(block.text)) return "headline again";
    if (quoted_[index]) return {};
    const double density = link_density(block);
    if (density > most_links && !is_linked_heading(block) && !is_address(block.text))
      return "links";
    if (is_caption(block)) return "beside an image";
    if (is_boilerplate_phrase(block.text, density)) return "phrase";
    return {};
  }

  // Articles that are lists (of products, of reviews) link their headings; lists of articles do so
  // inside list items.
  [[nodiscard]] bool is_linked_heading(const Block& block) const {
    const NodeId parent = tree_[block.owner].parent;
    return is_heading(owner_tag(block)) && parent != no_node && tree_[parent].tag != Tag::li;
  }

  // A short text in one element with an image and nothing else.
  [[nodiscard]] bool is_caption(const Block& block) const {
    constexpr std::size_t longest = 200;
    constexpr std::size_t longest_in_paragraph = 100;  // a paragraph may begin with a picture
    constexpr NodeId most_nodes = 100;
    const Tag tag = owner_tag(block);
    if (tag == Tag::p && block.text.size() > longest_in_paragraph) return false;
    if (block.text.size() > longest || is_heading(tag)) return false;
    if (tag == Tag::li || tag == Tag::td) return false;
    std::size_t bytes = 0;
    bool has_image = false;
    const NodeId end = std::min(tree_.end_of(block.owner), block.owner + most_nodes);
    for (NodeId id = block.owner; id < end; ++id) {
      if (tree_[id].tag == Tag::img) has_image = true;
      if (tree_[id].tag == Tag::text) bytes += tree_[id].text.size;
      if (bytes > longest) return false;
    }
    return has_image;
  }

  void drop_above_headline() {
    if (frame_.headline() >= blocks_.size()) return;
    std::size_t below = 0;
    for (std::size_t i = frame_.headline(); i < blocks_.size(); ++i) {
      if (blocks_[i].kept) below += blocks_[i].text.size();
    }
    if (static_cast<double>(below) < enough_bytes) return;
    for (std::size_t i = 0; i < frame_.headline(); ++i) {
      if (blocks_[i].kept) drop(blocks_[i], "above the headline");
    }
  }

  // "More from us": list items with links at the very end.
  void drop_closing_list() {
    constexpr double some_links = 0.2;
    for (std::size_t i = blocks_.size(); i-- > 0;) {
      Block& block = blocks_[i];
      if (!block.kept) continue;
      if (owner_tag(block) != Tag::li || link_density(block) < some_links) return;
      drop(block, "closing list");
    }
  }

  // A heading with nothing kept below it heads something that is not the article; so does one above
  // a list of links, and a linked one when what stood right below it was left out.
  void drop_empty_headings() {
    constexpr double most_links = 0.6;
    bool text_follows = false;
    const Block* next = nullptr;
    for (std::size_t i = blocks_.size(); i-- > 0;) {
      Block& block = blocks_[i];
      const bool gap_follows = next != nullptr && !next->kept;
      const bool heads_links =
          gap_follows && next->why_not == "links" && owner_tag(*next) == Tag::li;
      const bool is_empty =
          !text_follows || heads_links || (gap_follows && link_density(block) > most_links);
      if (block.kept && is_heading(owner_tag(block)) && is_empty) {
        drop(block, "heads nothing");
      } else if (block.kept) {
        text_follows = true;
      }
      next = &block;
    }
  }

  const Tree& tree_;
  Frame frame_;
  std::vector<Block>& blocks_;
  Quotable article_body_;
  Quotable description_;
  std::vector<bool> quoted_;  // of each block: whether the metadata quotes it
};

double kept_bytes(const std::vector<Block>& blocks) {
  std::size_t bytes = 0;
  for (const Block& block : blocks) bytes += block.kept ? block.text.size() : 0;
  return static_cast<double>(bytes);
}

}  // namespace

Body find_body(const Tree& tree, const BodyHints& hints) {
  Body body = BodyFinder(tree, hints, true).find();
  if (kept_bytes(body.blocks) >= enough_bytes) return body;
  Body more = BodyFinder(tree, hints, false).find();
  return kept_bytes(more.blocks) > 2 * kept_bytes(body.blocks) ? more : body;
}

}  // namespace newsloom::ingest::html
