// newsloom attribution: what is known about outlets: names, domains, publishers, countries, kinds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsloom/error.hpp"

namespace newsloom::attribution {

enum class OutletKind : std::uint8_t {
  unknown,
  newspaper,
  magazine,
  broadcaster,
  website,     ///< a newsroom that is online only
  wire,        ///< sells its reports to newsrooms all over the world
  agency,      ///< a country's or a field's news agency
  government,  ///< an authority that publishes about itself: no newsroom
  blog,
  press_release,  ///< distributes what others pay for: no newsroom
};
/// As written in this header.
[[nodiscard]] std::string_view to_string(OutletKind kind) noexcept;
/// What `to_string` wrote; nothing else.
[[nodiscard]] std::optional<OutletKind> parse_outlet_kind(std::string_view text) noexcept;
/// Whether articles of such an outlet are reports of a newsroom. Unknown ones are.
[[nodiscard]] constexpr bool is_newsroom(OutletKind kind) noexcept {
  return kind != OutletKind::government && kind != OutletKind::press_release;
}
/// Whether other outlets print its texts and say so.
[[nodiscard]] constexpr bool is_agency(OutletKind kind) noexcept {
  return kind == OutletKind::wire || kind == OutletKind::agency ||
         kind == OutletKind::press_release;
}

/// Facts about one outlet. A plain value; everything but name and domains may be unknown, which is
/// empty.
struct RegisteredOutlet {
  std::string name;  ///< "The New York Times"; given as an outlet it means this one,
                     ///< unless unrelated papers share it ("The Times")
  std::vector<std::string> domains;  ///< registrable domains; the first is the outlet's id
  std::vector<std::string> names;    ///< others that mean this one: "AP"
  std::string family;                ///< publisher family's id
  std::string country;               ///< ISO 3166-1: "GB"; of its newsroom
  std::string language;              ///< BCP-47, the main one
  OutletKind kind = OutletKind::unknown;
  /// A user's own words about it (a rating of bias or quality, an owner): attached, shown, and used
  /// for nothing. The built-in registry has none.
  std::map<std::string, std::string> labels;

  friend bool operator==(const RegisteredOutlet&, const RegisteredOutlet&) = default;
};

/// A publisher, or a group of publishers.
struct PublisherFamily {
  std::string id;
  std::string name;
  std::string parent;  ///< the family it belongs to; empty: none

  friend bool operator==(const PublisherFamily&, const PublisherFamily&) = default;
};

/// A checked set of outlets. Immutable; copies share one state, so it is cheap to copy and safe to
/// use in any number of threads.
class OutletRegistry {
 public:
  /// Knows nothing.
  OutletRegistry();

  /// Facts of a few hundred outlets that come with the library
  /// (lib/attribution/default_outlets.hpp): national papers and broadcasters, the wires and most
  /// national agencies, press-release services. Facts only: no rating, no owner beyond the
  /// publisher family.
  [[nodiscard]] static const OutletRegistry& built_in();

  /// Checks outlets and families. Families that outlets or parents name need no entry of their own.
  /// Errors, all `invalid_registry`, each naming the outlet or family: no name, no domain, a domain
  /// that is none or not a registrable one, two outlets claiming one domain or one name (compared
  /// as `OutletResolver` compares names), two families with one id, families that lead back to
  /// themselves, a country or language that is no code, a text of more than 512 bytes.
  /// O(n log n).
  [[nodiscard]] static result<OutletRegistry> create(std::vector<RegisteredOutlet> outlets,
                                                     std::vector<PublisherFamily> families = {});

  /// This registry with a user's on top: what that one says of a domain, name or family holds, and
  /// an outlet all of whose domains it takes is gone. Errors: as `create`.
  [[nodiscard]] result<OutletRegistry> extended_by(const OutletRegistry& users) const;

  /// The outlet with this registrable domain; null if there is none. The pointer lives as long as
  /// any copy of the registry. O(log n).
  [[nodiscard]] const RegisteredOutlet* find_domain(std::string_view domain) const noexcept;
  /// The outlet of this name, folded as `OutletResolver` folds names ("new york times").
  [[nodiscard]] const RegisteredOutlet* find_name(std::string_view folded_name) const noexcept;
  /// The outermost family of an outlet of this registry: of its family the parent, of that the
  /// parent, and so on; empty if it has none.
  [[nodiscard]] std::string_view family_of(const RegisteredOutlet& outlet) const noexcept;

  [[nodiscard]] const std::vector<RegisteredOutlet>& outlets() const noexcept;
  [[nodiscard]] const std::vector<PublisherFamily>& families() const noexcept;

  struct State;  ///< private to the implementation

 private:
  explicit OutletRegistry(std::shared_ptr<const State> state) : state_(std::move(state)) {}
  std::shared_ptr<const State> state_;
};

}  // namespace newsloom::attribution
