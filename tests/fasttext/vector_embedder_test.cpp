#include "newsloom/fasttext/vector_embedder.hpp"

#include <doctest/doctest.h>
#include <fasttext/fasttext.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using newsloom::ErrorCode;
using newsloom::embed::TextView;
using newsloom::fasttext::VectorEmbedder;
using newsloom::fasttext::VectorEmbedderOptions;

// A model of two invented topics, trained once; `minn` 0 has no subwords.
class TrainedModel {
 public:
  explicit TrainedModel(int minn)
      : path_((fs::temp_directory_path() / ("newsloom_vectors_" + std::to_string(minn))).string()) {
    std::ofstream corpus(path_ + ".txt");
    for (int i = 0; i < 300; ++i) {
      corpus << "storm gale wind rain flood river\n" << "goal match striker league coach penalty\n";
    }
    corpus.close();
    ::fasttext::Args args;
    args.input = path_ + ".txt";
    args.output = path_;
    args.model = ::fasttext::model_name::sg;
    args.dim = 16;
    args.minCount = 1;
    args.minn = minn;
    args.maxn = minn == 0 ? 0 : 4;
    args.bucket = minn == 0 ? 0 : 1000;
    args.thread = 1;
    args.epoch = 20;
    args.verbose = 0;
    ::fasttext::FastText model;
    model.train(args);
    model.saveModel(path_ + ".bin");
  }
  ~TrainedModel() {
    for (const char* end : {".txt", ".bin", ".changed"}) fs::remove(path_ + end);
  }
  TrainedModel(const TrainedModel&) = delete;
  TrainedModel& operator=(const TrainedModel&) = delete;

  [[nodiscard]] std::string path() const { return path_ + ".bin"; }
  // A copy with other bytes.
  [[nodiscard]] std::string changed(const std::string& bytes) const {
    std::ofstream(path_ + ".changed", std::ios::binary) << bytes;
    return path_ + ".changed";
  }
  [[nodiscard]] std::string bytes() const {
    std::ifstream file(path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::string path_;
};

double cosine(VectorEmbedder& embedder, std::string_view a, std::string_view b) {
  const std::vector<TextView> texts = {{a, "", "en"}, {"", b, "en"}};
  std::vector<float> out(2 * embedder.dim());
  REQUIRE(embedder.embed(texts, out).has_value());
  double sum = 0;
  for (std::size_t d = 0; d < embedder.dim(); ++d) sum += out[d] * out[embedder.dim() + d];
  return sum;
}

TEST_SUITE("fasttext vector_embedder") {
  TEST_CASE(
      "texts of one topic are alike, each word is asked once, unknown words by their letters") {
    const TrainedModel model(3);
    const auto embedder = VectorEmbedder::load(model.path()).value();
    CHECK(embedder->dim() == 16);
    CHECK(cosine(*embedder, "Storm, flood", "Gale, rain") >
          cosine(*embedder, "Storm, flood", "Coach, league"));
    const std::size_t rows = embedder->cached_rows();
    CHECK(cosine(*embedder, "STORM, FLOOD", "gale, rain") > 0.5);
    CHECK(embedder->cached_rows() == rows);
    CHECK(cosine(*embedder, "Stormed", "storm") > 0.3);
    std::vector<float> few(3);
    CHECK(embedder->embed(std::vector<TextView>{{"storm", "", ""}}, few).error().code ==
          ErrorCode::invalid_argument);
  }

  TEST_CASE("a full cache starts anew and gives the same vectors") {
    const TrainedModel model(3);
    VectorEmbedderOptions small;
    small.cache_rows = 2;
    const auto one = VectorEmbedder::load(model.path()).value();
    const auto other = VectorEmbedder::load(model.path(), small).value();
    const std::vector<TextView> texts = {{"storm gale wind rain flood goal match", "", "en"}};
    std::vector<float> a(16);
    std::vector<float> b(16);
    REQUIRE(one->embed(texts, a).has_value());
    REQUIRE(other->embed(texts, b).has_value());
    CHECK(a == b);
    CHECK(other->cached_rows() <= 2);
  }

  TEST_CASE("without subwords an unknown word is nothing") {
    const TrainedModel model(0);
    const auto embedder = VectorEmbedder::load(model.path()).value();
    CHECK(cosine(*embedder, "zzyzx", "storm") == 0);
  }

  TEST_CASE("a file that is not the one expected, cut or longer is refused") {
    const TrainedModel model(0);
    const std::string bytes = model.bytes();
    VectorEmbedderOptions options;
    options.expected_bytes = bytes.size();
    options.expected_hash = VectorEmbedder::load(model.path()).value()->fingerprint();
    CHECK(VectorEmbedder::load(model.path(), options).has_value());
    std::string flipped = bytes;
    flipped[bytes.size() / 2] = static_cast<char>(flipped[bytes.size() / 2] ^ 1);
    CHECK(VectorEmbedder::load(model.changed(flipped), options).error().message.find("xxh3-64") !=
          std::string::npos);
    CHECK(VectorEmbedder::load(model.changed(bytes + "x"), options)
              .error()
              .message.find("not the expected") != std::string::npos);
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{7}, bytes.size() / 2, bytes.size() - 1}) {
      CHECK(VectorEmbedder::load(model.changed(bytes.substr(0, size))).error().code ==
            ErrorCode::model_unusable);
    }
    CHECK(VectorEmbedder::load(model.changed(bytes + "x")).error().code ==
          ErrorCode::model_unusable);
    options = {};
    options.max_bytes = 10;
    CHECK(VectorEmbedder::load(model.path(), options).error().code == ErrorCode::too_large);
    CHECK(VectorEmbedder::load(model.path() + ".none").error().code == ErrorCode::io_error);
  }
}

}  // namespace
