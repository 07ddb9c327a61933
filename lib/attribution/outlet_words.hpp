// newsloom attribution: the closed lists behind the outlet rules. Lower case; those of domains are
// sorted.
#pragma once

#include <string_view>

namespace newsloom::attribution {

/// Registrable domains that show or forward other outlets' articles. In: feed proxies, aggregators,
/// link shorteners, archives, social networks. Not in: portals with a newsroom (yahoo.com,
/// aol.com). Every google.* is one too (see domain.cpp).
inline constexpr std::string_view carriers[] = {
    "ampproject.org",
    "apple.news",
    "archive.is",
    "archive.org",
    "archive.ph",
    "archive.today",
    "bing-amp.com",
    "bing.com",
    "bit.ly",
    "buff.ly",
    "dailyhunt.in",
    "dlvr.it",
    "facebook.com",
    "feedburner.com",
    "feedly.com",
    "feedsportal.com",
    "flip.it",
    "flipboard.com",
    "ground.news",
    "inoreader.com",
    "instagram.com",
    "linkedin.com",
    "lnkd.in",
    "msn.com",
    "newsbreak.com",
    "newsnow.co.uk",
    "newsnow.com",
    "ow.ly",
    "pressreader.com",
    "reddit.com",
    "rss.app",
    "smartnews.com",
    "t.co",
    "t.me",
    "telegram.me",
    "threads.net",
    "tinyurl.com",
    "toutiao.com",
    "translate.goog",
    "trib.al",
    "twitter.com",
    "upday.com",
    "x.com",
    "youtu.be",
    "youtube.com",
};

/// Domains whose subdomains are publications of their own (blogs, and go.com with ABC News and
/// ESPN) and which the Public Suffix List built into Debian 12's libpsl does not know as suffixes.
inline constexpr std::string_view platforms[] = {
    "beehiiv.com",     "blogspot.com", "disqus.com",    "ghost.io",     "go.com",
    "livejournal.com", "medium.com",   "over-blog.com", "substack.com", "tumblr.com",
    "typepad.com",     "weebly.com",   "wordpress.com",
};

/// Suffixes that name no place on the public internet (RFC 6761, RFC 6762, RFC 8375, ICANN's
/// "internal"). ".example" and ".test" are left usable: invented outlets live there.
inline constexpr std::string_view private_suffixes[] = {
    "alt",     "arpa", "corp",  "home",        "internal",
    "invalid", "lan",  "local", "localdomain", "localhost",
};

/// Words that unrelated newspapers and stations share. A domain label that is a row of such words
/// ("thedailystar", "daily-news") proves no common owner: independent.co.uk is not independent.ie.
inline constexpr std::string_view generic_words[] = {
    "abc",       "advertiser", "advocate",  "africa",   "agency",        "aktuell",
    "america",   "argus",      "asia",      "banner",   "blog",          "breaking",
    "bulletin",  "business",   "call",      "canada",   "capital",       "cbc",
    "channel",   "chronicle",  "citizen",   "city",     "comercio",      "correo",
    "courier",   "daily",      "day",       "democrat", "diario",        "dispatch",
    "dnevnik",   "eagle",      "east",      "echo",     "economy",       "eco",
    "enquirer",  "europe",     "evening",   "examiner", "express",       "fakty",
    "financial", "free",       "gazeta",    "gazette",  "globe",         "guardian",
    "hebdo",     "herald",     "heraldo",   "heute",    "home",          "independent",
    "index",     "india",      "info",      "inquirer", "international", "item",
    "journal",   "kurier",     "leader",    "ledger",   "life",          "live",
    "local",     "mail",       "media",     "mercury",  "metro",         "mirror",
    "money",     "monitor",    "morning",   "mundo",    "nacion",        "nation",
    "national",  "net",        "network",   "new",      "news",          "newspaper",
    "north",     "nova",       "now",       "observer", "online",        "pais",
    "paper",     "periodico",  "pioneer",   "politics", "portal",        "post",
    "pravda",    "prensa",     "press",     "radio",    "razon",         "record",
    "register",  "report",     "reporter",  "republic", "republica",     "review",
    "sbs",       "sentinel",   "sky",       "south",    "spectator",     "sport",
    "sports",    "standard",   "star",      "state",    "sun",           "sunday",
    "tageblatt", "tech",       "telegraph", "tiempo",   "time",          "times",
    "today",     "tribune",    "tribuna",   "union",    "universal",     "update",
    "verdad",    "voice",      "voz",       "week",     "weekly",        "west",
    "world",     "zeitung",
};
/// Articles and fillers that may stand between them.
inline constexpr std::string_view generic_fillers[] = {
    "al", "and", "das", "der", "die", "el", "la", "le", "my", "of", "the", "tv", "us", "uk", "24",
};

/// Given names that say "I don't know", folded.
inline constexpr std::string_view unknown_names[] = {"n/a", "none", "null", "undefined", "unknown"};

}  // namespace newsloom::attribution
