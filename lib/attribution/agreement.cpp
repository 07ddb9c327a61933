#include "newsloom/attribution/agreement.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "attribution/claim_items.hpp"

namespace newsloom::attribution {
namespace {

using text::NumberBound;

// Groups of one noun, and members of each, that a statement is compared with: enough for any event
// a reader can follow, and what keeps thousands of articles near-linear.
constexpr std::size_t most_groups = 64;
constexpr std::size_t most_compared = 8;
constexpr std::size_t most_statements = 32;  // of one article for one question

// What an article states for one question: its values, the ones for this group.
struct Answer {
  std::size_t article = 0;
  std::vector<const ClaimItem*> items;
};

struct Group {
  std::vector<const ClaimItem*> items;  // ascending by article
};

bool is_round(std::int64_t value_e3) {
  constexpr std::int64_t least = 20'000;  // twenty
  std::int64_t value = value_e3 < 0 ? -value_e3 : value_e3;
  if (value < least) return false;
  while (value % 10 == 0) value /= 10;
  constexpr std::int64_t two_digits = 100;
  return value < two_digits;
}

bool is_duration(const ClaimKey& key) {
  constexpr std::array<std::string_view, 7> units{"s", "min", "h", "d", "wk", "mo", "y"};
  return key.number_kind == text::NumberKind::measure &&
         std::ranges::find(units, key.unit) != units.end();
}

// Whether a rounded statement leaves room for another: on its side, and nearer than a tenth and
// than one of its last digit that is no zero.
bool has_room_for(const ClaimItem& rough, const ClaimItem& other, unsigned percent) {
  if (rough.bound == NumberBound::exact || !is_round(rough.value_e3)) return false;
  const bool above = other.value_e3 > rough.value_e3;
  if (rough.bound == NumberBound::at_least && !above) return false;
  if (rough.bound == NumberBound::at_most && above) return false;
  constexpr std::int64_t hundred = 100;
  const std::int64_t whole = rough.value_e3 < 0 ? -rough.value_e3 : rough.value_e3;
  const std::int64_t apart =
      above ? other.value_e3 - rough.value_e3 : rough.value_e3 - other.value_e3;
  std::int64_t unit = 1;
  while (whole / unit % 10 == 0) unit *= 10;
  return apart <= unit &&
         apart / std::max(std::int64_t{percent}, std::int64_t{1}) < whole / hundred;
}

// Whether two statements can both be true of one quantity.
bool agree(const ClaimItem& a, const ClaimItem& b, const AgreementOptions& options) {
  return a.value_e3 == b.value_e3 || has_room_for(a, b, options.rounding_percent) ||
         has_room_for(b, a, options.rounding_percent);
}

class Comparer {
 public:
  Comparer(const EventReading& event, const AgreementOptions& options)
      : event_(event), options_(options), items_(claim_items(event)) {
    std::set<std::string> families;
    for (const ReadArticle& read : event.articles) {
      if (is_voice(read)) families.insert(read.about.family);
    }
    family_count_ = families.size();
  }

  std::vector<Claim> run() {
    std::map<ClaimKey, std::vector<Group>> buckets;
    for (const ClaimItem& item : items_) {
      if (!item.is_background) put(buckets[item.key], item);
    }
    std::vector<Claim> claims;
    for (const auto& [key, groups] : buckets) {
      for (const Group& group : groups) {
        if (auto claim = compared(key, group)) claims.push_back(std::move(*claim));
      }
    }
    std::ranges::stable_sort(claims, {}, [](const Claim& claim) { return order_of(claim); });
    return claims;
  }

 private:
  static bool is_voice(const ReadArticle& read) {
    return !read.about.is_copy && !read.about.family.empty();
  }

  using Order = std::tuple<int, std::size_t, std::size_t, Field, std::uint32_t>;
  static Order order_of(const Claim& claim) {
    std::set<std::string> families;
    Place first = claim.values.front().places.front();
    for (const ClaimValue& value : claim.values) {
      families.insert(value.families.begin(), value.families.end());
      const Place& place = value.places.front();
      if (place.article < first.article) first = place;
    }
    const int rank = claim.status == ClaimStatus::conflict    ? 0
                     : claim.status == ClaimStatus::agreement ? 1
                                                              : 2;
    return {rank, std::numeric_limits<std::size_t>::max() - families.size(), first.article,
            first.where.field, first.where.span.begin};
  }

  // Puts an item into the group whose surroundings it shares most, or into a new one. Groups of
  // other languages that state the same amount join it.
  void put(std::vector<Group>& groups, const ClaimItem& item) const {
    std::size_t best = groups.size();
    std::size_t best_shared = 0;
    std::vector<std::size_t> abroad;
    const std::size_t skipped = groups.size() > most_groups ? groups.size() - most_groups : 0;
    for (std::size_t at = skipped; at < groups.size(); ++at) {
      const std::vector<const ClaimItem*>& items = groups[at].items;
      std::size_t shared = 0;
      bool is_abroad = false;
      for (std::size_t i = 0; i < std::min(items.size(), most_compared); ++i) {
        shared = std::max(shared, shared_context(item, *items[i]));
        is_abroad = is_abroad || is_same_abroad(item, *items[i]);
      }
      if (is_abroad) abroad.push_back(at);
      if (shared <= best_shared) continue;
      best = at;
      best_shared = shared;
    }
    if (best == groups.size()) {
      if (abroad.empty()) groups.emplace_back();
      if (!abroad.empty()) best = abroad.front();
    }
    std::vector<const ClaimItem*>& joined = groups[best].items;
    const bool is_full =
        joined.size() >= most_statements &&
        joined[joined.size() - most_statements]->place.article == item.place.article;
    if (!is_full) joined.push_back(&item);
    for (const std::size_t at : abroad) {
      if (at == best) continue;
      joined.insert(joined.end(), groups[at].items.begin(), groups[at].items.end());
      groups[at].items.clear();
    }
    if (abroad.empty()) return;
    std::ranges::stable_sort(joined, {}, [](const ClaimItem* one) { return one->place.article; });
    std::erase_if(groups, [](const Group& group) { return group.items.empty(); });
  }

  // Whether two items of different languages state the same amount, and not a small one.
  [[nodiscard]] static bool is_same_abroad(const ClaimItem& a, const ClaimItem& b) {
    constexpr std::int64_t telling = 10'000;  // values from ten on are seldom equal by chance
    return !a.key_is_enough && a.language != b.language && a.value_e3 == b.value_e3 &&
           a.value_e3 >= telling;
  }

  // Percent of the smaller surroundings' words, 0 where it is too little; 100 where the key alone
  // says that one question is answered.
  [[nodiscard]] std::size_t shared_context(const ClaimItem& a, const ClaimItem& b) const {
    constexpr std::size_t all = 100;
    constexpr std::size_t min_words = 2;
    constexpr std::size_t few = 3;  // words around a number, of which one in common is enough
    if (a.key_is_enough) return all;
    if (a.language != b.language) return 0;
    // Percentages, sums and times are said of many things in one event.
    const bool is_common = a.key.number_kind == text::NumberKind::percent ||
                           a.key.number_kind == text::NumberKind::money || is_duration(a.key);
    const std::size_t least = is_common ? 2 * options_.context_percent : options_.context_percent;
    std::size_t shared = 0;
    for (auto x = a.context.begin(), y = b.context.begin();
         x != a.context.end() && y != b.context.end();) {
      if (*x < *y) {
        ++x;
      } else if (*y < *x) {
        ++y;
      } else {
        ++shared;
        ++x;
        ++y;
      }
    }
    const std::size_t smaller = std::min(a.context.size(), b.context.size());
    if (shared < (smaller <= few ? 1 : min_words)) return 0;
    const std::size_t percent = shared * all / std::max<std::size_t>(smaller, 1);
    return percent >= least ? percent : 0;
  }

  // Of each article the statement that takes part: one that another article agrees with, else the
  // first; one of its text before one of its title.
  [[nodiscard]] std::vector<const ClaimItem*> representatives(const Group& group) const {
    std::vector<Answer> answers;
    for (const ClaimItem* item : group.items) {
      if (answers.empty() || answers.back().article != item->place.article) {
        answers.push_back({item->place.article, {}});
      }
      answers.back().items.push_back(item);
    }
    std::vector<const ClaimItem*> chosen;
    for (const Answer& answer : answers) {
      const ClaimItem* best = nullptr;
      std::size_t best_support = 0;
      for (const ClaimItem* item : answer.items) {
        std::size_t support = 0;
        for (const Answer& other : answers) {
          if (other.article == answer.article) continue;
          support += std::ranges::any_of(
                         other.items,
                         [&](const ClaimItem* theirs) { return agree(*item, *theirs, options_); })
                         ? 1U
                         : 0U;
        }
        const bool is_better =
            best == nullptr || support > best_support ||
            (support == best_support && best->place.where.field == Field::title &&
             item->place.where.field == Field::text && best->value_e3 == item->value_e3);
        if (!is_better) continue;
        best = item;
        best_support = support;
      }
      chosen.push_back(best);
    }
    return chosen;
  }

  // Whether an article states both, in different sentences: then they are answers to two questions.
  [[nodiscard]] static bool go_together(const Group& group, std::int64_t a, std::int64_t b) {
    for (const ClaimItem* one : group.items) {
      if (one->value_e3 != a) continue;
      for (const ClaimItem* other : group.items) {
        if (other->value_e3 != b || other->place.article != one->place.article) continue;
        const bool apart = other->sentence != one->sentence;
        if (apart && other->place.where.field == one->place.where.field) return true;
      }
    }
    return false;
  }

  [[nodiscard]] ClaimValue value_of(const std::vector<const ClaimItem*>& items) const {
    ClaimValue value;
    const ClaimItem* leading = items.front();
    for (const ClaimItem* item : items) {
      if (leading->bound != NumberBound::exact && item->bound == NumberBound::exact) leading = item;
    }
    value.value_e3 = leading->value_e3;
    value.bound = leading->bound;
    std::set<std::string> outlets;
    std::set<std::string> families;
    for (const ClaimItem* item : items) {
      const ReadArticle& read = event_.articles[item->place.article];
      value.places.push_back(item->place);
      if (!read.about.outlet.empty()) outlets.insert(read.about.outlet);
      if (is_voice(read)) families.insert(read.about.family);
      if (!read.about.published) continue;
      if (!value.first_stated || *read.about.published < *value.first_stated) {
        value.first_stated = read.about.published;
      }
      if (!value.last_stated || *read.about.published > *value.last_stated) {
        value.last_stated = read.about.published;
      }
    }
    value.outlets.assign(outlets.begin(), outlets.end());
    value.families.assign(families.begin(), families.end());
    return value;
  }

  [[nodiscard]] std::vector<ClaimValue> values_of(
      const std::vector<const ClaimItem*>& chosen) const {
    std::vector<std::vector<const ClaimItem*>> by_value;
    // Exact statements first, so that rounded ones join them and not each other.
    std::vector<const ClaimItem*> ordered = chosen;
    std::ranges::stable_sort(ordered, {}, [](const ClaimItem* item) {
      return item->bound == NumberBound::exact ? 0 : 1;
    });
    for (const ClaimItem* item : ordered) {
      const auto same = std::ranges::find_if(
          by_value, [&](const auto& items) { return agree(*items.front(), *item, options_); });
      if (same == by_value.end()) {
        by_value.push_back({item});
      } else {
        same->push_back(item);
      }
    }
    std::vector<ClaimValue> values;
    for (auto& items : by_value) {
      std::ranges::stable_sort(items, {},
                               [](const ClaimItem* item) { return item->place.article; });
      values.push_back(value_of(items));
    }
    std::ranges::stable_sort(values, {}, [](const ClaimValue& value) {
      const bool undated = !value.first_stated.has_value();
      return std::tuple(undated, value.first_stated.value_or(Timestamp{}), value.value_e3);
    });
    return values;
  }

  [[nodiscard]] std::optional<Claim> compared(const ClaimKey& key, const Group& group) const {
    Claim claim;
    claim.kind = key.kind;
    claim.number_kind = key.number_kind;
    claim.unit = key.unit;
    claim.topic = key.topic;
    claim.values = values_of(representatives(group));
    std::erase_if(claim.values, [](const ClaimValue& value) { return value.families.empty(); });
    if (claim.values.empty()) return std::nullopt;
    std::set<std::string> families;
    for (const ClaimValue& value : claim.values) {
      families.insert(value.families.begin(), value.families.end());
    }
    if (families.size() < 2) {
      if (family_count_ < 2) return std::nullopt;
      claim.status = ClaimStatus::only_from;
      return claim;
    }
    if (claim.values.size() > 1) drop_reconciled(group, claim);
    if (claim.values.size() > 1) {
      claim.status = ClaimStatus::conflict;
      claim.newer_may_explain = is_in_sequence(claim.values);
      return claim;
    }
    if (claim.values.front().families.size() < options_.min_families) {
      claim.status = ClaimStatus::only_from;
      return family_count_ < 2 ? std::nullopt : std::optional(claim);
    }
    return claim;
  }

  // Keeps the best supported value, and those that contradict it.
  void drop_reconciled(const Group& group, Claim& claim) const {
    const ClaimValue& leading = *std::ranges::max_element(
        claim.values, {}, [](const ClaimValue& value) { return value.families.size(); });
    std::vector<ClaimValue> kept;
    std::set<std::string> families;
    for (const ClaimValue& value : claim.values) {
      const bool is_other = value.value_e3 != leading.value_e3;
      if (is_other && (go_together(group, leading.value_e3, value.value_e3) ||
                       !contradict(group, leading, value))) {
        continue;
      }
      kept.push_back(value);
      families.insert(value.families.begin(), value.families.end());
    }
    // Two values of one family alone are its own business.
    if (families.size() < 2) kept = {leading};
    claim.values = std::move(kept);
  }

  // Whether of two values some article states the one alone, and some the other.
  [[nodiscard]] bool contradict(const Group& group, const ClaimValue& a,
                                const ClaimValue& b) const {
    std::map<std::size_t, std::pair<bool, bool>> states;
    for (const ClaimItem* item : group.items) {
      if (!is_voice(event_.articles[item->place.article])) continue;
      auto& [has_a, has_b] = states[item->place.article];
      has_a = has_a || item->value_e3 == a.value_e3;
      has_b = has_b || item->value_e3 == b.value_e3;
    }
    bool a_alone = false;
    bool b_alone = false;
    for (const auto& [article, has] : states) {
      a_alone = a_alone || (has.first && !has.second);
      b_alone = b_alone || (has.second && !has.first);
    }
    return a_alone && b_alone;
  }

  [[nodiscard]] static bool is_in_sequence(const std::vector<ClaimValue>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!values[i].first_stated) return false;
      if (i > 0 && !(*values[i - 1].last_stated < *values[i].first_stated)) return false;
    }
    return true;
  }

  const EventReading& event_;
  AgreementOptions options_;
  std::vector<ClaimItem> items_;
  std::size_t family_count_ = 0;
};

}  // namespace

std::string_view to_string(ClaimStatus status) noexcept {
  switch (status) {
    case ClaimStatus::agreement:
      return "agreement";
    case ClaimStatus::conflict:
      return "conflict";
    case ClaimStatus::only_from:
      break;
  }
  return "only_from";
}

std::vector<Claim> compare_claims(const EventReading& event, const AgreementOptions& options) {
  return Comparer(event, options).run();
}

}  // namespace newsloom::attribution
