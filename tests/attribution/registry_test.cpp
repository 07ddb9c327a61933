#include "newsloom/attribution/registry.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using namespace newsloom::attribution;
using newsloom::ErrorCode;

RegisteredOutlet outlet(const std::string& name, std::vector<std::string> domains,
                        const std::string& family = {}) {
  RegisteredOutlet made;
  made.name = name;
  made.domains = std::move(domains);
  made.family = family;
  return made;
}

std::string refusal(std::vector<RegisteredOutlet> outlets,
                    std::vector<PublisherFamily> families = {}) {
  const auto made = OutletRegistry::create(std::move(outlets), std::move(families));
  REQUIRE_FALSE(made.has_value());
  CHECK(made.error().code == ErrorCode::invalid_registry);
  return made.error().message;
}

bool says(const std::string& message, std::string_view what) {
  CAPTURE(message);
  return message.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("the built-in registry is made, and its facts are well-formed") {
  const OutletRegistry& known = OutletRegistry::built_in();
  CHECK(known.outlets().size() > 500);
  for (const RegisteredOutlet& one : known.outlets()) {
    CAPTURE(one.name);
    CHECK(one.kind != OutletKind::unknown);
    CHECK(one.country.size() == 2);
    CHECK_FALSE(one.language.empty());
    CHECK(one.labels.empty());  // no ratings
  }
  REQUIRE(known.find_domain("reuters.com") != nullptr);
  CHECK(known.find_domain("reuters.com") == known.find_name("thomson reuters"));
  CHECK(known.find_domain("example.com") == nullptr);
  CHECK(known.family_of(*known.find_domain("bbc.com")) ==
        known.family_of(*known.find_domain("bbc.co.uk")));
}

TEST_CASE("two outlets cannot claim one domain or one name") {
  const std::string domain =
      refusal({outlet("One", {"one.example", "both.example"}), outlet("Two", {"both.example"})});
  CHECK(says(domain, "both.example"));
  CHECK(says(domain, "\"One\" and \"Two\""));
  CHECK(says(refusal({outlet("Posten", {"a.example"}), outlet("The POSTEN", {"b.example"})}),
             "name \"posten\""));
  // What many papers are called is nobody's name.
  CHECK(OutletRegistry::create(
            {outlet("The Times", {"a.example"}), outlet("The Times", {"b.example"})})
            .has_value());
}

TEST_CASE("families are followed to the outermost, and never in a circle") {
  const auto made =
      OutletRegistry::create({outlet("One", {"one.example"}, "local")},
                             {{"local", "Local", "group"}, {"group", "Group", "holding"}})
          .value();
  CHECK(made.family_of(*made.find_domain("one.example")) == "holding");
  const std::string circle = refusal({}, {{"a", "", "b"}, {"b", "", "c"}, {"c", "", "a"}});
  CHECK(says(circle, "a → b → c → a"));
  CHECK(says(refusal({}, {{"a", "", "a"}}), "a → a"));
  CHECK(says(refusal({}, {{"a", "", ""}, {"a", "", ""}}), "two families"));
}

TEST_CASE("facts that cannot be are refused, naming the outlet") {
  CHECK(says(refusal({outlet("", {"one.example"})}), "one.example"));
  CHECK(says(refusal({outlet("One", {})}), "no domain"));
  for (const char* domain : {"www.one.example", "ONE.example", "localhost", "co.uk", "", "a b.com",
                             "https://one.example", "one"}) {
    CAPTURE(domain);
    CHECK(says(refusal({outlet("One", {domain})}), "registrable"));
  }
  RegisteredOutlet one = outlet("One", {"one.example"});
  one.country = "Germany";
  CHECK(says(refusal({one}), "country"));
  one.country = "DE";
  one.language = "German!";
  CHECK(says(refusal({one}), "language"));
  one.language = "de-AT";
  one.names = {"-"};
  CHECK(says(refusal({one}), "says nothing"));
  one.names = {std::string(600, 'x')};
  CHECK(says(refusal({one}), "512"));
}

TEST_CASE("a user's registry goes before: domains, names and families move to it") {
  RegisteredOutlet mine = outlet("My Reuters", {"reuters.com"}, "mine");
  mine.names = {"AP"};
  mine.labels = {{"quality", "high"}};
  const auto users = OutletRegistry::create({mine}, {{"mine", "", "holding"}}).value();
  const auto both = OutletRegistry::built_in().extended_by(users).value();
  CHECK(both.find_domain("reuters.com")->labels.at("quality") == "high");
  CHECK(both.find_name("ap")->name == "My Reuters");
  CHECK(both.find_domain("apnews.com")->name == "The Associated Press");
  CHECK(both.find_name("thomson reuters") == nullptr);
  CHECK(both.family_of(*both.find_domain("reuters.com")) == "holding");
  CHECK(both.outlets().size() == OutletRegistry::built_in().outlets().size());
}

TEST_CASE("kinds are read as they are written") {
  for (const OutletKind kind : {OutletKind::unknown, OutletKind::wire, OutletKind::press_release}) {
    CHECK(parse_outlet_kind(to_string(kind)) == kind);
  }
  CHECK_FALSE(parse_outlet_kind("paper").has_value());
  CHECK_FALSE(is_newsroom(OutletKind::government));
  CHECK(is_newsroom(OutletKind::unknown));
}
