#include "include_rules.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace newsloom::layers {
namespace {

using Names = std::set<std::string, std::less<>>;
using Table = std::map<std::string, Names, std::less<>>;

/// Which modules a module may include beside itself; DESIGN.md says why.
const Table& allowed_modules() {
  static const Table table{
      {"types", {}},
      {"text", {"types"}},
      {"ingest", {"types", "text", "attribution"}},
      {"embed", {"types", "text"}},
      {"attribution", {"types", "text"}},
      {"fasttext", {"types", "text", "embed"}},
      {"cluster", {"types"}},
      {"aggregator", {"types", "text", "embed", "cluster", "attribution"}},
      {"page", {"types", "text", "attribution"}},
      {"store", {"types"}},
      {"live", {"types", "text", "embed", "cluster", "attribution", "aggregator", "store"}},
      {"net",
       {"types", "text", "ingest", "embed", "cluster", "attribution", "aggregator", "page", "store",
        "live"}},
      {"site",
       {"types", "text", "ingest", "embed", "cluster", "attribution", "aggregator", "page", "store",
        "live", "net"}},
  };
  return table;
}

/// Libraries, by how their headers' names begin, and the modules whose lib/ folder may use them.
/// What is listed nowhere (spdlog, fmt, CLI11, Eigen, …) may be used by none.
const Table& allowed_libraries() {
  static const Table table{
      {"unicode/", {"text", "attribution", "ingest"}},
      {"uchardet", {"ingest"}},
      {"cld2/", {"text"}},
      {"libstemmer", {"text"}},
      {"fasttext/", {"fasttext"}},
      {"xxhash", {"text", "ingest", "embed", "fasttext", "attribution", "aggregator", "store"}},
      {"libpsl", {"attribution"}},
      {"simdjson", {"ingest"}},
      {"zlib", {"ingest", "net"}},
      {"zstd", {"ingest", "store"}},
      {"brotli/", {"ingest", "net"}},
      {"libxml/", {"ingest"}},
      {"hwy/", {"types", "text", "embed", "cluster"}},
      {"immintrin", {"text", "embed", "cluster"}},
      {"sqlite3", {"store"}},
      {"openssl/", {"net"}},
      {"kainjow/", {"page", "site"}},
      {"boost/json", {"page", "store", "net", "site"}},
      {"boost/url", {"ingest", "attribution", "net"}},
      {"boost/", {"net"}},
      {"unistd", {"ingest", "embed", "store", "net"}},
      {"fcntl", {"ingest", "embed", "store", "net"}},
      {"sys/", {"ingest", "embed", "store", "net"}},
      {"arpa/", {"net"}},
  };
  return table;
}

std::string_view next_part(std::string_view& path) {
  const std::size_t slash = path.find('/');
  const std::string_view part = path.substr(0, slash);
  path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
  return part;
}

std::string without_extension(std::string_view name) {
  return std::string(name.substr(0, name.rfind('.')));
}

/// The module of "newsloom/…" as it is written in an include line.
std::string public_module(std::string_view path) {
  next_part(path);  // newsloom
  const std::string_view first = next_part(path);
  if (!path.empty()) return std::string(first);
  const std::string name = without_extension(first);
  return name == "aggregator" || name == "newsloom" ? name : "types";
}

bool is_standard(std::string_view target) {
  return target.find_first_of("./") == std::string_view::npos;
}

/// The text with its comments made blank, so that an `#include` in one is none; lines keep their
/// numbers. Literals are not looked into: one that holds a comment's opening would hide includes
/// after it, which stand at the top of our files.
std::string without_comments(std::string_view source) {
  std::string text(source);
  enum class In { code, line_comment, block_comment } in = In::code;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view two = std::string_view(source).substr(i, 2);
    if (in == In::code && two == "//") in = In::line_comment;
    if (in == In::code && two == "/*") in = In::block_comment;
    if (in == In::line_comment && source[i] == '\n') in = In::code;
    if (in == In::block_comment && two == "*/") {
      text[i] = text[i + 1] = ' ';
      ++i;
      in = In::code;
      continue;
    }
    if (in != In::code && source[i] != '\n') text[i] = ' ';
  }
  return text;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

std::optional<std::string> library_complaint(std::string_view path, std::string_view module,
                                             const Include& include) {
  if (is_standard(include.target)) return std::nullopt;
  if (path.starts_with("examples/")) return std::nullopt;
  if (path.starts_with("include/") && module != "net") {
    return "a public header includes only the standard library and newsloom";
  }
  // The longest beginning is the most exact entry: boost/json before boost/.
  const Names* users = nullptr;
  std::size_t length = 0;
  for (const auto& [beginning, modules] : allowed_libraries()) {
    if (!include.target.starts_with(beginning) || beginning.size() <= length) continue;
    users = &modules;
    length = beginning.size();
  }
  if (users == nullptr) return "no module uses this library (tests/layers/include_rules.cpp)";
  if (!users->contains(module)) return std::string(module) + " does not use this library";
  return std::nullopt;
}

}  // namespace

std::vector<Include> includes_of(std::string_view source) {
  const std::string text = without_comments(source);
  std::vector<Include> includes;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = trimmed(std::string_view(text).substr(begin, end - begin));
    begin = end + 1;
    ++number;
    if (!line.starts_with('#')) continue;
    line = trimmed(line.substr(1));
    if (!line.starts_with("include")) continue;
    line = trimmed(line.substr(std::string_view("include").size()));
    if (line.empty() || (line.front() != '"' && line.front() != '<')) continue;
    const bool is_quoted = line.front() == '"';
    line.remove_prefix(1);
    const std::size_t close = line.find(is_quoted ? '"' : '>');
    includes.push_back({std::string(line.substr(0, close)), is_quoted, number});
  }
  return includes;
}

std::optional<std::string> module_of(std::string_view path) {
  std::string_view rest = path;
  const std::string_view top = next_part(rest);
  if (top == "include") return public_module(rest);
  if (top == "lib") return std::string(next_part(rest));
  if (top == "examples") return "examples";
  return std::nullopt;
}

std::optional<std::string> complaint(std::string_view path, const Include& include) {
  const std::optional<std::string> module = module_of(path);
  if (!module) return std::nullopt;
  const std::string_view target = include.target;
  if (!include.is_quoted) return library_complaint(path, *module, include);
  if (target.starts_with("../") || target.find("/../") != std::string_view::npos) {
    return "an include goes down from include/ or lib/, never up";
  }

  const bool is_public = target.starts_with("newsloom/");
  if (path.starts_with("examples/")) {
    const bool is_own =
        target.starts_with("support/") || target.find('/') == std::string_view::npos;
    if (is_public || is_own) return std::nullopt;
    return "examples use the public headers only";
  }
  if (path.starts_with("include/") && !is_public) {
    return "a public header includes public headers only, as \"newsloom/…\"";
  }
  if (*module == "newsloom") return std::nullopt;  // the umbrella

  std::string other = *module;  // a plain "x.hpp" is a neighbour
  if (is_public) {
    other = public_module(target);
  } else if (target.find('/') != std::string_view::npos) {
    std::string_view rest = target;
    other = next_part(rest);
  }
  if (other == *module) return std::nullopt;
  const auto row = allowed_modules().find(*module);
  if (row == allowed_modules().end()) return "no row for module " + *module;
  if (row->second.contains(other)) return std::nullopt;
  std::string may = row->second.empty() ? "nothing" : "";
  for (const std::string& name : row->second) may += (may.empty() ? "" : ", ") + name;
  return *module + " may include " + may + ", not " + other;
}

}  // namespace newsloom::layers
