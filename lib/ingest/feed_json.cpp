#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "feed_reader.hpp"
#include "html_text.hpp"
#include "newsloom/ingest/url.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

class Reader {
 public:
  Reader(const DocumentOptions& options, std::string base)
      : context_{options, nullptr, std::move(base), {}} {}

  [[nodiscard]] std::string text(const object& from, std::string_view name) const {
    const auto value = from.at_key(name);
    std::string_view text;
    std::int64_t number = 0;
    if (value.get(text) == simdjson::SUCCESS) {
      const std::string_view cut = text::truncate_to_boundary(text, limit());
      return text::needs_no_repair(cut) ? std::string(cut) : text::repair_utf8(cut);
    }
    // Ids are numbers in some feeds.
    return value.get(number) == simdjson::SUCCESS ? std::to_string(number) : std::string();
  }
  [[nodiscard]] std::string field(const object& from, std::string_view name) const {
    std::string value = collapsed(text(from, name));
    value.resize(text::truncate_to_boundary(value, context_.options.max_field_bytes).size());
    return value;
  }
  [[nodiscard]] std::string link(const object& from, std::string_view name) const {
    const std::string written = field(from, name);
    return written.empty() ? written : resolve_url(context_.url, written);
  }
  [[nodiscard]] FeedDate date(const object& from, std::string_view name) const {
    FeedDate date{field(from, name), std::nullopt};
    if (const auto parsed = parse_any_date(date.text)) date.parsed = *parsed;
    return date;
  }
  [[nodiscard]] std::vector<FeedPerson> people(const object& from) const {
    std::vector<FeedPerson> people;
    object single;
    if (from.at_key("author").get(single) == simdjson::SUCCESS) add_person(single, people);
    array list;
    if (from.at_key("authors").get(list) != simdjson::SUCCESS) return people;
    for (const element one : list) {
      object person;
      if (one.get(person) == simdjson::SUCCESS) add_person(person, people);
    }
    return people;
  }
  [[nodiscard]] FeedItem item(const object& from) const {
    FeedItem item;
    item.id = field(from, "id");
    item.id_is_link = is_web_url(item.id);
    item.link = link(from, "url");
    if (item.link.empty()) item.link = link(from, "external_url");
    if (item.link.empty() && item.id_is_link) item.link = item.id;
    item.title = collapsed(text_of_unknown(field(from, "title"), limit()).text);
    item.summary_html = text(from, "summary");
    item.summary = text_of_unknown(item.summary_html, limit()).text;
    item.content_html = text(from, "content_html");
    HtmlText html = text_of_html(item.content_html, limit());
    item.content = std::move(html.text);
    if (item.content.empty()) item.content = collapsed_lines(text(from, "content_text"));
    item.image = link(from, "image");
    if (item.image.empty()) item.image = link(from, "banner_image");
    if (item.image.empty() && !html.image.empty())
      item.image = resolve_url(context_.url, html.image);
    item.language = field(from, "language");
    if (item.language.empty()) item.language = context_.language;
    item.published = date(from, "date_published");
    item.updated = date(from, "date_modified");
    item.authors = people(from);
    tags(from, item);
    attachments(from, item);
    return item;
  }
  void set_language(std::string language) { context_.language = std::move(language); }
  void set_base(std::string url) { context_.url = std::move(url); }

 private:
  [[nodiscard]] std::size_t limit() const { return context_.options.max_text_bytes; }

  void add_person(const object& from, std::vector<FeedPerson>& people) const {
    FeedPerson person{field(from, "name"), {}, link(from, "url")};
    const bool is_empty = person.name.empty() && person.url.empty();
    if (!is_empty && std::ranges::find(people, person) == people.end()) {
      add_limited(people, std::move(person), context_);
    }
  }
  void tags(const object& from, FeedItem& item) const {
    array list;
    if (from.at_key("tags").get(list) != simdjson::SUCCESS) return;
    for (const element one : list) {
      std::string_view tag;
      if (one.get(tag) != simdjson::SUCCESS) continue;
      std::string word =
          collapsed(text::truncate_to_boundary(tag, context_.options.max_field_bytes));
      if (!word.empty())
        add_limited(item.categories, FeedCategory{std::move(word), {}, {}}, context_);
    }
  }
  void attachments(const object& from, FeedItem& item) const {
    array list;
    if (from.at_key("attachments").get(list) != simdjson::SUCCESS) return;
    for (const element one : list) {
      object attachment;
      if (one.get(attachment) != simdjson::SUCCESS) continue;
      FeedMedia media;
      media.url = link(attachment, "url");
      media.type = field(attachment, "mime_type");
      media.medium = media.type.substr(0, media.type.find('/'));
      media.title = field(attachment, "title");
      std::uint64_t bytes = 0;
      if (attachment.at_key("size_in_bytes").get(bytes) == simdjson::SUCCESS) media.bytes = bytes;
      media.is_enclosure = true;
      if (!media.url.empty()) add_limited(item.media, std::move(media), context_);
    }
  }

  FeedContext context_;
};

void read_items(const array& list, const Reader& reader, const DocumentOptions& options,
                Feed& feed) {
  std::uint64_t place = 0;
  std::uint64_t left_out = 0;
  for (const element one : list) {
    ++place;
    object item;
    if (feed.items.size() >= options.max_items) {
      ++left_out;
    } else if (one.get(item) == simdjson::SUCCESS) {
      feed.items.push_back(reader.item(item));
      feed.items.back().line = place;
    } else {
      feed.problems.push_back({{ErrorCode::wrong_type,
                                "item " + std::to_string(place) + " is no object",
                                {{}, {}, {}, "items"}},
                               true});
    }
  }
  if (left_out > 0) {
    feed.problems.push_back(
        {{ErrorCode::too_large, std::to_string(left_out) + " items were left out", {}}, true});
  }
}

}  // namespace

result<Feed> read_json_feed(std::string_view bytes, const DocumentOptions& options) {
  if (bytes.size() > options.max_bytes) {
    return Error{ErrorCode::too_large,
                 "the document has more than " + std::to_string(options.max_bytes) + " bytes",
                 {}};
  }
  const DecodedText decoded = decode_text(bytes, {options.charset, options.language});
  simdjson::dom::parser parser;
  element root;
  if (const auto error = parser.parse(decoded.text).get(root); error != simdjson::SUCCESS) {
    return Error{ErrorCode::json_syntax, simdjson::error_message(error), {}};
  }
  object top;
  array items;
  if (root.get(top) != simdjson::SUCCESS || top.at_key("items").get(items) != simdjson::SUCCESS) {
    return Error{ErrorCode::unknown_format, "the JSON is no feed: it has no list \"items\"", {}};
  }
  Feed feed;
  feed.kind = FeedKind::json;
  feed.charset = decoded.charset;
  Reader reader(options, std::string(options.url));
  feed.version = reader.field(top, "version");
  feed.title = reader.field(top, "title");
  feed.subtitle = reader.field(top, "description");
  feed.link = reader.link(top, "home_page_url");
  feed.self = reader.link(top, "feed_url");
  feed.image = reader.link(top, "icon");
  feed.language = reader.field(top, "language");
  feed.authors = reader.people(top);
  const std::string next = reader.link(top, "next_url");
  if (!next.empty()) feed.links.push_back({next, "next", {}, {}, {}});
  if (options.url.empty()) reader.set_base(feed.link.empty() ? feed.self : feed.link);
  reader.set_language(feed.language.empty() ? std::string(options.language) : feed.language);
  read_items(items, reader, options, feed);
  return feed;
}

}  // namespace newsloom::ingest
