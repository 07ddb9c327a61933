// CSV: what columns are called, and one record cut into fields. Private.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::ingest {

enum class Column : std::uint8_t {
  other,
  id,
  url,
  outlet,
  language,
  published,
  modified,
  title,
  text,
  summary,
  authors,
  section,
  categories,
  image,
  credit,
};

/// The column a header's name stands for.
[[nodiscard]] Column column_of(std::string_view name);

/// ',', ';', tab or '|': what the line has most of.
[[nodiscard]] char divider_of(std::string_view header);

/// One record's fields, quotes taken off; `record` is without its line end. What follows `limit`
/// fields is left out.
[[nodiscard]] std::vector<std::string> fields_of(std::string_view record, char divider,
                                                 std::size_t limit);

/// Whether a first line names two columns or more, one of them a title or a text. O(line).
[[nodiscard]] bool is_csv_header(std::string_view line);

}  // namespace newsloom::ingest
