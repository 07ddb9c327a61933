#include "csv_header.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "html_text.hpp"

namespace newsloom::ingest {
namespace {

constexpr std::size_t most_columns = 4096;

// As headers of collections call them, folded; of several columns of one kind the first counts.
struct Name {
  std::string_view written;
  Column column;
};
constexpr Name names[] = {
    {"id", Column::id},
    {"articleid", Column::id},
    {"guid", Column::id},
    {"url", Column::url},
    {"link", Column::url},
    {"articleurl", Column::url},
    {"canonicalurl", Column::url},
    {"uri", Column::url},
    {"permalink", Column::url},
    {"outlet", Column::outlet},
    {"publication", Column::outlet},
    {"publisher", Column::outlet},
    {"source", Column::outlet},
    {"sourcename", Column::outlet},
    {"newspaper", Column::outlet},
    {"media", Column::outlet},
    {"medianame", Column::outlet},
    {"domain", Column::outlet},
    {"site", Column::outlet},
    {"language", Column::language},
    {"lang", Column::language},
    {"published", Column::published},
    {"publishedat", Column::published},
    {"publisheddate", Column::published},
    {"publishdate", Column::published},
    {"publicationdate", Column::published},
    {"datepublished", Column::published},
    {"pubdate", Column::published},
    {"date", Column::published},
    {"datetime", Column::published},
    {"time", Column::published},
    {"timestamp", Column::published},
    {"created", Column::published},
    {"createdat", Column::published},
    {"modified", Column::modified},
    {"updated", Column::modified},
    {"updatedat", Column::modified},
    {"datemodified", Column::modified},
    {"title", Column::title},
    {"headline", Column::title},
    {"headlines", Column::title},
    {"heading", Column::title},
    {"text", Column::text},
    {"content", Column::text},
    {"contenttext", Column::text},
    {"body", Column::text},
    {"article", Column::text},
    {"articletext", Column::text},
    {"articlebody", Column::text},
    {"fulltext", Column::text},
    {"maintext", Column::text},
    {"story", Column::text},
    {"summary", Column::summary},
    {"description", Column::summary},
    {"abstract", Column::summary},
    {"lead", Column::summary},
    {"excerpt", Column::summary},
    {"shortdescription", Column::summary},
    {"author", Column::authors},
    {"authors", Column::authors},
    {"byline", Column::authors},
    {"section", Column::section},
    {"category", Column::section},
    {"topic", Column::section},
    {"tags", Column::categories},
    {"keywords", Column::categories},
    {"categories", Column::categories},
    {"image", Column::image},
    {"imageurl", Column::image},
    {"urltoimage", Column::image},
    {"credit", Column::credit},
    {"agency", Column::credit},
};

}  // namespace

Column column_of(std::string_view name) {
  std::string key;
  for (const char c : name) {
    if (c == ' ' || c == '_' || c == '-' || c == '.') continue;
    key += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
  }
  const auto* const found = std::ranges::find(names, std::string_view(key), &Name::written);
  return found == std::end(names) ? Column::other : found->column;
}

char divider_of(std::string_view header) {
  char best = ',';
  std::ptrdiff_t most = std::ranges::count(header, best);
  for (const char c : {'\t', ';', '|'}) {
    const std::ptrdiff_t count = std::ranges::count(header, c);
    if (count > most) {
      best = c;
      most = count;
    }
  }
  return best;
}

std::vector<std::string> fields_of(std::string_view record, char divider, std::size_t limit) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < record.size(); ++i) {
    const char c = record[i];
    std::string& field = fields.back();
    if (quoted) {
      if (c != '"') {
        field += c;
      } else if (i + 1 < record.size() && record[i + 1] == '"') {
        field += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"' && field.empty()) {
      quoted = true;
    } else if (c == divider) {
      if (fields.size() == limit) break;
      fields.emplace_back();
    } else {
      field += c;
    }
  }
  return fields;
}

bool is_csv_header(std::string_view line) {
  const char divider = divider_of(line);
  if (line.find(divider) == std::string_view::npos) return false;
  return std::ranges::any_of(fields_of(line, divider, most_columns), [](const std::string& name) {
    const Column column = column_of(collapsed(name));
    return column == Column::title || column == Column::text || column == Column::summary;
  });
}

}  // namespace newsloom::ingest
