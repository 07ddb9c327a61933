#include "newsloom/embed/model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "newsloom/embed/model_builder.hpp"
#include "newsloom/text/tokenize.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::embed;

std::vector<text::Token> tokens_of(std::string_view source) {
  text::Tokenizer tokenizer;
  std::vector<text::Token> tokens;
  tokenizer.tokenize(source, "", tokens);
  return tokens;
}

ConceptName name_of(std::string_view name, std::string concept_name) {
  ConceptName made{{}, std::move(concept_name)};
  for (const text::Token& token : tokens_of(name)) made.loose_hashes.push_back(token.loose_hash);
  return made;
}

ModelBuilder small_builder() {
  ModelBuilder builder;
  builder.set_description("invented");
  FrequencyTable table{1000, 2, {}};
  for (std::uint32_t i = 0; i < 300; ++i) table.terms.emplace_back(i * 0x9e3779b97f4a7c15U, i + 2);
  builder.set_frequencies("en", table);
  builder.set_frequencies("de", {10, 1, {{42, 3}}});
  builder.set_stop_words("de", std::vector<std::uint64_t>{9, 3, 5});
  const std::vector<ConceptName> names = {name_of("Germany", "region/DE"),
                                          name_of("Allemagne", "region/DE"),
                                          name_of("United States", "region/US"),
                                          name_of("Vereinigte Staaten", "region/US"),
                                          name_of("United States Virgin Islands", "region/VI"),
                                          name_of("Congo", "region/CD"),
                                          name_of("Congo", "region/CG"),
                                          name_of("Congo - Kinshasa", "region/CD")};
  CHECK(builder.set_concepts(names) == 1);
  VectorTable vectors;
  vectors.dim = 3;
  vectors.stems = {11, 22};
  vectors.rows = {0.5F, -1, 0, 2, 2, -4};
  vectors.weights = {1, 0.25F};
  vectors.components = {0, 0, 1};
  CHECK(builder.set_vectors(vectors).has_value());
  const std::vector<std::byte> blob(100, std::byte{7});
  CHECK(builder.set_blob("decision", blob).has_value());
  return builder;
}

result<std::shared_ptr<const Model>> read(const std::string& bytes) {
  return Model::from_bytes(std::as_bytes(std::span(bytes)), "small.model");
}

class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& bytes)
      : path_((std::filesystem::temp_directory_path() / "newsloom_model_test").string()) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

TEST_SUITE("embed model") {
  TEST_CASE("what the builder was given is read back") {
    const auto model = read(small_builder().bytes()).value();
    CHECK(model->description() == "invented");
    CHECK(model->languages() == std::vector<std::string_view>{"de", "en"});
    const DocumentFrequencies& english = model->frequencies("en");
    CHECK(english.documents() == 1000);
    CHECK(english.least_count() == 2);
    CHECK(english.size() == 300);
    for (std::uint32_t i = 0; i < 300; ++i) {
      const double count = english.count(i * 0x9e3779b97f4a7c15U);
      CHECK(std::fabs(count - (i + 2)) <= 1 + 0.046 * (i + 2));
    }
    CHECK(english.count(42) == 0);
    CHECK(model->frequencies("de").count(42) == 3);
    CHECK(model->frequencies("fr").documents() == 0);
    CHECK(model->frequencies("fr").count(42) == 0);
    const auto stops = model->stop_words("de");
    CHECK(std::vector<std::uint64_t>(stops.begin(), stops.end()) ==
          std::vector<std::uint64_t>{3, 5, 9});
    CHECK(model->stop_words("en").empty());
    CHECK(model->blob("decision").size() == 100);
    CHECK(reinterpret_cast<std::uintptr_t>(model->blob("decision").data()) % 64 == 0);
    CHECK(model->blob("decisio").empty());
    CHECK(model->blob_names() == std::vector<std::string_view>{"decision"});
  }

  TEST_CASE("rows times weights are the vectors given, to the precision of int8") {
    const auto model = read(small_builder().bytes()).value();
    const WordVectors& vectors = model->vectors();
    REQUIRE(vectors.dim() == 3);
    REQUIRE(vectors.size() == 2);
    const std::size_t first = vectors.find(11);
    const std::size_t second = vectors.find(22);
    REQUIRE(first != HashIndex::npos);
    REQUIRE(second != HashIndex::npos);
    CHECK(vectors.find(33) == HashIndex::npos);
    // (0.5, -1, 0) * 1 and (2, 2, -4) / 4 reach equally far.
    CHECK(vectors.weight(first) == WordVectors::max_weight);
    CHECK(vectors.weight(second) == WordVectors::max_weight);
    CHECK(std::vector<int>(vectors.row(first).begin(), vectors.row(first).end()) ==
          std::vector<int>{64, -127, 0});
    CHECK(std::vector<int>(vectors.row(second).begin(), vectors.row(second).end()) ==
          std::vector<int>{64, 64, -127});
    CHECK(model->common_components().size() == 3);
  }

  TEST_CASE("a concept is found under its names in any language, the longest first") {
    const auto model = read(small_builder().bytes()).value();
    const Concepts& concepts = model->concepts();
    const auto found = [&concepts](std::string_view source) {
      const auto match = concepts.find(tokens_of(source));
      return match
                 ? std::string(concepts.name(match->id)) + " " + std::to_string(match->token_count)
                 : std::string();
    };
    CHECK(found("Germany's") == "region/DE 1");
    CHECK(found("ALLEMAGNE, pays") == "region/DE 1");
    CHECK(found("United States of") == "region/US 2");
    CHECK(found("United States Virgin Islands") == "region/VI 4");
    CHECK(found("United States Virgin") == "region/US 2");
    CHECK(found("United") == "");
    CHECK(found("Congo") == "");  // there are two
    CHECK(found("Congo Kinshasa") == "region/CD 2");
    CHECK(found("") == "");
    const auto one = concepts.find(tokens_of("Germany")[0].loose_hash);
    const auto other = concepts.find(tokens_of("Allemagne")[0].loose_hash);
    REQUIRE(one.has_value());
    REQUIRE(other.has_value());
    CHECK(one->hash == other->hash);
    CHECK_FALSE(concepts.find(tokens_of("United")[0].loose_hash).has_value());
  }

  TEST_CASE("the same parts give the same bytes, in whatever order they are set") {
    ModelBuilder forward;
    forward.set_frequencies("en", {3, 1, {{1, 1}, {2, 2}}});
    forward.set_stop_words("en", std::vector<std::uint64_t>{1, 2});
    ModelBuilder backward;
    backward.set_stop_words("en", std::vector<std::uint64_t>{2, 1});
    backward.set_frequencies("en", {3, 1, {{2, 2}, {1, 1}}});
    CHECK(forward.bytes() == backward.bytes());
  }

  TEST_CASE("a builder that starts with a model keeps its parts and may replace them") {
    const std::string bytes = small_builder().bytes();
    ModelBuilder builder(*read(bytes).value());
    CHECK(builder.bytes() == bytes);
    CHECK(builder.set_blob("decision", {}).has_value());
    CHECK(builder.set_blob("calibration", std::vector<std::byte>(3)).has_value());
    builder.remove_vectors();
    const auto model = read(builder.bytes()).value();
    CHECK(model->blob_names() == std::vector<std::string_view>{"calibration"});
    CHECK(model->vectors().dim() == 0);
    CHECK(model->frequencies("en").size() == 300);
    CHECK(builder.set_blob("no spaces", std::vector<std::byte>(3)).error().code ==
          ErrorCode::invalid_argument);
  }

  TEST_CASE("vectors that cannot be are not taken") {
    ModelBuilder builder;
    CHECK(builder.set_vectors({0, {}, {}, {}, {}}).error().code == ErrorCode::invalid_argument);
    CHECK(builder.set_vectors({2, {1}, {1, 2, 3}, {1}, {}}).error().code ==
          ErrorCode::invalid_argument);
    CHECK(builder.set_vectors({1, {1}, {std::stof("nan")}, {1}, {}}).error().code ==
          ErrorCode::invalid_argument);
  }

  TEST_CASE("a file cut anywhere, or with anything behind its end, is refused") {
    const std::string bytes = small_builder().bytes();
    for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 50) {
      const auto cut = read(bytes.substr(0, size));
      REQUIRE_FALSE(cut.has_value());
      CHECK(cut.error().code == ErrorCode::model_file_unusable);
      CHECK(cut.error().where.source == "small.model");
    }
    CHECK(read(bytes.substr(0, 1000)).error().message.find("truncated") != std::string::npos);
    CHECK(read(bytes + "x").error().message.find("1 bytes behind") != std::string::npos);
  }

  TEST_CASE("a flipped bit anywhere is noticed") {
    const std::string bytes = small_builder().bytes();
    for (std::size_t at = 0; at < bytes.size(); at += 1 + at / 64) {
      for (const int bit : {0, 3, 7}) {
        std::string changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
        CHECK_FALSE(read(changed).has_value());
      }
    }
  }

  TEST_CASE("older and newer formats are refused by number") {
    std::string bytes = small_builder().bytes();
    bytes[8] = 2;
    CHECK(read(bytes).error().message ==
          "has format version 2, this library reads version 1: it was written by a newer newsloom");
    bytes[8] = 0;
    CHECK(read(bytes).error().message ==
          "has format version 0, this library reads version 1: make it again");
    CHECK(read("{\"no\": \"model\"}" + std::string(100, ' ')).error().message ==
          "is no newsloom model");
  }

  TEST_CASE("a file is opened where it lies") {
    const std::string bytes = small_builder().bytes();
    const TemporaryFile file(bytes);
    const auto model = Model::open(file.path()).value();
    CHECK(model->frequencies("en").size() == 300);
    CHECK(model->bytes().size() == bytes.size());
    CHECK(model->fingerprint() == read(bytes).value()->fingerprint());
    ModelOptions small;
    small.max_bytes = 10;
    CHECK(Model::open(file.path(), small).error().code == ErrorCode::too_large);
    CHECK(Model::open(file.path() + ".none").error().code == ErrorCode::io_error);
    CHECK(Model::open(std::filesystem::temp_directory_path().string()).error().code ==
          ErrorCode::io_error);
    const TemporaryFile empty("");
    CHECK(Model::open(empty.path()).error().code == ErrorCode::model_file_unusable);
  }

  TEST_CASE("the built-in model is there, whole, and quick to load") {
    const auto start = std::chrono::steady_clock::now();
    const auto model = Model::builtin();
    const auto took = std::chrono::steady_clock::now() - start;
    CHECK(model == Model::builtin());
    CHECK(model->bytes().size() <= (std::size_t{20} << 20U));
    if (model->languages().empty()) {
      MESSAGE("built without a model");
      return;
    }
    CHECK(took < std::chrono::milliseconds(500));  // 50 are promised; sanitizers take their share
    CHECK(model->languages().size() >= 79);
    CHECK(model->stop_words("en").size() > 10);
    const Concepts& concepts = model->concepts();
    const auto germany = concepts.find(tokens_of("Germany"));
    REQUIRE(germany.has_value());
    CHECK(concepts.name(germany->id) == "region/DE");
    for (const std::string_view name :
         {"Allemagne", "Deutschland", "Германия", "ألمانيا", "Alemania"}) {
      const auto same = concepts.find(tokens_of(name));
      REQUIRE(same.has_value());
      CHECK(same->hash == germany->hash);
    }
    CHECK_FALSE(model->description().empty());
  }
}

}  // namespace
