#include "newsloom/attribution/outlet.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <vector>

#include "attribution/domain.hpp"
#include "attribution/names.hpp"
#include "text/host.hpp"

namespace newsloom::attribution {

using text::host_for_readers;
using text::host_tables_usable;
using text::HostAndPath;
using text::original_host;

struct OutletResolver::State {
  std::map<std::string, Outlet, std::less<>> aliases;        // id → what it stands for, final
  std::map<std::string, std::string, std::less<>> families;  // id → the user's family
  std::set<std::string, std::less<>> carriers;
  std::size_t max_name_bytes = 0;
  OutletRegistry registry;
};

namespace {

using State = OutletResolver::State;

/// What one of the two inputs says before aliases and families.
struct Reading {
  enum class Kind { nothing, domain, carrier, name };
  Kind kind = Kind::nothing;
  std::string id;       // domain or folded name
  std::string display;  // names only
};

Reading read_host(const State& state, const HostAndPath& at) {
  const std::string_view domain = registrable_domain(at.host, !at.has_scheme);
  if (domain.empty()) return {};
  const bool carrier = is_carrier(domain) || state.carriers.contains(domain);
  return {carrier ? Reading::Kind::carrier : Reading::Kind::domain, std::string(domain), {}};
}

Reading read_url(const State& state, std::string_view url) {
  const std::optional<HostAndPath> at = original_host(url);
  return at ? read_host(state, *at) : Reading{};
}

/// What `text` says if it looks like a domain or a URL.
Reading read_domain(const State& state, std::string_view text) {
  const bool may_be_domain =
      text.find('.') != std::string_view::npos && text.find(' ') == std::string_view::npos;
  return may_be_domain ? read_url(state, text) : Reading{};
}

/// A domain or URL where it is one, a name otherwise.
Reading read_given(const State& state, std::string_view given) {
  Reading reading = read_domain(state, given);
  if (reading.kind != Reading::Kind::nothing) return reading;
  std::string name = collapsed(given, state.max_name_bytes);
  std::string id = id_of_name(name, state.max_name_bytes);
  if (id.empty()) return {};
  if (const RegisteredOutlet* registered = state.registry.find_name(id)) {
    return {Reading::Kind::name, registered->domains.front(), std::move(name)};
  }
  // Full-width letters, say, look like a domain only now.
  reading = read_domain(state, id);
  if (reading.kind != Reading::Kind::nothing) return reading;
  return {Reading::Kind::name, std::move(id), std::move(name)};
}

Outlet with_family(const State& state, Reading reading) {
  Outlet outlet;
  const bool is_domain = reading.kind == Reading::Kind::domain;
  const RegisteredOutlet* registered = state.registry.find_domain(reading.id);
  if (registered != nullptr) {
    reading.id = registered->domains.front();
    outlet.kind = registered->kind;
    outlet.country = registered->country;
    outlet.family = state.registry.family_of(*registered);
  }
  const auto family = state.families.find(reading.id);
  if (family != state.families.end()) {
    outlet.family = family->second;
  } else if (outlet.family.empty()) {
    const bool has_domain = is_domain || registered != nullptr;
    outlet.family = has_domain ? std::string(family_of_domain(reading.id)) : reading.id;
  }
  outlet.display = is_domain ? host_for_readers(reading.id) : std::move(reading.display);
  outlet.id = std::move(reading.id);
  return outlet;
}

Outlet finished(const State& state, Reading reading) {
  const auto alias = state.aliases.find(reading.id);
  if (alias != state.aliases.end()) return alias->second;
  return with_family(state, std::move(reading));
}

Error registry_error(std::string message) {
  return Error{ErrorCode::invalid_registry, std::move(message), {}};
}

bool names_outlet(const Reading& reading) {
  return reading.kind == Reading::Kind::domain || reading.kind == Reading::Kind::name;
}

/// The user's aliases by normalised id, not yet followed.
result<std::map<std::string, Reading>> read_aliases(const State& state,
                                                    const OutletOptions& options) {
  std::map<std::string, Reading> aliases;
  for (const auto& [from, to] : options.aliases) {
    Reading source = read_given(state, from);
    Reading target = read_given(state, to);
    if (!names_outlet(source) || !names_outlet(target)) {
      return registry_error("alias \"" + from + "\" -> \"" + to + "\": not an outlet");
    }
    const auto [entry, added] = aliases.emplace(source.id, target);
    if (!added && entry->second.id != target.id) {
      return registry_error("outlet \"" + source.id + "\" has two aliases: \"" + entry->second.id +
                            "\" and \"" + target.id + "\"");
    }
  }
  return aliases;
}

/// Where a chain of aliases ends. Each id is followed once: `ends` remembers. Linear in all.
result<std::map<std::string, Reading>> follow(const std::map<std::string, Reading>& aliases) {
  std::map<std::string, Reading> ends;
  for (const auto& [start, unused] : aliases) {
    std::vector<std::string> chain;
    std::set<std::string> seen;
    Reading at;
    at.id = start;
    for (;;) {
      if (const auto known = ends.find(at.id); known != ends.end()) {
        at = known->second;
        break;
      }
      const auto next = aliases.find(at.id);
      if (next == aliases.end()) break;
      if (!seen.insert(at.id).second) {
        return registry_error("aliases of outlet \"" + at.id + "\" lead back to it");
      }
      chain.push_back(at.id);
      at = next->second;
    }
    for (const std::string& id : chain) ends.emplace(id, at);
  }
  return ends;
}

/// The user's families by the id that remains after aliases.
result<void> read_families(const OutletOptions& options, const std::map<std::string, Reading>& ends,
                           State& state) {
  for (const auto& [name, family] : options.families) {
    Reading outlet = read_given(state, name);
    std::string value = collapsed(family, state.max_name_bytes);
    if (!names_outlet(outlet) || value.empty()) {
      return registry_error("family of \"" + name + "\": not an outlet, or no family given");
    }
    const auto end = ends.find(outlet.id);
    const std::string& id = end == ends.end() ? outlet.id : end->second.id;
    const auto [entry, added] = state.families.emplace(id, value);
    if (!added && entry->second != value) {
      return registry_error("outlet \"" + id + "\" has two families: \"" + entry->second +
                            "\" and \"" + value + "\"");
    }
  }
  return {};
}

}  // namespace

result<OutletResolver> OutletResolver::create(const OutletOptions& options) {
  constexpr std::size_t least_name_bytes = 16;
  constexpr std::size_t most_name_bytes = 4096;
  if (options.max_name_bytes < least_name_bytes || options.max_name_bytes > most_name_bytes) {
    return Error{ErrorCode::invalid_argument, "max_name_bytes is not within 16 to 4096", {}};
  }
  auto state = std::make_shared<State>();
  state->max_name_bytes = options.max_name_bytes;
  // Here rather than at first use: threads that resolve find everything made.
  if (!name_tables_usable() || !domain_tables_usable() || !host_tables_usable()) {
    return Error{ErrorCode::not_found, "ICU or libpsl was built without its data", {}};
  }
  state->registry = options.registry ? *options.registry : OutletRegistry::built_in();
  std::set<std::string, std::less<>> own_carriers;
  for (const std::string& carrier : options.carriers) {
    Reading reading = read_given(*state, carrier);
    if (reading.kind == Reading::Kind::carrier) continue;  // built in
    if (reading.kind != Reading::Kind::domain) {
      return registry_error("carrier \"" + carrier + "\" is not a domain");
    }
    own_carriers.insert(std::move(reading.id));
  }
  state->carriers = std::move(own_carriers);
  const auto aliases = read_aliases(*state, options);
  if (!aliases) return aliases.error();
  const auto ends = follow(*aliases);
  if (!ends) return ends.error();
  if (const auto families = read_families(options, *ends, *state); !families) {
    return families.error();
  }
  for (const auto& [id, end] : *ends) state->aliases.emplace(id, with_family(*state, end));
  return OutletResolver(std::move(state));
}

Outlet OutletResolver::resolve(std::string_view url, std::string_view given) const {
  Reading from_url = read_url(*state_, url);
  const bool url_tells = from_url.kind == Reading::Kind::domain;
  // Most sources give the URL's own domain: nothing more to learn from it.
  const bool given_tells = !given.empty() && !(url_tells && given == from_url.id);
  Reading from_given = given_tells ? read_given(*state_, given) : Reading{};
  if (!url_tells) {
    return names_outlet(from_given) ? finished(*state_, std::move(from_given)) : Outlet{};
  }
  Outlet outlet = finished(*state_, std::move(from_url));
  if (from_given.kind == Reading::Kind::name) outlet.display = std::move(from_given.display);
  return outlet;
}

const OutletRegistry& OutletResolver::registry() const noexcept { return state_->registry; }

}  // namespace newsloom::attribution
