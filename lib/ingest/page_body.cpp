#include "page_body.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "page_names.hpp"
#include "page_phrases.hpp"

namespace newsloom::ingest::html {
namespace {

class BlockCollector {
 public:
  // Elements for which `skipped` is set are passed over with all they hold.
  BlockCollector(const Tree& tree, const std::vector<const char*>* skipped) : tree_(tree), skipped_(skipped) {}

  std::vector<Block> collect() {
    std::vector<NodeId> open;  // elements around the current node
    for (NodeId id = 0; id < tree_.size();) {
      while (!open.empty() && tree_.end_of(open.back()) <= id) {
        leave(open.back());
        open.pop_back();
      }
      const Node& node = tree_[id];
      if (node.tag == Tag::text) {
        add(tree_.text(id));
      } else if (is_opaque(node.tag) || node.tag == Tag::title ||
                 (skipped_ != nullptr && !is_block(node.tag) && (*skipped_)[id] != nullptr)) {
        if (node.tag == Tag::img) ++images_;
        id = tree_.end_of(id);
        continue;
      } else {
        enter(id);
        open.push_back(id);
      }
      ++id;
    }
    while (!open.empty()) {
      leave(open.back());
      open.pop_back();
    }
    return std::move(blocks_);
  }

 private:
  void enter(NodeId id) {
    const Tag tag = tree_[id].tag;
    if (tag == Tag::a) {
      ++links_;
      if (block_.text.empty()) block_.begins_with_link = true;
    }
    if (tag == Tag::br) {
      if (++breaks_ == 2) flush();
      pending_ = true;
    }
    if (!is_block(tag)) return;
    flush();
    owners_.push_back(id);
  }
  void leave(NodeId id) {
    const Tag tag = tree_[id].tag;
    if (tag == Tag::a) --links_;
    if (!is_block(tag)) return;
    flush();
    owners_.pop_back();
  }

  void add(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool no_break = text[i] == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0';
      if (static_cast<unsigned char>(text[i]) <= ' ' || no_break) {
        pending_ = true;
        if (no_break) ++i;
        continue;
      }
      if (pending_ && !block_.text.empty()) block_.text += breaks_ > 0 ? '\n' : ' ';
      if (block_.text.empty() && links_ == 0) block_.begins_with_link = false;
      pending_ = false;
      breaks_ = 0;
      block_.text += text[i];
      if (links_ > 0) ++block_.link_bytes;
    }
  }

  void flush() {
    if (!block_.text.empty()) {
      block_.owner = owners_.empty() ? 0 : owners_.back();
      blocks_.push_back(std::exchange(block_, {}));
    }
    block_ = {};
    block_.begins_with_link = links_ > 0;
    pending_ = false;
    breaks_ = 0;
  }

  const Tree& tree_;
  const std::vector<const char*>* skipped_;
  std::vector<Block> blocks_;
  Block block_;
  std::vector<NodeId> owners_;
  bool pending_ = false;
  std::size_t breaks_ = 0;
  std::size_t links_ = 0;
  std::size_t images_ = 0;
};

double link_density(const Block& block) {
  return static_cast<double>(block.link_bytes) / static_cast<double>(block.text.size());
}

// How many bytes of the block read like an article.
double weight_of(const Block& block, Tag tag) {
  const double bytes = static_cast<double>(block.text.size());
  const double density = link_density(block);
  if (density > 0.5) return 0;
  if (is_heading(tag)) return 0;
  if (bytes < 40) return 0;
  if (bytes < 80 && !ends_sentence(block.text)) return 0;
  double weight = bytes * (1 - density);
  if (tag == Tag::li && block.begins_with_link && density > 0.15) weight *= 0.3;
  return weight;
}

class Finder {
 public:
  Finder(const Tree& tree, const BodyHints& hints) : tree_(tree), hints_(hints) {
    for (const std::string& title : hints.titles) {
      if (std::string plain = letters_of(title); plain.size() >= 8) titles_.push_back(plain);
    }
    article_body_ = letters_of(hints.article_body);
    description_ = letters_of(hints.description);
  }

  std::vector<Block> find() {
    calling_.resize(tree_.size());
    for (NodeId id = 0; id < tree_.size(); ++id) {
      if (tree_[id].tag != Tag::text) calling_[id] = calling_of(tree_, id);
    }
    blocks_ = BlockCollector(tree_, nullptr).collect();
    find_title();
    weigh_all();
    prune();
    blocks_ = BlockCollector(tree_, &pruned_).collect();
    find_title();
    const NodeId root = choose_root();
    filter(root);
    return std::move(blocks_);
  }

 private:
  // The block that is the headline: the page's first heading that says what its metadata says.
  void find_title() {
    title_block_ = blocks_.size();
    title_node_ = no_node;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Tag tag = tree_[blocks_[i].owner].tag;
      if (!is_heading(tag) || !is_title(blocks_[i].text)) continue;
      if (title_block_ == blocks_.size() || (tag == Tag::h1 && tree_[title_node_].tag != Tag::h1)) {
        title_block_ = i;
        title_node_ = blocks_[i].owner;
      }
    }
    if (title_node_ != no_node) return;
    // Else the first main heading that leads nowhere, as a site's own name does.
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (tree_[blocks_[i].owner].tag != Tag::h1 || blocks_[i].link_bytes > 0) continue;
      title_block_ = i;
      title_node_ = blocks_[i].owner;
      return;
    }
  }

  bool is_title(std::string_view text) const {
    const std::string plain = letters_of(text);
    if (plain.size() < 8) return false;
    return std::ranges::any_of(titles_, [&](const std::string& title) {
      if (plain.size() > title.size()) return plain.starts_with(title) && title.size() * 10 >= plain.size() * 8;
      return title.starts_with(plain) && plain.size() * 10 >= title.size() * 5;
    });
  }

  void weigh_all() {
    mass_.assign(tree_.size(), 0);
    holds_title_.assign(tree_.size(), false);
    for (const Block& block : blocks_) mass_[block.owner] += weight_of(block, tree_[block.owner].tag);
    if (title_node_ != no_node) holds_title_[title_node_] = true;
    for (NodeId id = tree_.size(); id-- > 1;) {
      mass_[tree_[id].parent] += mass_[id];
      if (holds_title_[id]) holds_title_[tree_[id].parent] = true;
    }
    total_ = std::max(mass_[0], 1.0);
  }

  void prune() {
    pruned_.assign(tree_.size(), nullptr);
    for (NodeId id = 1; id < tree_.size(); ++id) {
      pruned_[id] = pruned_[tree_[id].parent];
      if (pruned_[id] == nullptr) pruned_[id] = reason_to_prune(id);
    }
  }

  const char* reason_to_prune(NodeId id) const {
    const Tag tag = tree_[id].tag;
    if (tag == Tag::html || tag == Tag::body || tag == Tag::main || tag == Tag::text) return nullptr;
    const double share = mass_[id] / total_;
    const std::uint8_t calling = calling_[id];
    // What holds the headline as well as text is the article's frame, whatever it is called.
    const bool is_frame = holds_title_[id] && share > 0.15;
    if (tag == Tag::nav || tag == Tag::figcaption || tag == Tag::dialog || tag == Tag::menu) return "tag";
    if (is_frame) return nullptr;
    if (tag == Tag::figure && share < 0.3) return "figure";
    if ((tag == Tag::aside || tag == Tag::footer) && share < 0.4) return "aside/footer";
    if ((calling & calls_hidden) != 0 && share < 0.75) return "hidden";
    if ((calling & calls_comments) != 0 && share < 0.9 && (calling & calls_body) == 0) return "comments";
    if ((calling & calls_body) != 0) return nullptr;
    if ((calling & calls_boilerplate) != 0 && share < 0.35) return "boilerplate";
    if ((calling & calls_caption) != 0 && share < 0.3) return "caption";
    if ((calling & calls_byline) != 0 && share < 0.2) return "byline";
    if (title_node_ != no_node && id > title_node_ && tag == Tag::article && !holds_title_[id] && (is_another_article(id) || is_nested_article(id))) return "another article";
    return nullptr;
  }

  // Whether it is one of several articles inside the one with the headline.
  bool is_nested_article(NodeId id) const {
    NodeId frame = tree_[id].parent;
    while (frame != no_node && tree_[frame].tag != Tag::article) frame = tree_[frame].parent;
    if (frame == no_node || !holds_title_[frame]) return false;
    const NodeId parent = tree_[id].parent;
    for (NodeId child = tree_[parent].first_child; child != no_node; child = tree_[child].next_sibling) {
      if (child != id && tree_[child].tag == Tag::article) return true;
    }
    return false;
  }

  // Whether the element has a headline of its own that leads elsewhere.
  bool is_another_article(NodeId id) const {
    for (NodeId at = id; at < tree_.end_of(id); ++at) {
      if (!is_heading(tree_[at].tag)) continue;
      for (NodeId below = at; below < tree_.end_of(at); ++below) {
        if (tree_[below].tag == Tag::a && tree_.has(below, Key::href)) return true;
      }
      return tree_[at].parent != no_node && tree_[tree_[at].parent].tag == Tag::a;
    }
    return false;
  }

  // The element under which most of what reads like an article is, little else beside it.
  NodeId choose_root() {
    std::vector<double> score(tree_.size(), 0);
    std::vector<double> mass_kept(tree_.size(), 0);
    constexpr double decay = 0.84;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      if (pruned_[block.owner] != nullptr) continue;
      double weight = weight_of(block, tree_[block.owner].tag);
      if (weight == 0) continue;
      if (title_block_ < blocks_.size() && i < title_block_) weight *= 0.4;
      if (calls_something_bad(block.owner)) weight *= 0.3;
      weight *= hint_factor(block);
      // A paragraph is never the article by itself.
      const Tag tag = tree_[block.owner].tag;
      NodeId at = block.owner;
      if (tag >= Tag::p && tag <= Tag::address && at != 0) at = tree_[at].parent;
      if (weight > 0) mass_kept[block.owner] += weight_of(block, tag);
      for (; at != no_node; at = tree_[at].parent) {
        score[at] += weight;
        weight *= decay;
      }
    }
    for (NodeId id = tree_.size(); id-- > 1;) mass_kept[tree_[id].parent] += mass_kept[id];
    NodeId best = 0;
    for (NodeId id = 0; id < tree_.size(); ++id) {
      if ((calling_[id] & calls_body) != 0) score[id] *= 1.25;
      if (tree_[id].tag == Tag::article || tree_[id].tag == Tag::main) score[id] *= 1.1;
      if (score[id] > score[best]) best = id;
    }
    return climb(best, mass_kept);
  }

  // The article may go on in elements beside the chosen one: in the same frame that calls itself a
  // body, or in elements made like it.
  NodeId climb(NodeId root, const std::vector<double>& mass) const {
    constexpr double worth_it = 1.15;
    constexpr int most_levels = 6;
    NodeId best = root;
    NodeId branch = root;
    for (int level = 0; level < most_levels; ++level) {
      const NodeId parent = tree_[branch].parent;
      if (parent == no_node || tree_[parent].tag == Tag::body || tree_[branch].tag == Tag::article) break;
      if (mass[parent] > mass[best] * worth_it) {
        double alike = 0;
        for (NodeId child = tree_[parent].first_child; child != no_node; child = tree_[child].next_sibling) {
          if (child != branch && is_made_like(child, branch)) alike += mass[child];
        }
        if ((calling_[parent] & calls_body) != 0 || alike > mass[best] * (worth_it - 1)) best = parent;
      }
      branch = parent;
    }
    return best;
  }

  bool is_made_like(NodeId one, NodeId other) const {
    return tree_[one].tag == tree_[other].tag && !tree_.attribute(other, Key::class_).empty() &&
           tree_.attribute(one, Key::class_) == tree_.attribute(other, Key::class_);
  }

  // Blocks that the page's own metadata quotes are the article.
  double hint_factor(const Block& block) const {
    if (article_body_.empty() && description_.empty()) return 1;
    const std::string plain = letters_of(block.text);
    constexpr std::size_t telling = 30;
    if (plain.size() < telling) return 1;
    if (article_body_.find(plain) != std::string::npos) return 1.5;
    const std::size_t head = std::min<std::size_t>(plain.size(), 60);
    if (description_.find(plain.substr(0, head)) != std::string::npos) return 1.5;
    return 1;
  }

  bool calls_something_bad(NodeId id) const {
    for (NodeId at = id; at != no_node; at = tree_[at].parent) {
      const Tag tag = tree_[at].tag;
      if (tag == Tag::body || tag == Tag::html || holds_title_[at]) return false;
      if (tag == Tag::aside || tag == Tag::footer) return true;
      if ((calling_[at] & calls_body) != 0) return false;
      if ((calling_[at] & (calls_boilerplate | calls_comments | calls_hidden)) != 0) return true;
    }
    return false;
  }

  void filter(NodeId root) {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      Block& block = blocks_[i];
      block.why = reason_to_drop(block, root, i);
      block.kept = block.why == nullptr;
      if (block.kept) block.why = "";
    }
    drop_before_title();
    drop_closing_lists();
    drop_empty_headings();
  }

  const char* reason_to_drop(const Block& block, NodeId root, std::size_t index) const {
    if (block.owner < root || block.owner >= tree_.end_of(root)) return "outside";
    if (pruned_[block.owner] != nullptr) return pruned_[block.owner];
    const Tag tag = tree_[block.owner].tag;
    const double density = link_density(block);
    if (tag == Tag::h1 || index == title_block_) return "h1";
    if (is_title(block.text) && block.text.size() < 300) return "title";
    if (density > 0.6 && !is_linked_heading(block) && !is_address(block.text)) return "links";
    if (is_caption(block)) return "beside an image";
    if (is_boilerplate_phrase(block.text, density)) return "phrase";
    return nullptr;
  }

  // A product list has its headings linked, and text below them.
  bool is_linked_heading(const Block& block) const {
    const NodeId parent = tree_[block.owner].parent;
    return is_heading(tree_[block.owner].tag) && parent != no_node && tree_[parent].tag != Tag::li;
  }

  // A short text with an image in its own element.
  bool is_caption(const Block& block) const {
    constexpr std::size_t longest = 200;
    const Tag tag = tree_[block.owner].tag;
    if (block.text.size() > longest || is_heading(tag) || tag == Tag::li || tag == Tag::td) return false;
    NodeId at = block.owner;
    if (tag != Tag::p || tree_[tree_[at].parent].tag == Tag::figure) {
      // A wrapper around this text and an image alone.
    }
    for (NodeId below = at; below < tree_.end_of(at); ++below) {
      if (tree_[below].tag == Tag::img) return bytes_below(at) <= longest;
    }
    return false;
  }

  std::size_t bytes_below(NodeId id) const {
    std::size_t bytes = 0;
    for (NodeId at = id; at < tree_.end_of(id); ++at) bytes += tree_[at].text.size;
    return bytes;
  }

  // What stands above the headline, if most of the text stands below it.
  void drop_before_title() {
    if (title_block_ >= blocks_.size()) return;
    std::size_t before = 0;
    std::size_t after = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_[i].kept) (i < title_block_ ? before : after) += blocks_[i].text.size();
    }
    if (after < 200) return;
    for (std::size_t i = 0; i < title_block_; ++i) {
      if (!blocks_[i].kept) continue;
      blocks_[i].kept = false;
      blocks_[i].why = "above the headline";
    }
  }

  // "More from us": what the article ends with, if every line of it has a link.
  void drop_closing_lists() {
    for (std::size_t i = blocks_.size(); i-- > 0;) {
      Block& block = blocks_[i];
      if (!block.kept) continue;
      if (tree_[block.owner].tag != Tag::li || block.link_bytes == 0 || link_density(block) < 0.2) return;
      block.kept = false;
      block.why = "closing list";
    }
  }

  // A heading with nothing kept below it heads something that is not the article.
  void drop_empty_headings() {
    bool text_follows = false;
    bool dropped_follows = false;
    for (std::size_t i = blocks_.size(); i-- > 0;) {
      Block& block = blocks_[i];
      const bool is_head = is_heading(tree_[block.owner].tag);
      if (!block.kept) {
        dropped_follows = true;
        continue;
      }
      if (is_head && (!text_follows || (dropped_follows && link_density(block) > 0.6))) {
        block.kept = false;
        block.why = "trailing heading";
        continue;
      }
      text_follows = true;
      dropped_follows = false;
    }
  }

  const Tree& tree_;
  const BodyHints& hints_;
  std::vector<std::string> titles_;
  std::string article_body_;
  std::string description_;
  std::vector<Block> blocks_;
  std::size_t title_block_ = 0;
  NodeId title_node_ = no_node;
  std::vector<std::uint8_t> calling_;
  std::vector<double> mass_;
  std::vector<bool> holds_title_;
  std::vector<const char*> pruned_;
  double total_ = 1;
};

}  // namespace

std::vector<Block> find_body(const Tree& tree, const BodyHints& hints) {
  return Finder(tree, hints).find();
}

}  // namespace newsloom::ingest::html
