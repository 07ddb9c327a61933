#include "newsloom/text/span.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace {

using newsloom::text::Span;

TEST_SUITE("text span") {
  TEST_CASE("a span is a range of bytes of the text it was found in") {
    constexpr std::string_view text = "Port Halden";
    constexpr Span halden{5, 11};
    CHECK(halden.in(text) == "Halden");
    CHECK(halden.size() == 6);
    CHECK(Span{0, 11}.contains(halden));
    CHECK(halden.contains(halden));
    CHECK_FALSE(halden.contains(Span{4, 6}));
    CHECK(Span{}.in(text).empty());
  }
}

}  // namespace
