#include "newsloom/types.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_set>

namespace newsloom {
namespace {

TEST_CASE("an event id is read back from what it wrote") {
  for (const std::uint64_t number :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{42}, UINT64_MAX}) {
    const EventId id(number);
    CAPTURE(id.str());
    CHECK(EventId::parse(id.str()) == id);
  }
  CHECK(EventId(7).str() == "e7");
}

TEST_CASE("nothing but an event id's own spelling is read") {
  for (const std::string text :
       {"", "e", "7", "E7", "e07", "e00", "e-7", "e+7", "e 7", " e7", "e7 ", "e7x", "e0x7", "ee7",
        "e18446744073709551616", "e99999999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(EventId::parse(text));
  }
  using namespace std::string_literals;
  CHECK_FALSE(EventId::parse("e7\0"s));
}

TEST_CASE("ids order by text and by number, and hash") {
  CHECK(ArticleId("a") < ArticleId("b"));
  CHECK(EventId(2) < EventId(10));
  const std::unordered_set<ArticleId> articles{ArticleId("a"), ArticleId("a"), ArticleId("b")};
  CHECK(articles.size() == 2);
  const std::unordered_set<EventId> events{EventId(1), EventId(1), EventId(2)};
  CHECK(events.size() == 2);
  CHECK(ArticleId().empty());
}

TEST_CASE("the less is known of a date, the wider its uncertainty") {
  CHECK(uncertainty(DatePrecision::second) == std::chrono::seconds{0});
  CHECK(uncertainty(DatePrecision::minute) == std::chrono::seconds{60});
  CHECK(uncertainty(DatePrecision::day) == std::chrono::seconds{86'400});
  CHECK(uncertainty(DatePrecision::unknown) == std::chrono::seconds::max());
}

TEST_CASE("the inline executor runs once, here") {
  InlineExecutor executor;
  int calls = 0;
  executor.run([&](std::size_t worker) {
    CHECK(worker == 0);
    ++calls;
  });
  CHECK(calls == 1);
  CHECK(executor.width() == 1);
}

TEST_CASE("the machine's clock does not run backwards, a manual one stands") {
  const SystemClock system;
  const Timestamp before = system.now();
  CHECK(system.now() >= before);
  using namespace std::chrono;
  CHECK(before > Timestamp{sys_days{2024y / January / 1}});

  ManualClock manual(Timestamp{hours{1}});
  CHECK(manual.now() == Timestamp{hours{1}});
  manual.set(Timestamp{hours{2}});
  CHECK(manual.now() == Timestamp{hours{2}});
}

}  // namespace
}  // namespace newsloom
