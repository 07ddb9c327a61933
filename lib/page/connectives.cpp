#include "connectives.hpp"

#include <array>
#include <boost/json.hpp>
#include <map>
#include <string>
#include <vector>

#include "newsloom/text/language.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::page {
namespace {

constexpr std::string_view file =
#include "page/connectives.json.inc"
    ;

using Entries = std::array<std::string, connective_count>;

/// The file is ours and compiled in: a mistake in it is one of the build, seen by the first test.
const std::map<std::string, Entries, std::less<>>& entries() {
  static const std::map<std::string, Entries, std::less<>> table = [] {
    std::map<std::string, Entries, std::less<>> read;
    const boost::json::value root = boost::json::parse({file.data(), file.size()});
    for (const auto& [language, list] : root.as_object()) {
      Entries& into = read[std::string(language)];
      for (std::size_t i = 0; i < connective_count; ++i) {
        into.at(i) = std::string(list.as_array().at(i).as_string());
      }
    }
    return read;
  }();
  return table;
}

/// Whether `text` is `entry` with 1 to `max_slot_characters` characters for its %.
bool matches(std::string_view text, std::string_view entry) {
  const std::size_t hole = entry.find('%');
  if (hole == std::string_view::npos) return text == entry;
  const std::string_view before = entry.substr(0, hole);
  const std::string_view after = entry.substr(hole + 1);
  if (text.size() <= before.size() + after.size()) return false;
  if (!text.starts_with(before) || !text.ends_with(after)) return false;
  const std::string_view slot =
      text.substr(before.size(), text.size() - before.size() - after.size());
  std::size_t characters = 0;
  for (std::size_t i = 0; i < slot.size(); i += text::decode_next(slot, i).length) ++characters;
  return characters <= max_slot_characters;
}

}  // namespace

std::string_view connective_entry(std::string_view language, Connective connective) {
  const auto& table = entries();
  auto found = table.find(text::primary_language(language));
  if (found == table.end()) found = table.find("en");
  return found->second.at(static_cast<std::size_t>(connective));
}

bool is_connective(std::string_view text) {
  if (text.find_first_not_of(" \t\n\r") == std::string_view::npos) return !text.empty();
  for (const auto& [language, list] : entries()) {
    for (const std::string& entry : list) {
      if (matches(text, entry)) return true;
    }
  }
  return false;
}

}  // namespace newsloom::page
