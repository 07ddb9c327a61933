#include "page_body.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "page_names.hpp"

namespace newsloom::ingest::html {
namespace {

bool ends_sentence(std::string_view text) {
  constexpr std::string_view ascii = ".!?:;\")'";
  if (text.empty()) return false;
  if (ascii.find(text.back()) != std::string_view::npos) return true;
  for (const std::string_view end : {"。", "！", "？", "”", "»", "…", "’", "」"}) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

class BlockCollector {
 public:
  explicit BlockCollector(const Tree& tree) : tree_(tree) {}

  std::vector<Block> collect() {
    std::vector<NodeId> open;  // block elements and links around the current node
    std::size_t links = 0;
    std::size_t strongs = 0;
    for (NodeId id = 0; id < tree_.size();) {
      while (!open.empty() && tree_.end_of(open.back()) <= id) {
        leave(open.back(), links, strongs);
        open.pop_back();
      }
      const Node& node = tree_[id];
      if (node.tag == Tag::text) {
        add(tree_.text(id), links > 0, strongs > 0);
      } else if (is_opaque(node.tag) || node.tag == Tag::title) {
        id = tree_.end_of(id);
        continue;
      } else {
        enter(id, links, strongs);
        open.push_back(id);
      }
      ++id;
    }
    while (!open.empty()) {
      leave(open.back(), links, strongs);
      open.pop_back();
    }
    return std::move(blocks_);
  }

 private:
  void enter(NodeId id, std::size_t& links, std::size_t& strongs) {
    const Tag tag = tree_[id].tag;
    if (tag == Tag::a) ++links;
    if (tag == Tag::strong || tag == Tag::b || tag == Tag::em || tag == Tag::i) ++strongs;
    if (tag == Tag::br) {
      if (++breaks_ == 2) flush();
      pending_ = true;
    }
    if (!is_block(tag)) return;
    flush();
    owners_.push_back(id);
  }
  void leave(NodeId id, std::size_t& links, std::size_t& strongs) {
    const Tag tag = tree_[id].tag;
    if (tag == Tag::a) --links;
    if (tag == Tag::strong || tag == Tag::b || tag == Tag::em || tag == Tag::i) --strongs;
    if (!is_block(tag)) return;
    flush();
    owners_.pop_back();
  }

  void add(std::string_view text, bool is_link, bool is_strong) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool no_break = text[i] == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0';
      if (static_cast<unsigned char>(text[i]) <= ' ' || no_break) {
        pending_ = true;
        if (no_break) ++i;
        continue;
      }
      if (pending_ && !block_.text.empty()) {
        block_.text += breaks_ > 0 ? '\n' : ' ';
      }
      pending_ = false;
      breaks_ = 0;
      block_.text += text[i];
      if (is_link) ++block_.link_bytes;
      if (is_strong) ++block_.strong_bytes;
    }
  }

  void flush() {
    if (!block_.text.empty()) {
      block_.owner = owners_.empty() ? 0 : owners_.back();
      blocks_.push_back(std::exchange(block_, {}));
    }
    pending_ = false;
    breaks_ = 0;
  }

  const Tree& tree_;
  std::vector<Block> blocks_;
  Block block_;
  std::vector<NodeId> owners_;
  bool pending_ = false;
  std::size_t breaks_ = 0;
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
  return bytes * (1 - density);
}

class Finder {
 public:
  Finder(const Tree& tree, const BodyHints& hints) : tree_(tree), hints_(hints) {}

  std::vector<Block> find() {
    blocks_ = BlockCollector(tree_).collect();
    calling_.resize(tree_.size());
    for (NodeId id = 0; id < tree_.size(); ++id) {
      if (tree_[id].tag != Tag::text) calling_[id] = calling_of(tree_, id);
    }
    weigh_all();
    prune();
    const NodeId root = choose_root();
    filter(root);
    return std::move(blocks_);
  }

 private:
  void weigh_all() {
    mass_.assign(tree_.size(), 0);
    for (const Block& block : blocks_) {
      const double weight = weight_of(block, tree_[block.owner].tag);
      for (NodeId at = block.owner; at != no_node; at = tree_[at].parent) mass_[at] += weight;
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
    if (tag == Tag::html || tag == Tag::body || tag == Tag::main || tag == Tag::text)
      return nullptr;
    const double share = mass_[id] / total_;
    const std::uint8_t calling = calling_[id];
    if (tag == Tag::nav || tag == Tag::figcaption || tag == Tag::dialog || tag == Tag::menu) return "tag";
    if ((tag == Tag::aside || tag == Tag::footer) && share < 0.4) return "aside/footer";
    if ((calling & calls_hidden) != 0 && share < 0.4) return "hidden";
    if ((calling & calls_comments) != 0 && share < 0.8 && (calling & calls_body) == 0) return "comments";
    if ((calling & calls_body) != 0) return nullptr;
    if ((calling & calls_boilerplate) != 0 && share < 0.3) return "boilerplate";
    if ((calling & calls_caption) != 0 && share < 0.3) return "caption";
    if ((calling & calls_byline) != 0 && share < 0.2) return "byline";
    return nullptr;
  }

  // The element under which most of what reads like an article is, little else beside it.
  NodeId choose_root() {
    std::vector<double> score(tree_.size(), 0);
    for (const Block& block : blocks_) {
      if (pruned_[block.owner] != nullptr) continue;
      double weight = weight_of(block, tree_[block.owner].tag);
      if (weight == 0) continue;
      NodeId at = block.owner;
      // A text's own element is not what holds the article, unless it is all there is.
      for (; at != no_node; at = tree_[at].parent) {
        score[at] += weight;
        weight *= 0.85;
      }
    }
    NodeId best = 0;
    for (NodeId id = 0; id < tree_.size(); ++id) {
      if (score[id] > score[best]) best = id;
    }
    return best;
  }

  void filter(NodeId root) {
    for (Block& block : blocks_) {
      if (block.owner < root || block.owner >= tree_.end_of(root)) {
        block.why = "outside";
        continue;
      }
      if (pruned_[block.owner] != nullptr) {
        block.why = pruned_[block.owner];
        continue;
      }
      const double density = link_density(block);
      if (density > 0.6) {
        block.why = "links";
        continue;
      }
      if (tree_[block.owner].tag == Tag::h1) {
        block.why = "h1";
        continue;
      }
      if (block.text == hints_.title) {
        block.why = "title";
        continue;
      }
      block.kept = true;
    }
    // A heading without text below it heads something that is not the article.
    bool text_follows = false;
    for (std::size_t i = blocks_.size(); i-- > 0;) {
      Block& block = blocks_[i];
      if (!block.kept) continue;
      if (is_heading(tree_[block.owner].tag)) {
        if (!text_follows) {
          block.kept = false;
          block.why = "trailing heading";
        }
        text_follows = false;
      } else {
        text_follows = true;
      }
    }
  }

  const Tree& tree_;
  const BodyHints& hints_;
  std::vector<Block> blocks_;
  std::vector<std::uint8_t> calling_;
  std::vector<double> mass_;
  std::vector<const char*> pruned_;
  double total_ = 1;
};

}  // namespace

std::vector<Block> find_body(const Tree& tree, const BodyHints& hints) {
  return Finder(tree, hints).find();
}

}  // namespace newsloom::ingest::html
