#include "newsloom/fasttext/language_model.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "newsloom/text/analysis.hpp"

namespace {

namespace fs = std::filesystem;
using newsloom::ErrorCode;
using newsloom::fasttext::LanguageModel;
using newsloom::fasttext::LanguageModelOptions;

// The corpora's lid.176.ftz; empty without them.
std::string model_path() {
  const char* const corpora = std::getenv("NEWSLOOM_CORPORA");  // NOLINT(concurrency-mt-unsafe)
  if (corpora == nullptr) return {};
  const fs::path path = fs::path(corpora) / "language/lid.176.ftz";
  return fs::exists(path) ? path.string() : std::string();
}

class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& bytes)
      : path_((fs::temp_directory_path() / "newsloom_language_model_test").string()) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~TemporaryFile() { fs::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

TEST_SUITE("fasttext language_model") {
  TEST_CASE("what is no model is refused, saying why") {
    CHECK(LanguageModel::load("/no/such/file").error().code == ErrorCode::io_error);
    for (const std::string& bytes : {std::string(), std::string("abc"), std::string(1000, 'x')}) {
      const TemporaryFile file(bytes);
      CHECK(LanguageModel::load(file.path()).error().code == ErrorCode::model_unusable);
    }
    const TemporaryFile newer(std::string("\xba\x16\x4f\x2f\x63\x00\x00\x00", 8));
    CHECK(LanguageModel::load(newer.path()).error().message.find("version 99") !=
          std::string::npos);
    LanguageModelOptions small;
    small.max_bytes = 4;
    CHECK(LanguageModel::load(newer.path(), small).error().code == ErrorCode::too_large);
  }

  TEST_CASE("lid.176 tells languages apart, and is used where it is given") {
    const std::string path = model_path();
    if (path.empty()) {
      MESSAGE("SKIPPED: no corpora; set NEWSLOOM_CORPORA");
      return;
    }
    const auto model = LanguageModel::load(path);
    REQUIRE(model.has_value());
    CHECK((*model)->identify("The bridge over the river was closed on Monday.").code == "en");
    CHECK((*model)->identify("Die Brücke über den Fluss\nwurde am Montag gesperrt.").code == "de");
    CHECK((*model)->identify("Мост через реку закрыли в понедельник.").code == "ru");
    CHECK((*model)->identify("").code.empty());

    newsloom::text::AnalysisOptions options;
    options.language.model = *model;
    newsloom::text::Analyzer analyzer(options);
    newsloom::text::Analysis analysis;
    analyzer.analyze("", "El puente sobre el río se cerró el lunes por la mañana.", "", analysis);
    CHECK(analysis.language == "es");

    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    for (const std::size_t size : {bytes.size() / 3, bytes.size() - 1}) {
      const TemporaryFile cut(bytes.substr(0, size));
      CHECK(LanguageModel::load(cut.path()).error().code == ErrorCode::model_unusable);
    }
    const TemporaryFile longer(bytes + "x");
    CHECK(LanguageModel::load(longer.path()).error().code == ErrorCode::model_unusable);
  }
}

}  // namespace
