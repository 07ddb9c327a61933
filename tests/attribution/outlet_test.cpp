#include "newsloom/attribution/outlet.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace {

using newsloom::ErrorCode;
using newsloom::attribution::Outlet;
using newsloom::attribution::OutletKind;
using newsloom::attribution::OutletOptions;
using newsloom::attribution::OutletRegistry;
using newsloom::attribution::OutletResolver;

/// The rules alone, without what is known about outlets.
OutletResolver resolver_of(OutletOptions options = {}) {
  if (!options.registry) options.registry = std::make_shared<OutletRegistry>();
  const auto made = OutletResolver::create(options);
  REQUIRE(made.has_value());
  return *made;
}

const OutletResolver& plain() {
  static const OutletResolver resolver = resolver_of();
  return resolver;
}

std::string id_of(std::string_view url, std::string_view given = {}) {
  return plain().resolve(url, given).id;
}

std::string family_of(std::string_view given) { return plain().resolve({}, given).family; }

ErrorCode refusal(const OutletOptions& options) {
  const auto made = OutletResolver::create(options);
  REQUIRE_FALSE(made.has_value());
  return made.error().code;
}

}  // namespace

TEST_CASE("the registrable domain names the outlet, whatever host shows it") {
  CHECK(id_of("https://www.bbc.co.uk/news/world-1") == "bbc.co.uk");
  CHECK(id_of("http://news.bbc.co.uk/2/hi") == "bbc.co.uk");
  CHECK(id_of("https://edition.cnn.com/2024/01/01/x") == "cnn.com");
  CHECK(id_of("https://m.cnn.com") == "cnn.com");
  CHECK(id_of("https://amp.theguardian.com/world") == "theguardian.com");
  CHECK(id_of("https://mobile.nytimes.com?x=1") == "nytimes.com");
  CHECK(id_of("https://es.euronews.com#top") == "euronews.com");
  CHECK(id_of("www.spiegel.de/politik") == "spiegel.de");
  CHECK(id_of("//www.lemonde.fr/a") == "lemonde.fr");
}

TEST_CASE("hosts are read strictly: user, port, case, dots, percent, white space") {
  CHECK(id_of("HTTPS://WWW.BBC.CO.UK./x") == "bbc.co.uk");
  CHECK(id_of("https://user:pass@cnn.com:8443/x") == "cnn.com");
  CHECK(id_of("https://bbc.co.uk@evil.com/") == "evil.com");
  CHECK(id_of("https://evil.com\\@bbc.co.uk/") == "evil.com");
  CHECK(id_of("https://evil.com/@bbc.co.uk") == "evil.com");
  CHECK(id_of("  https://%62bc.co.uk/x \n") == "bbc.co.uk");
  CHECK(id_of("https://cnn.com:/") == "cnn.com");
  for (std::string_view bad :
       {"https://cnn.com:99x/", "https://a..com", "https://.com", "https://", "https://a b.com",
        "mailto:desk@cnn.com", "desk@cnn.com", "ftp://cnn.com/x", "javascript:alert(1)", "urn:a:b",
        "https://%6", "https://\xff\xfe.com", "https://x<y.com", ":", "@", "///", "http:"}) {
    CAPTURE(bad);
    CHECK_FALSE(plain().resolve(bad).known());
  }
  CHECK_FALSE(plain().resolve("https://" + std::string(300, 'a') + ".com").known());
  CHECK_FALSE(plain().resolve("https://" + std::string(1'000'000, 'a') + ".com").known());
}

TEST_CASE("international hosts become ASCII and are shown in their own script") {
  const Outlet outlet = plain().resolve("https://www.MÜNCHNER-blatt.de/x");
  CHECK(outlet.id == "xn--mnchner-blatt-wob.de");
  CHECK(outlet.display == "münchner-blatt.de");
  CHECK(id_of("https://www.xn--mnchner-blatt-wob.de") == outlet.id);
  CHECK(id_of("https://m%C3%BCnchner-blatt.de") == outlet.id);
  CHECK(id_of("https://例え。jp/") == id_of("https://xn--r8jz45g.jp"));
}

TEST_CASE("addresses and hosts without a public suffix are no outlet, unless one is given") {
  for (std::string_view url : {"http://127.0.0.1/x", "http://10.1:80", "http://[2001:db8::1]/x",
                               "http://localhost:8080/", "http://printer.local", "http://co.uk/",
                               "http://a.internal/", "http://0x7f.1", "http://2130706433"}) {
    CAPTURE(url);
    CHECK(plain().resolve(url) == Outlet{});
    CHECK(id_of(url, "Northgate Herald") == "northgate herald");
  }
  CHECK(id_of("https://www.northgate-herald.example/1") == "northgate-herald.example");
}

TEST_CASE("wrappers are opened") {
  for (std::string_view url :
       {"https://www-bbc-com.cdn.ampproject.org/c/s/www.bbc.com/news/1",
        "https://cdn.ampproject.org/v/s/www.bbc.com/news/1?amp_js_v=1",
        "https://www-bbc-com.cdn.ampproject.org/", "https://www.google.com/amp/s/www.bbc.com/x",
        "https://www.google.co.uk/amp/www.bbc.com/x", "https://www-bbc-com.translate.goog/news",
        "https://web.archive.org/web/2016/http://www.bbc.com/x",
        "https://web.archive.org/web/2016id_/https:/www.bbc.com/x",
        "https://web.archive.org/web/2016/https://www.google.com/amp/s/www.bbc.com/x"}) {
    CAPTURE(url);
    CHECK(id_of(url) == "bbc.com");
  }
  CHECK(id_of("https://my--paper-co-uk.cdn.ampproject.org/") == "my-paper.co.uk");
  CHECK(id_of("https://cdn.ampproject.org/") == "");
}

TEST_CASE("carriers do not identify: the given outlet does") {
  CHECK(id_of("https://feeds.feedburner.com/x") == "");
  CHECK(id_of("https://news.google.com/rss/articles/x", "BBC News") == "bbc news");
  CHECK(id_of("https://www.msn.com/en-us/news/x", "www.cnn.com") == "cnn.com");
  CHECK(id_of("https://t.co/abc", "msn.com") == "");
  OutletOptions options;
  options.carriers = {"www.Wire-Hub.com"};
  const OutletResolver resolver = resolver_of(options);
  CHECK(resolver.resolve("https://a.wire-hub.com/1", "Le Monde").id == "le monde");
  options.carriers = {"no domain"};
  CHECK(refusal(options) == ErrorCode::invalid_registry);
}

TEST_CASE("below a private suffix or a platform the blog is the outlet") {
  CHECK(id_of("https://www.anna.blogspot.com/2020") == "anna.blogspot.com");
  CHECK(id_of("https://anna.wordpress.com/1") == "anna.wordpress.com");
  CHECK(id_of("https://anna.substack.com/p/1") == "anna.substack.com");
  CHECK(id_of("https://wordpress.com/x") == "wordpress.com");
  CHECK(id_of("https://www.wordpress.com/x") == "wordpress.com");
  CHECK(id_of("https://www.blogspot.com/x") == "blogspot.com");
  CHECK(id_of("https://blogspot.com/x") == "blogspot.com");
  CHECK(id_of("https://abcnews.go.com/x") == "abcnews.go.com");
  CHECK(family_of("anna.blogspot.com") == "anna.blogspot.com");
  CHECK(family_of("anna.wordpress.com") != family_of("anna.substack.com"));
}

TEST_CASE("a given domain is normalised like a host, a given name is folded") {
  CHECK(id_of("", "www.BBC.co.uk") == "bbc.co.uk");
  CHECK(id_of("", "https://www.bbc.co.uk/news") == "bbc.co.uk");
  CHECK(id_of("", "  The  New\tYork\u00a0TIMES ") == "new york times");
  CHECK(id_of("", "ＢＢＣ　Ｎｅｗｓ") == "bbc news");
  CHECK(id_of("", "朝日新聞") == "朝日新聞");
  CHECK(id_of("", "St.Louis") == "st.louis");
  CHECK(id_of("", "Dr. No") == "dr. no");
  CHECK(id_of("", "the") == "the");
  CHECK(plain().resolve("", " The  New York Times").display == "The New York Times");
  for (std::string_view nothing : {"", " ", "-", "Unknown", "N/A", "none", "\t\n", "..", "—"}) {
    CAPTURE(nothing);
    CHECK(plain().resolve("", nothing) == Outlet{});
  }
}

TEST_CASE("what the registry knows: names and domains are one outlet, publishers one family") {
  const OutletResolver known = OutletResolver::create().value();
  CHECK(known.resolve("https://www.nyti.ms/x").id == "nytimes.com");
  CHECK(known.resolve("", "  The  New\tYork\u00a0TIMES ").id == "nytimes.com");
  CHECK(known.resolve("", "The New York Times").display == "The New York Times");
  CHECK(known.resolve("", "BBC").family == "bbc");
  CHECK(known.resolve("https://www.bbc.com/x").id == "bbc.com");
  CHECK(known.resolve("https://www.bbc.com/x").family ==
        known.resolve("https://www.bbc.co.uk/x").family);
  CHECK(known.resolve("https://www.thesun.co.uk").family ==
        known.resolve("https://www.thetimes.co.uk").family);
  CHECK(known.resolve("", "Reuters").kind == OutletKind::wire);
  CHECK(known.resolve("https://www.lemonde.fr/x").country == "FR");
  CHECK(known.resolve("https://www.prnewswire.com/x").kind == OutletKind::press_release);
  CHECK(known.resolve("https://unheard-of.example/x").kind == OutletKind::unknown);
  CHECK(known.resolve("", "The Times").family == "times");  // many papers' name
  OutletOptions mine;
  mine.families = {{"bbc.com", "mine"}};
  CHECK(resolver_of(mine).resolve("https://bbc.com").family == "mine");
  CHECK(known.resolve("https://news.example.co.za/x").id == "example.co.za");
}

TEST_CASE("the URL wins over what is given, which is then only shown") {
  const Outlet outlet = plain().resolve("https://www.nytimes.com/x", "The New York Times");
  CHECK(outlet.id == "nytimes.com");
  CHECK(outlet.display == "The New York Times");
  CHECK(id_of("https://www.nytimes.com/x", "cnn.com") == "nytimes.com");
  CHECK(plain().resolve("https://www.nytimes.com/x", "cnn.com").display == "nytimes.com");
}

TEST_CASE("one label under several country suffixes is one family, unless anyone may have it") {
  CHECK(family_of("bbc.co.uk") == "bbc");
  CHECK(family_of("bbc.com") == "bbc");
  CHECK(family_of("BBC") == "bbc");
  CHECK(family_of("huffpost.com") == family_of("huffpost.fr"));
  for (std::string_view shared :
       {"independent.co.uk", "abc.es", "thestar.com.my", "dailystar.co.uk", "daily-news.com",
        "elpais.com.uy", "news.com.au", "dn.se", "thetimes.co.uk", "pravda.sk"}) {
    CAPTURE(shared);
    CHECK(family_of(shared) == shared);
  }
}

TEST_CASE("the user's aliases and families are followed") {
  OutletOptions options;
  options.aliases = {{"Beeb", "www.bbc.co.uk"}, {"old-beeb.com", "beeb"}};
  options.families = {{"The Times", "News UK"}, {"thetimes.co.uk", "News UK"}};
  const OutletResolver resolver = resolver_of(options);
  CHECK(resolver.resolve("https://old-beeb.com/1").id == "bbc.co.uk");
  CHECK(resolver.resolve("https://old-beeb.com/1").family == "bbc");
  CHECK(resolver.resolve("", "BEEB").display == "bbc.co.uk");
  CHECK(resolver.resolve("", "the times").family == "News UK");
  CHECK(resolver.resolve("https://www.thetimes.co.uk").family == "News UK");
  CHECK(resolver.resolve("https://www.thesun.co.uk").family == "thesun.co.uk");
}

TEST_CASE("a registry that contradicts itself is refused and says where") {
  OutletOptions cycle;
  cycle.aliases = {{"a.com", "b.com"}, {"b.com", "c.com"}, {"c.com", "a.com"}};
  CHECK(refusal(cycle) == ErrorCode::invalid_registry);
  OutletOptions self;
  self.aliases = {{"a.com", "www.a.com"}};
  CHECK(refusal(self) == ErrorCode::invalid_registry);
  OutletOptions two;
  two.families = {{"a.com", "x"}, {"www.a.com", "y"}};
  CHECK(refusal(two) == ErrorCode::invalid_registry);
  CHECK(OutletResolver::create(two).error().message.find("a.com") != std::string::npos);
  OutletOptions through_alias;
  through_alias.aliases = {{"a.com", "b.com"}};
  through_alias.families = {{"a.com", "x"}, {"b.com", "y"}};
  CHECK(refusal(through_alias) == ErrorCode::invalid_registry);
  OutletOptions two_aliases;
  two_aliases.aliases = {{"a.com", "b.com"}, {"A.com", "c.com"}};
  CHECK(refusal(two_aliases) == ErrorCode::invalid_registry);
  OutletOptions empty;
  empty.families = {{"", "x"}};
  CHECK(refusal(empty) == ErrorCode::invalid_registry);
  OutletOptions number;
  number.max_name_bytes = 3;
  CHECK(refusal(number) == ErrorCode::invalid_argument);
}

TEST_CASE("regression: libpsl takes any name under an unlisted top-level m for a suffix") {
  CHECK(id_of("https://www.paper.m/x") == "paper.m");
  CHECK(plain().resolve("https://www.paper.m/x").family == "paper.m");
}

TEST_CASE("an id resolves to itself") {
  for (std::string_view given :
       {"www.bbc.co.uk", "The The", "Straße", "münchner-blatt.de", "ﬁn", "anna.substack.com",
        "The New York Times", "a\u200bb", "the the times", "https://paper.unlisted/",
        "https://www.paper.m/x", "ｂｂｃ．ｃｏｍ", "The bbc.com"}) {
    CAPTURE(given);
    const Outlet once = plain().resolve({}, given);
    const Outlet twice = plain().from_id(once.id);
    CHECK(once.id == twice.id);
    CHECK(once.family == twice.family);
  }
}

TEST_CASE("hostile names stay bounded and valid") {
  const std::string spaces(1'000'000, ' ');
  CHECK(plain().resolve("", spaces + "x").id.size() <= 256);
  std::string umlauts;
  for (int i = 0; i < 1000; ++i) umlauts += "ü";
  const Outlet outlet = plain().resolve("", "a" + umlauts);
  CHECK(outlet.id.size() == 255);  // a and 127 whole characters
  CHECK(plain().resolve("", std::string("a\0b", 3)).id == "a b");
  CHECK(plain()
            .resolve("",
                     "a\xff"
                     "b")
            .id == "a\uFFFDb");
}

TEST_CASE("resolve may run in many threads [threads]") {
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&wrong, t] {
      for (int i = 0; i < 500; ++i) {
        if (id_of("https://www.bbc.co.uk/x", "ÄBC") != "bbc.co.uk") ++wrong[t];
        if (id_of("https://münchner.de/x") != "xn--mnchner-n2a.de") ++wrong[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int count : wrong) CHECK(count == 0);
}
