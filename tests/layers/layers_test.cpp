#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "include_rules.hpp"

namespace newsloom::layers {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> sources_under(const fs::path& folder) {
  std::vector<fs::path> paths;
  if (!fs::is_directory(folder)) return paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path extension = entry.path().extension();
    if (extension == ".hpp" || extension == ".cpp") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

bool allowed(std::string_view path, std::string_view line) {
  const std::vector<Include> includes = includes_of(line);
  REQUIRE(includes.size() == 1);
  return !complaint(path, includes.front());
}

TEST_CASE("every module includes only what DESIGN.md lets it include") {
  const fs::path top = NEWSLOOM_SOURCE_DIR;
  std::size_t files = 0;
  for (const char* folder : {"include", "lib", "examples"}) {
    for (const fs::path& path : sources_under(top / folder)) {
      ++files;
      const std::string name = path.lexically_relative(top).generic_string();
      for (const Include& include : includes_of(read(path))) {
        const auto wrong = complaint(name, include);
        if (!wrong) continue;
        FAIL_CHECK(name << ':' << include.line << ": " << include.target << ": " << *wrong);
      }
    }
  }
  CHECK(files >= 8);  // four headers and their sources: the walk found the tree
}

TEST_CASE("newsloom.hpp includes every public header of the component core") {
  const fs::path include = fs::path(NEWSLOOM_SOURCE_DIR) / "include";
  std::vector<std::string> listed;
  for (const Include& line : includes_of(read(include / "newsloom/newsloom.hpp"))) {
    listed.push_back(line.target);
  }
  std::vector<std::string> expected;
  for (const fs::path& path : sources_under(include / "newsloom")) {
    const std::string name = path.lexically_relative(include).generic_string();
    const std::string module = module_of("include/" + name).value_or("");
    // What CMakeLists.txt makes core of.
    for (const char* part : {"types", "text", "embed", "cluster", "attribution", "aggregator"}) {
      if (module == part) expected.push_back(name);
    }
  }
  std::sort(listed.begin(), listed.end());
  std::sort(expected.begin(), expected.end());
  for (const std::string& name : expected) {
    CAPTURE(name);
    CHECK(std::binary_search(listed.begin(), listed.end(), name));
  }
  CHECK(listed.size() == expected.size());
}

TEST_CASE("cluster sees types and nothing else") {
  CHECK(allowed("lib/cluster/index.cpp", "#include \"newsloom/types.hpp\""));
  CHECK(allowed("lib/cluster/index.cpp", "#include \"newsloom/cluster/index.hpp\""));
  CHECK(allowed("lib/cluster/index.cpp", "#include \"cluster/postings.hpp\""));
  CHECK(allowed("lib/cluster/index.cpp", "#include \"postings.hpp\""));
  CHECK(allowed("lib/cluster/dot.cpp", "#include <hwy/highway.h>"));
  CHECK_FALSE(allowed("lib/cluster/index.cpp", "#include \"newsloom/text/tokens.hpp\""));
  CHECK_FALSE(allowed("lib/cluster/index.cpp", "#include \"text/fold.hpp\""));
  CHECK_FALSE(allowed("include/newsloom/cluster/index.hpp", "#include \"newsloom/ingest/a.hpp\""));
  CHECK_FALSE(allowed("lib/cluster/index.cpp", "#include \"newsloom/newsloom.hpp\""));
  CHECK_FALSE(allowed("lib/cluster/index.cpp", "#include <unicode/uchar.h>"));
  CHECK_FALSE(allowed("lib/cluster/index.cpp", "#include <simdjson.h>"));
}

TEST_CASE("each row of the table is enforced") {
  CHECK_FALSE(allowed("include/newsloom/types.hpp", "#include \"newsloom/text/utf8.hpp\""));
  CHECK_FALSE(allowed("lib/types/article.cpp", "#include \"newsloom/aggregator.hpp\""));
  CHECK(allowed("lib/text/utf8.cpp", "#include \"newsloom/error.hpp\""));
  CHECK_FALSE(allowed("lib/text/utf8.cpp", "#include \"newsloom/embed/embedder.hpp\""));
  CHECK(allowed("lib/ingest/json_lines.cpp", "#include \"newsloom/text/utf8.hpp\""));
  CHECK_FALSE(allowed("lib/ingest/json_lines.cpp", "#include \"newsloom/cluster/a.hpp\""));
  CHECK(allowed("lib/attribution/outlet.cpp", "#include <libpsl.h>"));
  CHECK_FALSE(allowed("lib/attribution/outlet.cpp", "#include \"newsloom/cluster/a.hpp\""));
  CHECK(allowed("lib/aggregator/add.cpp", "#include \"newsloom/cluster/a.hpp\""));
  CHECK_FALSE(allowed("lib/aggregator/add.cpp", "#include \"newsloom/ingest/json_lines.hpp\""));
  CHECK_FALSE(allowed("lib/page/compose.cpp", "#include \"newsloom/cluster/a.hpp\""));
  CHECK_FALSE(allowed("lib/store/sqlite.cpp", "#include \"newsloom/text/utf8.hpp\""));
  CHECK(allowed("lib/net/serve.cpp", "#include \"newsloom/page/page.hpp\""));
  CHECK(allowed("include/newsloom/newsloom.hpp", "#include \"newsloom/aggregator.hpp\""));
  CHECK_FALSE(allowed("lib/brand_new/a.cpp", "#include \"newsloom/types.hpp\""));
}

TEST_CASE("public headers show the standard library and newsloom only") {
  CHECK(allowed("include/newsloom/text/utf8.hpp", "#include <string_view>"));
  CHECK_FALSE(allowed("include/newsloom/text/utf8.hpp", "#include <unicode/uchar.h>"));
  CHECK_FALSE(allowed("include/newsloom/text/utf8.hpp", "#include \"text/tables.hpp\""));
  CHECK_FALSE(allowed("include/newsloom/text/utf8.hpp", "#include \"../types.hpp\""));
}

TEST_CASE("logging and command lines stay out of the library, private headers out of examples") {
  CHECK_FALSE(allowed("lib/text/utf8.cpp", "#include <spdlog/spdlog.h>"));
  CHECK_FALSE(allowed("lib/ingest/json_lines.cpp", "#include <fmt/format.h>"));
  CHECK(allowed("examples/cluster_articles.cpp", "#include <CLI/CLI.hpp>"));
  CHECK(allowed("examples/cluster_articles.cpp", "#include \"newsloom/aggregator.hpp\""));
  CHECK(allowed("examples/cluster_articles.cpp", "#include \"support/progress.hpp\""));
  CHECK_FALSE(allowed("examples/cluster_articles.cpp", "#include \"cluster/postings.hpp\""));
}

TEST_CASE("include lines are found however they are written, and not in comments") {
  const std::vector<Include> includes = includes_of(
      "// #include <a>\n"
      "/* #include <b>\n"
      "#include <c> */\n"
      "  #  include   <d>  // why\n"
      "\t#include \"e.hpp\"\r\n"
      "int include = 1;\n"
      "#include <f>");
  REQUIRE(includes.size() == 3);
  CHECK(includes[0].target == "d");
  CHECK(includes[0].line == 4);
  CHECK_FALSE(includes[0].is_quoted);
  CHECK(includes[1].target == "e.hpp");
  CHECK(includes[1].is_quoted);
  CHECK(includes[2].target == "f");
}

}  // namespace
}  // namespace newsloom::layers
