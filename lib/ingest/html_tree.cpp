#include "html_tree.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest::html {
namespace {

const std::unordered_map<std::string_view, Tag>& tag_table() {
  using enum Tag;
  static const std::unordered_map<std::string_view, Tag> table = {
      {"p", p},
      {"h1", h1},
      {"h2", h2},
      {"h3", h3},
      {"h4", h4},
      {"h5", h5},
      {"h6", h6},
      {"li", li},
      {"dt", dt},
      {"dd", dd},
      {"blockquote", blockquote},
      {"pre", pre},
      {"td", td},
      {"th", th},
      {"caption", caption},
      {"figcaption", figcaption},
      {"summary", summary},
      {"address", address},
      {"html", Tag::html},
      {"body", body},
      {"div", Tag::div},
      {"section", section},
      {"article", article},
      {"main", Tag::main},
      {"header", header},
      {"footer", footer},
      {"aside", aside},
      {"nav", nav},
      {"ul", ul},
      {"ol", ol},
      {"dl", dl},
      {"table", table_},
      {"tbody", tbody},
      {"thead", thead},
      {"tfoot", tfoot},
      {"tr", tr},
      {"form", form},
      {"fieldset", fieldset},
      {"figure", figure},
      {"details", details},
      {"center", center},
      {"hgroup", hgroup},
      {"menu", menu},
      {"dialog", dialog},
      {"picture", picture},
      {"a", a},
      {"b", b},
      {"i", i},
      {"em", em},
      {"strong", strong},
      {"span", span},
      {"font", font},
      {"br", br},
      {"hr", hr},
      {"img", img},
      {"time", Tag::time},
      {"q", q},
      {"cite", cite},
      {"code", code},
      {"small", small},
      {"sup", sup},
      {"sub", sub},
      {"u", u},
      {"s", s},
      {"label", label},
      {"head", head},
      {"title", title},
      {"meta", meta},
      {"link", link},
      {"base", base},
      {"script", script},
      {"style", style},
      {"noscript", noscript},
      {"iframe", iframe},
      {"object", object},
      {"embed", embed},
      {"svg", svg},
      {"math", math},
      {"button", button},
      {"select", select},
      {"option", option},
      {"textarea", textarea},
      {"input", input},
      {"video", video},
      {"audio", audio},
      {"canvas", canvas},
      {"map", map},
      {"area", area},
      {"template", template_},
  };
  return table;
}

const std::unordered_map<std::string_view, Key>& key_table() {
  using enum Key;
  static const std::unordered_map<std::string_view, Key> table = {
      {"class", class_},
      {"id", id},
      {"role", role},
      {"rel", rel},
      {"href", href},
      {"src", src},
      {"content", content},
      {"property", property},
      {"name", name},
      {"itemprop", itemprop},
      {"itemtype", itemtype},
      {"itemscope", itemscope},
      {"datetime", datetime},
      {"type", type},
      {"style", style},
      {"hidden", hidden},
      {"aria-hidden", aria_hidden},
      {"lang", lang},
      {"data-component", component},
      {"data-testid", component},
      {"data-qa", component},
      {"alt", alt},
  };
  return table;
}

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// Longer attribute values are data, not names, dates or addresses.
constexpr std::size_t max_value_bytes = 4096;

}  // namespace

// Receives libxml2's events. What lies below an opaque element is not kept; at a limit the parser
// is stopped.
class TreeBuilder {
 public:
  TreeBuilder(Tree& tree, std::size_t max_nodes, std::size_t max_depth)
      : tree_(tree), max_nodes_(max_nodes), max_depth_(max_depth) {
    tree_.nodes_.emplace_back();
    open_.push_back(0);
  }

  void set_parser(htmlParserCtxtPtr parser) { parser_ = parser; }

  void start(const xmlChar* name, const xmlChar** attributes) {
    ++depth_;
    if (depth_ > max_depth_) return stop(Cut::depth);
    if (skipped_from_ != 0) return;
    if (tree_.nodes_.size() >= max_nodes_) return stop(Cut::nodes);
    const Tag tag = tag_of(view(name));
    const NodeId id = append(tag);
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
      keep_attribute(id, view(attributes[0]), view(attributes[1]));
    }
    open_.push_back(id);
    const bool is_data =
        tag == Tag::script && tree_.attribute(id, Key::type).find("ld+json") != std::string::npos;
    if (is_opaque(tag) && tag != Tag::head && !is_data) skipped_from_ = depth_;
  }

  void end() {
    if (depth_ == 0) return;
    if (skipped_from_ == depth_) skipped_from_ = 0;
    if (skipped_from_ == 0 && open_.size() > 1) open_.pop_back();
    --depth_;
  }

  void characters(std::string_view text) {
    if (skipped_from_ != 0 || text.empty()) return;
    Tree& tree = tree_;
    const NodeId last = tree.nodes_[open_.back()].last_child;
    const bool continues =
        last != no_node && tree.nodes_[last].tag == Tag::text &&
        tree.nodes_[last].text.begin + tree.nodes_[last].text.size == tree.text_.size();
    if (!continues && tree.nodes_.size() >= max_nodes_) return stop(Cut::nodes);
    const NodeId id = continues ? last : append(Tag::text);
    if (!continues) tree.nodes_[id].text.begin = static_cast<std::uint32_t>(tree.text_.size());
    tree.text_ += text;
    tree.nodes_[id].text.size += static_cast<std::uint32_t>(text.size());
  }

  void finish() {
    auto& nodes = tree_.nodes_;
    tree_.ends_.resize(nodes.size());
    for (NodeId id = tree_.size(); id-- > 0;) {
      const NodeId last = nodes[id].last_child;
      tree_.ends_[id] = last == no_node ? id + 1 : tree_.ends_[last];
    }
  }

 private:
  void stop(Cut why) {
    if (tree_.cut_ == Cut::none) tree_.cut_ = why;
    xmlStopParser(parser_);
  }

  NodeId append(Tag tag) {
    const NodeId id = tree_.size();
    Node& node = tree_.nodes_.emplace_back();
    node.tag = tag;
    node.parent = open_.back();
    node.first_attribute = static_cast<std::uint32_t>(tree_.attributes_.size());
    Node& parent = tree_.nodes_[node.parent];
    if (parent.last_child == no_node) {
      parent.first_child = id;
    } else {
      tree_.nodes_[parent.last_child].next_sibling = id;
    }
    parent.last_child = id;
    return id;
  }

  void keep_attribute(NodeId id, std::string_view name, std::string_view value) {
    const auto found = key_table().find(name);
    if (found == key_table().end()) return;
    value = text::truncate_to_boundary(value, max_value_bytes);
    const Range range{static_cast<std::uint32_t>(tree_.text_.size()),
                      static_cast<std::uint32_t>(value.size())};
    tree_.text_ += value;
    tree_.attributes_.push_back({found->second, range});
    ++tree_.nodes_[id].attribute_count;
  }

  Tree& tree_;
  std::size_t max_nodes_;
  std::size_t max_depth_;
  htmlParserCtxtPtr parser_ = nullptr;
  std::vector<NodeId> open_;      // elements around the next node
  std::size_t depth_ = 0;         // of open elements, kept or not
  std::size_t skipped_from_ = 0;  // the depth of the element below which nothing is kept
};

namespace {

TreeBuilder& builder(void* context) { return *static_cast<TreeBuilder*>(context); }

htmlSAXHandler make_handler() {
  htmlSAXHandler handler{};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElement = [](void* context, const xmlChar* name, const xmlChar** attributes) {
    builder(context).start(name, attributes);
  };
  handler.endElement = [](void* context, const xmlChar*) { builder(context).end(); };
  const auto characters = [](void* context, const xmlChar* text, int size) {
    builder(context).characters(
        {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
  };
  handler.characters = characters;
  handler.cdataBlock = characters;
  handler.ignorableWhitespace = characters;
  // Broken markup is the rule; without a receiver libxml2 would print.
  handler.serror = [](void*, xmlErrorPtr) {};
  return handler;
}

// A stray tag costs libxml2 a look at every open element, so that deep and broken pages take time
// quadratic in their size: 400 kB of "<b>" and "</i>" took 38 s.
std::size_t depth_limit(std::string_view utf8) {
  constexpr std::size_t max_looks = 400'000'000;  // about a second
  constexpr std::size_t always = 256;             // deeper than pages that people made
  const auto tags = static_cast<std::size_t>(std::ranges::count(utf8, '<'));
  return std::max(always, max_looks / (tags + 1));
}

}  // namespace

Tree Tree::parse(std::string_view utf8, std::size_t max_nodes) {
  static std::once_flag initialised;
  std::call_once(initialised, xmlInitParser);
  Tree tree;
  TreeBuilder receiver(tree, max_nodes, depth_limit(utf8));
  htmlSAXHandler handler = make_handler();
  htmlParserCtxtPtr parser =
      utf8.empty() ? nullptr
                   : htmlCreateMemoryParserCtxt(utf8.data(), static_cast<int>(utf8.size()));
  if (parser != nullptr) {
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                   HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC |
                                   HTML_PARSE_NODEFDTD);
    xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    parser->charset = XML_CHAR_ENCODING_UTF8;
    htmlSAXHandlerPtr own = std::exchange(parser->sax, &handler);
    parser->userData = &receiver;
    receiver.set_parser(parser);
    htmlParseDocument(parser);
    parser->sax = own;
    htmlFreeParserCtxt(parser);
  }
  receiver.finish();
  return tree;
}

std::string_view Tree::attribute(NodeId id, Key key) const {
  for (const Attribute& attribute : attributes(id)) {
    if (attribute.key == key) return bytes(attribute.value);
  }
  return {};
}

bool Tree::has(NodeId id, Key key) const {
  return std::ranges::any_of(attributes(id), [key](const Attribute& a) { return a.key == key; });
}

std::string Tree::text_below(NodeId id) const {
  std::string all;
  for (NodeId at = id; at < end_of(id); ++at) {
    if (nodes_[at].tag == Tag::text) all += text(at);
    if (is_block(nodes_[at].tag) || nodes_[at].tag == Tag::br) all += ' ';
  }
  return collapsed(all);
}

Tag tag_of(std::string_view name) {
  const auto found = tag_table().find(name);
  return found == tag_table().end() ? Tag::other : found->second;
}

bool is_block(Tag tag) { return (tag >= Tag::p && tag <= Tag::picture) || tag == Tag::hr; }
bool is_opaque(Tag tag) { return tag >= Tag::head && tag != Tag::title; }
bool is_heading(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6; }

std::string collapsed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool no_break = text[i] == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0';
    if (static_cast<unsigned char>(text[i]) <= ' ' || no_break) {
      pending = !out.empty();
      if (no_break) ++i;
      continue;
    }
    if (pending) out += ' ';
    pending = false;
    out += text[i];
  }
  return out;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

}  // namespace newsloom::ingest::html
