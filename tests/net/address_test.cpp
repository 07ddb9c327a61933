#include "newsloom/net/address.hpp"

#include <doctest/doctest.h>

namespace newsloom::net {
namespace {

TEST_CASE("only addresses of the public internet are public, whatever form they hide in") {
  for (const char* text :
       {"127.0.0.1",        "127.255.0.3",     "0.0.0.0",         "10.0.0.1",      "172.16.0.1",
        "172.31.255.255",   "192.168.1.1",     "169.254.169.254", "100.64.0.1",    "192.0.2.4",
        "198.18.0.1",       "224.0.0.1",       "255.255.255.255", "::1",           "::",
        "fe80::1",          "fc00::1",         "fd12::1",         "ff02::1",       "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1",
        "::127.0.0.1"}) {
    CAPTURE(text);
    const auto address = Address::parse(text);
    REQUIRE(address);
    CHECK_FALSE(is_public(*address));
  }
  for (const char* text : {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1", "::ffff:8.8.8.8",
                           "64:ff9b::808:808"}) {
    CAPTURE(text);
    const auto address = Address::parse(text);
    REQUIRE(address);
    CHECK(is_public(*address));
  }
}

TEST_CASE("what is no usual form is no address") {
  for (const char* text :
       {"", "127.1", "0x7f.0.0.1", "2130706433", "1.2.3.4.5", "localhost", ":::"}) {
    CAPTURE(text);
    CHECK_FALSE(Address::parse(text));
  }
}

TEST_CASE("networks are allowed by name, and nothing else is") {
  AddressPolicy policy;
  policy.allowed = {"10.1.0.0/16", "::1", "nonsense", "10.2.0.0/99"};
  CHECK(policy.allows(*Address::parse("10.1.255.3")));
  CHECK(policy.allows(*Address::parse("::1")));
  CHECK_FALSE(policy.allows(*Address::parse("10.2.0.1")));
  CHECK_FALSE(policy.allows(*Address::parse("127.0.0.1")));
  CHECK(policy.allows_port(443));
  CHECK_FALSE(policy.allows_port(22));
}

}  // namespace
}  // namespace newsloom::net
