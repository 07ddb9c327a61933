#include "newsloom/embed/embedder.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "newsloom/embed/model_builder.hpp"
#include "newsloom/text/stem.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::embed;

std::uint64_t stem_of(std::string_view word) {
  text::Stemmer stemmer;
  return text::hash_bytes(stemmer.stem(word, "en"));
}

// "storm" and "gale" point one way, "goal" and "match" another.
std::shared_ptr<const Model> weather_and_football() {
  VectorTable table;
  table.dim = 4;
  table.stems = {stem_of("storm"), stem_of("gale"), stem_of("goal"), stem_of("match")};
  table.rows = {1, .1F, 0, 0, .9F, 0, .1F, 0, 0, 0, 1, .2F, 0, .1F, .8F, 0};
  table.weights = {1, 1, 1, 1};
  ModelBuilder builder;
  CHECK(builder.set_vectors(table).has_value());
  const std::string bytes = builder.bytes();
  return Model::from_bytes(std::as_bytes(std::span(bytes))).value();
}

// What embed_q8 computes, in floating point and by the book.
std::vector<double> slow_sum(const WordVectors& vectors,
                             const std::vector<text::CountedTerm>& terms) {
  std::vector<double> sum(vectors.dim());
  for (const text::CountedTerm& term : terms) {
    const std::size_t row = vectors.find(term.hash);
    if (row == HashIndex::npos) continue;
    const double weight = vectors.weight(row) * (1 + std::log(std::min(term.count, 64U)));
    for (std::size_t d = 0; d < sum.size(); ++d) sum[d] += weight * vectors.row(row)[d];
  }
  return sum;
}

std::shared_ptr<const Model> random_model(std::size_t rows, std::size_t dim) {
  std::mt19937 random(3);
  std::normal_distribution<float> normal;
  VectorTable table;
  table.dim = dim;
  for (std::size_t i = 0; i < rows; ++i) {
    table.stems.push_back(i * 0x9e3779b97f4a7c15U);
    table.weights.push_back(std::fabs(normal(random)));
    for (std::size_t d = 0; d < dim; ++d) table.rows.push_back(normal(random));
  }
  ModelBuilder builder;
  CHECK(builder.set_vectors(table).has_value());
  const std::string bytes = builder.bytes();
  return Model::from_bytes(std::as_bytes(std::span(bytes))).value();
}

TEST_SUITE("embed embedder") {
  TEST_CASE("texts of related words are alike, and rows are of unit length") {
    ModelEmbedder embedder(weather_and_football());
    const std::vector<TextView> texts = {{"Storm at sea", "", "en"},
                                         {"", "A gale was expected.", "en"},
                                         {"Late goal", "decides the match", "en"},
                                         {"Nothing known", "", "en"}};
    std::vector<float> out(texts.size() * embedder.dim());
    REQUIRE(embedder.embed(texts, out).has_value());
    const auto cosine = [&](std::size_t i, std::size_t j) {
      double sum = 0;
      for (std::size_t d = 0; d < embedder.dim(); ++d) sum += out[i * 4 + d] * out[j * 4 + d];
      return sum;
    };
    for (const std::size_t i : {0U, 1U, 2U}) CHECK(cosine(i, i) == doctest::Approx(1));
    CHECK(cosine(3, 3) == 0);
    CHECK(cosine(0, 1) > 0.9);
    CHECK(cosine(0, 2) < 0.2);
    CHECK(embedder.embed(texts, std::span(out).first(3)).error().code ==
          ErrorCode::invalid_argument);
  }

  TEST_CASE("a vector does not depend on the batch it is in") {
    const auto model = weather_and_football();
    ModelEmbedder together(model);
    const std::vector<TextView> texts = {{"Storm at sea", "", "en"}, {"Late goal", "", "en"}};
    std::vector<float> out(8);
    REQUIRE(together.embed(texts, out).has_value());
    for (const std::size_t i : {1U, 0U}) {
      std::vector<float> alone(4);
      REQUIRE(together.embed(std::span(texts).subspan(i, 1), alone).has_value());
      CHECK(alone == std::vector<float>(out.begin() + static_cast<std::ptrdiff_t>(i * 4),
                                        out.begin() + static_cast<std::ptrdiff_t>(i * 4 + 4)));
    }
  }

  TEST_CASE("without vectors every text is a zero") {
    const std::string none = ModelBuilder().bytes();
    ModelEmbedder embedder(Model::from_bytes(std::as_bytes(std::span(none))).value());
    CHECK(embedder.dim() == 1);
    std::vector<float> out(1, 5);
    REQUIRE(embedder.embed(std::vector<TextView>{{"Storm", "", ""}}, out).has_value());
    CHECK(out[0] == 0);
  }

  TEST_CASE("the integer path is what floating point says, to its precision") {
    const auto model = random_model(500, 64);
    std::mt19937 random(5);
    for (const std::size_t size : {1U, 3U, 30U, 300U, 5000U}) {
      std::vector<text::CountedTerm> terms;
      for (std::size_t i = 0; i < size; ++i) {
        terms.push_back({(random() % 700) * 0x9e3779b97f4a7c15U,
                         static_cast<std::uint32_t>(1 + random() % 80)});
      }
      if (size > 2048) terms.resize(2048);
      std::vector<std::int8_t> quantised(64);
      const std::size_t known = embed_q8(model->vectors(), terms, quantised);
      CHECK(known <= terms.size());
      if (known == 0) continue;
      const std::vector<double> exact = slow_sum(model->vectors(), terms);
      double squares = 0;
      double dot = 0;
      for (std::size_t d = 0; d < 64; ++d) {
        squares += exact[d] * exact[d];
        dot += exact[d] * quantised[d];
      }
      const double length = std::sqrt(static_cast<double>(dot_q8(quantised, quantised)));
      CHECK(length == doctest::Approx(q8_unit).epsilon(0.04));
      CHECK(dot / std::sqrt(squares) / length > 0.997);
    }
  }

  TEST_CASE("quantising rounds halves away from zero, cuts at 127 and keeps zeros") {
    const std::vector<std::int32_t> one = {0, -5, 0, 0};
    std::vector<std::int8_t> out(4);
    quantise_q8(one, out);
    CHECK(out == std::vector<std::int8_t>{0, -127, 0, 0});
    quantise_q8(std::vector<std::int32_t>(4), out);
    CHECK(out == std::vector<std::int8_t>(4));
    const std::vector<std::int32_t> large(4, INT32_MIN);
    quantise_q8(large, out);
    CHECK(out == std::vector<std::int8_t>(4, -127));
    std::vector<std::int8_t> wide(64);
    quantise_q8(std::vector<std::int32_t>(64, INT32_MAX), wide);
    CHECK(wide == std::vector<std::int8_t>(64, 40));
    quantise_q8(std::vector<std::int32_t>(64, 1), wide);
    CHECK(wide == std::vector<std::int8_t>(64, 40));
  }

  TEST_CASE("vectors of other embedders are quantised alike, whatever their length") {
    std::mt19937 random(11);
    std::normal_distribution<float> normal;
    std::vector<float> values(384);
    for (float& value : values) value = normal(random);
    std::vector<float> tiny = values;
    for (float& value : tiny) value *= 0x1p-90F;
    std::vector<std::int8_t> a(384);
    std::vector<std::int8_t> b(384);
    quantise_q8(values, a);
    quantise_q8(tiny, b);
    CHECK(a == b);
    CHECK(std::sqrt(dot_q8(a, a)) == doctest::Approx(q8_unit).epsilon(0.02));
    values[0] = std::stof("nan");
    values[1] = std::stof("inf");
    quantise_q8(values, a);
    CHECK(a[0] == 0);
    CHECK(a[1] == 0);
  }
}

}  // namespace
