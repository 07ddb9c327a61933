#include "newsloom/page/writer.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "newsloom/page/compose.hpp"
#include "newsloom/page/verify.hpp"
#include "sample.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::page;

/// Writes one sentence it was given, resting on the whole text of article "a".
class TestWriter final : public Writer {
 public:
  explicit TestWriter(std::string text) : text_(std::move(text)) {}
  result<std::vector<WrittenSentence>> write(const EventPage&,
                                             const ArticleSource& articles) override {
    const auto article = articles.find(ArticleId("a"));
    if (!article) return article.error();
    const auto end = static_cast<std::uint32_t>(article->text.size());
    return std::vector{WrittenSentence{text_, {{ArticleId("a"), 0, Field::text, {0, end}}}}};
  }

 private:
  std::string text_;
};

result<EventPage> page_with(const tests::Sample& sample, const std::string& sentence) {
  TestWriter writer(sentence);
  PageContext context;
  context.writer = &writer;
  return compose_page(sample.event, sample.articles, {}, context);
}

TEST_CASE("a writer's sentence is shown as written, and verified only where that is allowed") {
  const auto sample = tests::make_sample();
  const auto page = page_with(sample, "A bridge in Kastel collapsed and 12 people were injured.");
  REQUIRE(page);
  CHECK(page->whats_happened.front().segments().front().kind() == SegmentKind::written);
  CHECK_FALSE(verify_spans(*page, sample.articles));
  VerifyOptions options;
  options.allow_written = true;
  CHECK(verify_spans(*page, sample.articles, options));
}

TEST_CASE("names, numbers, dates and quotations that no support has are refused") {
  const auto sample = tests::make_sample();
  for (const char* sentence :
       {"A bridge in Kastel collapsed and 13 people were injured.",
        "A bridge in Kastel collapsed, said Berta Kowalski.",
        "A bridge in Kastel collapsed on 5 June 1999.",
        "A bridge in Kastel collapsed: “It was arson and we all know it”.", ""}) {
    CAPTURE(sentence);
    CHECK_FALSE(page_with(sample, sentence));
  }
}

TEST_CASE("without a writer nothing is written") {
  const auto sample = tests::make_sample();
  const auto page = compose_page(sample.event, sample.articles);
  for (const Statement* statement : tests::statements_of(*page)) {
    for (const Segment& segment : statement->segments()) {
      CHECK(segment.kind() != SegmentKind::written);
    }
  }
}

}  // namespace
