// An XML document as a tree: libxml2's, with names that mean the same however they are written.
#pragma once

#include <libxml/tree.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/error.hpp"
#include "newsloom/ingest/charset.hpp"
#include "newsloom/ingest/document.hpp"

namespace newsloom::ingest {

/// A node of libxml2's; lives as long as its document.
using XmlNode = const xmlNode*;

/// A parsed document. What was broken and mended is told in `problems`, one line for each kind.
class XmlDocument {
 public:
  /// Decodes, cleans (see xml_clean.hpp) and parses, going on behind errors; no network, no
  /// entities, no DTD. Errors: `too_large`, and `corrupt` if there is no element at all.
  [[nodiscard]] static result<XmlDocument> parse(std::string_view bytes,
                                                 const DocumentOptions& options,
                                                 std::vector<Problem>& problems);
  [[nodiscard]] XmlNode root() const;
  /// As `decode_text` found it.
  [[nodiscard]] const std::string& charset() const { return charset_; }

 private:
  struct Free {
    void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
  };
  std::unique_ptr<xmlDoc, Free> document_;
  std::string charset_;
};

/// First child element, and the next sibling that is an element; null at the end.
[[nodiscard]] XmlNode first_child(XmlNode node);
[[nodiscard]] XmlNode next_element(XmlNode node);

/// Children of a node that are elements, for range-for.
class XmlChildren {
 public:
  explicit XmlChildren(XmlNode parent)
      : first_(parent == nullptr ? nullptr : first_child(parent)) {}
  struct Iterator {
    XmlNode node;
    XmlNode operator*() const { return node; }
    Iterator& operator++() {
      node = next_element(node);
      return *this;
    }
    bool operator!=(const Iterator& other) const { return node != other.node; }
  };
  [[nodiscard]] Iterator begin() const { return {first_}; }
  [[nodiscard]] Iterator end() const { return {nullptr}; }

 private:
  XmlNode first_;
};

/// The name in lower case with the prefix its namespace usually has, whatever prefix the document
/// uses: "dc:creator", "media:content", "atom:link"; none for RSS, RDF Site Summary, sitemaps and
/// what has no namespace; "other:" for namespaces we do not know. A prefix nobody declared counts
/// as written. O(length).
[[nodiscard]] std::string name_of(XmlNode node);
/// The name without any prefix, lower case.
[[nodiscard]] std::string local_name(XmlNode node);

/// An attribute by its local name (case ignored, any namespace; without one first); "" if none.
[[nodiscard]] std::string attribute(XmlNode node, std::string_view name);
[[nodiscard]] bool has_attribute(XmlNode node, std::string_view name);

/// All character data below, at most `max_bytes`, on a character boundary. O(size of the subtree).
[[nodiscard]] std::string text_of(XmlNode node, std::size_t max_bytes);
/// The same as markup, if there are elements below: what xhtml content and careless feeds hold.
[[nodiscard]] std::string markup_of(XmlNode node, std::size_t max_bytes);
[[nodiscard]] bool has_elements(XmlNode node);

/// First descendant of this name (as by `name_of`), in document order; null if there is none.
[[nodiscard]] XmlNode find_first(XmlNode root, std::string_view name);
/// The node after `node` in document order below `top`, children included; null at the end.
[[nodiscard]] XmlNode next_in_order(XmlNode node, XmlNode top);
/// The same without going into `node`.
[[nodiscard]] XmlNode next_behind(XmlNode node, XmlNode top);

/// xml:lang of the nearest element that has it; `fallback` if none has. O(depth).
[[nodiscard]] std::string language_of(XmlNode node, std::string_view fallback);
/// xml:base at this node, each resolved against those above and at last `document_url`. O(depth).
[[nodiscard]] std::string base_of(XmlNode node, std::string_view document_url);

/// Line the element begins at, 1-based.
[[nodiscard]] std::uint64_t line_of(XmlNode node);

}  // namespace newsloom::ingest
