#include "newsloom/ingest/outlet_registry.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "newsloom/ingest/byte_source.hpp"

namespace newsloom::ingest {
namespace {

using attribution::OutletRegistry;
using attribution::PublisherFamily;
using attribution::RegisteredOutlet;
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::string_view schema = "newsloom/outlets/1";

/// Reads one registry; knows where it is, for errors.
class RegistryReader {
 public:
  RegistryReader(std::string_view source, const OutletRegistryOptions& options)
      : source_(source), options_(options) {}

  result<OutletRegistry> read(const element& root) {
    object top;
    if (root.get(top) != simdjson::SUCCESS) return wrong_type("the registry", "an object");
    for (const auto& [key, value] : top) {
      result<void> done;
      if (key == "schema") {
        std::string_view named;
        if (value.get(named) != simdjson::SUCCESS || named != schema) {
          return refused("\"schema\" is not \"" + std::string(schema) + "\"");
        }
      } else if (key == "families") {
        done =
            read_list(value, "families", [this](const object& from) { return read_family(from); });
      } else if (key == "outlets") {
        done =
            read_list(value, "outlets", [this](const object& from) { return read_outlet(from); });
      } else {
        return unknown_field("the registry", key);
      }
      if (!done) return done.error();
    }
    auto registry = OutletRegistry::create(std::move(outlets_), std::move(families_));
    if (registry) return registry;
    Error error = registry.error();
    error.where.source = source_;
    return error;
  }

 private:
  Error refused(std::string message) const {
    return {ErrorCode::invalid_registry, std::move(message), {source_, {}, {}, {}}};
  }
  Error wrong_type(const std::string& what, std::string_view expected) const {
    return {
        ErrorCode::wrong_type, what + " is not " + std::string(expected), {source_, {}, {}, {}}};
  }
  Error unknown_field(const std::string& where, std::string_view key) const {
    constexpr std::size_t shown = 80;
    return refused(where + " has the unknown field \"" + std::string(key.substr(0, shown)) + "\"");
  }

  template <class ReadOne>
  result<void> read_list(const element& value, const std::string& name, const ReadOne& read_one) {
    array list;
    if (value.get(list) != simdjson::SUCCESS) return wrong_type("\"" + name + "\"", "a list");
    std::size_t place = 0;
    for (const element& one : list) {
      here_ = name + "[" + std::to_string(place) + "]";
      if (++place > options_.max_entries) {
        return Error{
            ErrorCode::too_large,
            "\"" + name + "\" has more than " + std::to_string(options_.max_entries) + " entries",
            {source_, {}, {}, {}}};
      }
      object from;
      if (one.get(from) != simdjson::SUCCESS) return wrong_type(here_, "an object");
      if (auto done = read_one(from); !done) return done;
    }
    return {};
  }

  result<void> read_text(const element& value, std::string_view key, std::string& out) const {
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) {
      return wrong_type(here_ + ": \"" + std::string(key) + "\"", "a text");
    }
    out = text;
    return {};
  }

  result<void> read_texts(const element& value, std::string_view key,
                          std::vector<std::string>& out) const {
    array list;
    if (value.get(list) != simdjson::SUCCESS) {
      return wrong_type(here_ + ": \"" + std::string(key) + "\"", "a list");
    }
    for (const element& one : list) {
      if (auto done = read_text(one, key, out.emplace_back()); !done) return done;
    }
    return {};
  }

  result<void> read_family(const object& from) {
    PublisherFamily family;
    for (const auto& [key, value] : from) {
      std::string* const field = key == "id"       ? &family.id
                                 : key == "name"   ? &family.name
                                 : key == "parent" ? &family.parent
                                                   : nullptr;
      if (field == nullptr) return unknown_field(here_, key);
      if (auto done = read_text(value, key, *field); !done) return done;
    }
    if (family.id.empty()) return refused(here_ + " has no \"id\"");
    families_.push_back(std::move(family));
    return {};
  }

  result<void> read_kind(const element& value, RegisteredOutlet& outlet) const {
    std::string name;
    if (auto done = read_text(value, "kind", name); !done) return done;
    const auto kind = attribution::parse_outlet_kind(name);
    if (!kind) return refused(here_ + ": \"" + name.substr(0, 80) + "\" is no kind of outlet");
    outlet.kind = *kind;
    return {};
  }

  result<void> read_labels(const element& value, RegisteredOutlet& outlet) const {
    object labels;
    if (value.get(labels) != simdjson::SUCCESS) {
      return wrong_type(here_ + ": \"labels\"", "an object");
    }
    for (const auto& [label, text] : labels) {
      std::string& out = outlet.labels[std::string(label)];
      if (auto done = read_text(text, label, out); !done) return done;
    }
    return {};
  }

  result<void> read_outlet(const object& from) {
    RegisteredOutlet outlet;
    for (const auto& [key, value] : from) {
      const std::array<std::pair<std::string_view, std::string*>, 4> texts{
          {{"name", &outlet.name},
           {"family", &outlet.family},
           {"country", &outlet.country},
           {"language", &outlet.language}}};
      const auto* text =
          std::ranges::find(texts, key, [](const auto& field) { return field.first; });
      result<void> done;
      if (text != texts.end()) {
        done = read_text(value, key, *text->second);
      } else if (key == "domains") {
        done = read_texts(value, key, outlet.domains);
      } else if (key == "names") {
        done = read_texts(value, key, outlet.names);
      } else if (key == "kind") {
        done = read_kind(value, outlet);
      } else if (key == "labels") {
        done = read_labels(value, outlet);
      } else {
        return unknown_field(here_, key);
      }
      if (!done) return done;
    }
    if (outlet.name.empty()) return refused(here_ + " has no \"name\"");
    outlets_.push_back(std::move(outlet));
    return {};
  }

  std::string source_;
  OutletRegistryOptions options_;
  std::string here_;  // "outlets[3]"
  std::vector<RegisteredOutlet> outlets_;
  std::vector<PublisherFamily> families_;
};

}  // namespace

result<OutletRegistry> parse_outlet_registry(std::string_view json, std::string_view source,
                                             const OutletRegistryOptions& options) {
  OutletRegistryOptions limits = options;
  limits.max_bytes = std::clamp<std::size_t>(limits.max_bytes, 1U << 10U, 1U << 30U);
  limits.max_entries = std::clamp<std::size_t>(limits.max_entries, 1, 10'000'000);
  if (json.size() > limits.max_bytes) {
    return Error{ErrorCode::too_large,
                 "the registry has more than " + std::to_string(limits.max_bytes) + " bytes",
                 {std::string(source), {}, {}, {}}};
  }
  simdjson::dom::parser parser;
  element root;
  // Copies: the parser needs bytes behind the end, and a place to copy from even if there are none.
  const char* bytes = json.empty() ? "" : json.data();
  const simdjson::error_code fault = parser.parse(bytes, json.size(), true).get(root);
  if (fault != simdjson::SUCCESS) {
    return Error{ErrorCode::json_syntax,
                 std::string("the registry is no JSON: ") + simdjson::error_message(fault),
                 {std::string(source), {}, {}, {}}};
  }
  return RegistryReader(source, limits).read(root);
}

result<OutletRegistry> read_outlet_registry(const std::string& path,
                                            const OutletRegistryOptions& options) {
  auto file = open_file(path);
  if (!file) return file.error();
  const auto source = decompressed(*std::move(file));
  std::string json;
  std::vector<std::byte> chunk(std::size_t{1} << 16U);
  while (json.size() <= options.max_bytes) {
    const auto read = source->read(chunk);
    if (!read) return read.error();
    if (*read == 0) break;
    json.append(reinterpret_cast<const char*>(chunk.data()), *read);
  }
  return parse_outlet_registry(json, path, options);
}

}  // namespace newsloom::ingest
