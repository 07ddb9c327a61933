#include "newsloom/attribution/registry.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "attribution/default_outlets.hpp"
#include "attribution/domain.hpp"
#include "attribution/names.hpp"

namespace newsloom::attribution {

struct OutletRegistry::State {
  using Places = std::map<std::string, std::size_t, std::less<>>;
  std::vector<RegisteredOutlet> outlets;
  std::vector<PublisherFamily> families;
  Places by_domain;
  Places by_name;                                           // folded
  std::map<std::string, std::string, std::less<>> root_of;  // family → its outermost parent
};

namespace {

using State = OutletRegistry::State;

constexpr std::size_t longest_text = 512;  // bytes of a name, domain, family or label

constexpr std::array kind_names{
    std::pair{OutletKind::unknown, std::string_view("unknown")},
    std::pair{OutletKind::newspaper, std::string_view("newspaper")},
    std::pair{OutletKind::magazine, std::string_view("magazine")},
    std::pair{OutletKind::broadcaster, std::string_view("broadcaster")},
    std::pair{OutletKind::website, std::string_view("website")},
    std::pair{OutletKind::wire, std::string_view("wire")},
    std::pair{OutletKind::agency, std::string_view("agency")},
    std::pair{OutletKind::government, std::string_view("government")},
    std::pair{OutletKind::blog, std::string_view("blog")},
    std::pair{OutletKind::press_release, std::string_view("press_release")},
};

Error bad(std::string message) { return {ErrorCode::invalid_registry, std::move(message), {}}; }

std::string quoted(std::string_view text) {
  constexpr std::size_t shown = 80;
  return "\"" + std::string(text.substr(0, shown)) + (text.size() > shown ? "…\"" : "\"");
}

bool is_country(std::string_view code) {
  return code.empty() || (code.size() == 2 &&
                          std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; }));
}

bool is_plain_host(std::string_view host) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  return !host.empty() && std::ranges::all_of(host, is_plain) &&
         host.find("..") == std::string_view::npos;
}

// A primary subtag, perhaps with more behind it: "pt-BR".
bool is_language(std::string_view tag) {
  const std::string_view primary = tag.substr(0, tag.find('-'));
  const auto is_tag_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  return tag.empty() || (primary.size() >= 2 && primary.size() <= 3 && tag.size() <= 35 &&
                         std::ranges::all_of(tag, is_tag_letter));
}

result<void> check_lengths(const RegisteredOutlet& outlet) {
  std::vector<std::string_view> texts{outlet.name, outlet.family};
  texts.insert(texts.end(), outlet.domains.begin(), outlet.domains.end());
  texts.insert(texts.end(), outlet.names.begin(), outlet.names.end());
  for (const auto& [label, value] : outlet.labels) {
    texts.push_back(label);
    texts.push_back(value);
  }
  const bool too_long =
      std::ranges::any_of(texts, [](std::string_view text) { return text.size() > longest_text; });
  if (too_long) return bad("outlet " + quoted(outlet.name) + " has a text of more than 512 bytes");
  return {};
}

result<void> check_facts(const RegisteredOutlet& outlet) {
  if (auto lengths = check_lengths(outlet); !lengths) return lengths;
  if (outlet.name.empty()) {
    return bad("an outlet without a name" +
               (outlet.domains.empty() ? std::string() : " (" + outlet.domains.front() + ")"));
  }
  if (outlet.domains.empty()) return bad("outlet " + quoted(outlet.name) + " has no domain");
  if (!is_country(outlet.country)) {
    return bad("outlet " + quoted(outlet.name) + ": country " + quoted(outlet.country) +
               " is not a code of two capital letters");
  }
  if (!is_language(outlet.language)) {
    return bad("outlet " + quoted(outlet.name) + ": language " + quoted(outlet.language) +
               " is not a BCP-47 tag");
  }
  for (const std::string& domain : outlet.domains) {
    if (!is_plain_host(domain) || registrable_domain(domain, true) != domain) {
      return bad("outlet " + quoted(outlet.name) + ": " + quoted(domain) +
                 " is not a registrable domain in lower-case ASCII");
    }
  }
  return {};
}

// Enters a domain or name of outlet `place`.
result<void> claim(const State& state, State::Places& places, const std::string& key,
                   std::size_t place, std::string_view what) {
  const auto [entry, is_new] = places.emplace(key, place);
  if (is_new || entry->second == place) return {};
  return bad("two outlets claim the " + std::string(what) + " " + quoted(key) + ": " +
             quoted(state.outlets[entry->second].name) + " and " +
             quoted(state.outlets[place].name));
}

// "The Times", "Daily Star": many papers' name, so nobody's unless `names` says it again.
bool is_shared_name(std::string_view name) {
  std::string label = id_of_name(name, longest_text);
  std::erase(label, ' ');
  return !label.empty() && is_generic_label(label);
}

result<void> enter_outlets(State& state) {
  for (std::size_t i = 0; i < state.outlets.size(); ++i) {
    const RegisteredOutlet& outlet = state.outlets[i];
    if (auto facts = check_facts(outlet); !facts) return facts;
    for (const std::string& domain : outlet.domains) {
      if (auto claimed = claim(state, state.by_domain, domain, i, "domain"); !claimed) {
        return claimed;
      }
    }
    std::vector<std::string> names = outlet.names;
    if (!is_shared_name(outlet.name)) names.push_back(outlet.name);
    for (const std::string& name : names) {
      const std::string id = id_of_name(name, longest_text);
      if (id.empty()) return bad("outlet " + quoted(outlet.name) + ": a name that says nothing");
      if (auto claimed = claim(state, state.by_name, id, i, "name"); !claimed) return claimed;
    }
  }
  return {};
}

// The outermost family of each; each chain is walked once.
result<void> follow_families(State& state) {
  std::map<std::string, std::string, std::less<>> parents;
  for (const PublisherFamily& family : state.families) {
    if (family.id.empty()) return bad("a family without an id");
    if (!parents.emplace(family.id, family.parent).second) {
      return bad("two families have the id " + quoted(family.id));
    }
  }
  for (const auto& [start, unused] : parents) {
    std::vector<std::string> chain;
    std::set<std::string> seen;
    std::string at = start;
    for (;;) {
      if (const auto known = state.root_of.find(at); known != state.root_of.end()) {
        at = known->second;
        break;
      }
      chain.push_back(at);
      if (!seen.insert(at).second) {
        std::string way;
        for (const std::string& id : chain) way += (way.empty() ? "" : " → ") + id;
        return bad("family " + quoted(at) + " leads back to itself: " + way);
      }
      const auto parent = parents.find(at);
      if (parent == parents.end() || parent->second.empty()) break;
      at = parent->second;
    }
    for (const std::string& id : chain) state.root_of.emplace(id, at);
  }
  return {};
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// A line of default_outlets.hpp.
RegisteredOutlet parse_line(std::string_view line) {
  std::array<std::string_view, 7> fields;
  for (std::string_view& field : fields) {
    const std::size_t end = std::min(line.find('|'), line.size());
    field = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  RegisteredOutlet outlet;
  outlet.domains = split(fields[0], ',');
  outlet.name = fields[1];
  outlet.names = split(fields[2], '/');
  outlet.family = fields[3];
  outlet.country = fields[4];
  outlet.language = fields[5];
  outlet.kind = parse_outlet_kind(fields[6]).value_or(OutletKind::unknown);
  return outlet;
}

}  // namespace

std::string_view to_string(OutletKind kind) noexcept {
  const auto* found =
      std::ranges::find(kind_names, kind, [](const auto& entry) { return entry.first; });
  return found == kind_names.end() ? "unknown" : found->second;
}

std::optional<OutletKind> parse_outlet_kind(std::string_view text) noexcept {
  const auto* found =
      std::ranges::find(kind_names, text, [](const auto& entry) { return entry.second; });
  if (found == kind_names.end()) return std::nullopt;
  return found->first;
}

OutletRegistry::OutletRegistry() : state_(std::make_shared<State>()) {}

const OutletRegistry& OutletRegistry::built_in() {
  static const OutletRegistry registry = [] {
    std::vector<RegisteredOutlet> outlets;
    for (const std::string_view table : default_outlets) {
      for (const std::string& line : split(table, '\n')) outlets.push_back(parse_line(line));
    }
    auto made = create(std::move(outlets));
    return made ? *std::move(made) : OutletRegistry();  // a test sees that it is made
  }();
  return registry;
}

result<OutletRegistry> OutletRegistry::create(std::vector<RegisteredOutlet> outlets,
                                              std::vector<PublisherFamily> families) {
  if (!name_tables_usable() || !domain_tables_usable()) {
    return Error{ErrorCode::not_found, "ICU or libpsl was built without its data", {}};
  }
  auto state = std::make_shared<State>();
  state->outlets = std::move(outlets);
  state->families = std::move(families);
  if (auto entered = enter_outlets(*state); !entered) return entered.error();
  if (auto followed = follow_families(*state); !followed) return followed.error();
  return OutletRegistry(std::move(state));
}

result<OutletRegistry> OutletRegistry::extended_by(const OutletRegistry& users) const {
  const State& theirs = *users.state_;
  std::vector<RegisteredOutlet> outlets = theirs.outlets;
  for (RegisteredOutlet ours : state_->outlets) {
    std::erase_if(ours.domains,
                  [&](const auto& domain) { return theirs.by_domain.contains(domain); });
    const auto is_taken = [&](const std::string& name) {
      return theirs.by_name.contains(id_of_name(name, longest_text));
    };
    std::erase_if(ours.names, is_taken);
    if (is_taken(ours.name))
      ours.name = ours.domains.empty() ? std::string() : ours.domains.front();
    if (!ours.domains.empty()) outlets.push_back(std::move(ours));
  }
  std::vector<PublisherFamily> families = theirs.families;
  for (const PublisherFamily& ours : state_->families) {
    const bool is_replaced = std::ranges::count(theirs.families, ours.id, &PublisherFamily::id) > 0;
    if (!is_replaced) families.push_back(ours);
  }
  return create(std::move(outlets), std::move(families));
}

const RegisteredOutlet* OutletRegistry::find_domain(std::string_view domain) const noexcept {
  const auto found = state_->by_domain.find(domain);
  return found == state_->by_domain.end() ? nullptr : &state_->outlets[found->second];
}

const RegisteredOutlet* OutletRegistry::find_name(std::string_view folded_name) const noexcept {
  const auto found = state_->by_name.find(folded_name);
  return found == state_->by_name.end() ? nullptr : &state_->outlets[found->second];
}

std::string_view OutletRegistry::family_of(const RegisteredOutlet& outlet) const noexcept {
  const auto found = state_->root_of.find(outlet.family);
  return found == state_->root_of.end() ? std::string_view(outlet.family) : found->second;
}

const std::vector<RegisteredOutlet>& OutletRegistry::outlets() const noexcept {
  return state_->outlets;
}
const std::vector<PublisherFamily>& OutletRegistry::families() const noexcept {
  return state_->families;
}

}  // namespace newsloom::attribution
