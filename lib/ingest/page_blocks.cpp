#include "page_blocks.hpp"

#include <cstddef>
#include <utility>

#include "page_phrases.hpp"

namespace newsloom::ingest::html {
namespace {

class BlockCollector {
 public:
  BlockCollector(const Tree& tree, const Reasons& skipped) : tree_(tree), skipped_(skipped) {}

  std::vector<Block> collect() {
    for (NodeId id = 0; id < tree_.size();) {
      leave_until(id);
      const Tag tag = tree_[id].tag;
      if (is_passed_over(id)) {
        id = tree_.end_of(id);
        continue;
      }
      if (tag == Tag::text) {
        add(tree_.text(id));
      } else {
        enter(id);
      }
      ++id;
    }
    leave_until(tree_.size());
    return std::move(blocks_);
  }

 private:
  [[nodiscard]] bool is_passed_over(NodeId id) const {
    const Tag tag = tree_[id].tag;
    if (is_opaque(tag) || tag == Tag::title) return true;
    return !skipped_.empty() && tag != Tag::text && !is_block(tag) && !skipped_[id].empty();
  }

  void enter(NodeId id) {
    const Tag tag = tree_[id].tag;
    open_.push_back(id);
    if (tag == Tag::a) {
      ++links_;
      if (block_.text.empty()) block_.begins_with_link = true;
    } else if (tag == Tag::br) {
      if (++breaks_ == 2) flush();
      pending_ = true;
    } else if (is_block(tag)) {
      flush();
      owners_.push_back(id);
    }
  }

  // Closes what ends before `id`.
  void leave_until(NodeId id) {
    while (!open_.empty() && tree_.end_of(open_.back()) <= id) {
      const Tag tag = tree_[open_.back()].tag;
      open_.pop_back();
      if (tag == Tag::a) --links_;
      if (!is_block(tag)) continue;
      flush();
      owners_.pop_back();
    }
  }

  void add(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool no_break = text[i] == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0';
      if (static_cast<unsigned char>(text[i]) <= ' ' || no_break) {
        pending_ = true;
        if (no_break) ++i;
        continue;
      }
      if (block_.text.empty()) {
        if (links_ == 0) block_.begins_with_link = false;
      } else if (pending_) {
        block_.text += breaks_ > 0 ? '\n' : ' ';
      }
      pending_ = false;
      breaks_ = 0;
      block_.text += text[i];
      if (links_ > 0) ++block_.link_bytes;
    }
  }

  void flush() {
    if (!block_.text.empty()) {
      block_.owner = owners_.empty() ? 0 : owners_.back();
      blocks_.push_back(std::move(block_));
    }
    block_ = {};
    block_.begins_with_link = links_ > 0;
    pending_ = false;
    breaks_ = 0;
  }

  const Tree& tree_;
  const Reasons& skipped_;
  std::vector<Block> blocks_;
  Block block_;                 // being filled
  std::vector<NodeId> open_;    // elements around the current node
  std::vector<NodeId> owners_;  // of those, the block elements
  std::size_t links_ = 0;       // of those, the links
  std::size_t breaks_ = 0;      // line breaks since the last character
  bool pending_ = false;        // white space since the last character
};

}  // namespace

std::vector<Block> collect_blocks(const Tree& tree, const Reasons& skipped) {
  return BlockCollector(tree, skipped).collect();
}

double link_density(const Block& block) {
  return static_cast<double>(block.link_bytes) / static_cast<double>(block.text.size());
}

double article_bytes(const Block& block, Tag owner) {
  // Bytes stand for words in any script: a word has about six, in Han as in Latin letters.
  constexpr std::size_t shortest = 40;
  constexpr std::size_t shortest_unfinished = 80;  // of text that does not end like a sentence
  constexpr double most_links = 0.5;
  constexpr double teaser_links = 0.15;
  constexpr double teaser_factor = 0.3;
  const double density = link_density(block);
  if (is_heading(owner) || density > most_links || block.text.size() < shortest) return 0;
  if (block.text.size() < shortest_unfinished && !ends_sentence(block.text)) return 0;
  const double bytes = static_cast<double>(block.text.size()) * (1 - density);
  const bool is_teaser = owner == Tag::li && block.begins_with_link && density > teaser_links;
  return is_teaser ? bytes * teaser_factor : bytes;
}

}  // namespace newsloom::ingest::html
