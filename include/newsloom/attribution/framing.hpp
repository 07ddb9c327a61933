// newsloom attribution: how each outlet presents an event, in predicates that can be checked again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/attribution/event_reading.hpp"

namespace newsloom::attribution {

/// What is said of an outlet's coverage. None of them is an opinion about it.
enum class PredicateKind : std::uint8_t {
  leads_with,     ///< the first sentence of its text
  stresses,       ///< a sentence near to the event as a whole and far from the others' sentences
  leaves_out,     ///< what most other families have (a number, a quotation) and it has not
  quotes,         ///< a quotation with a speaker
  alone_reports,  ///< a quotation or a number nobody else in the event has
};
/// "leads_with", "stresses", …
[[nodiscard]] std::string_view to_string(PredicateKind kind) noexcept;

/// A statement about one outlet in one event, with the bytes that bear it out. A plain value.
struct Predicate {
  PredicateKind kind = PredicateKind::leads_with;
  std::string outlet;
  std::string family;
  /// A sentence of the outlet's. For `leaves_out` the sentence of another article that has it.
  Place statement;
  /// What in it the predicate is about: the quotation, the number; else equal to `statement`.
  Place detail;
  /// For `leaves_out`: where the other families have it, one a family, `detail` among them.
  std::vector<Place> elsewhere;

  friend bool operator==(const Predicate&, const Predicate&) = default;
};

/// Knobs of `find_framing` and `holds`; check with the ones a predicate was found with.
struct FramingOptions {
  std::size_t max_stressed = 1;  ///< sentences an outlet stresses, [0, 16]
  std::size_t max_quotes = 2;    ///< quotations given for an outlet, [0, 16]
  std::size_t max_left_out = 2;  ///< things an outlet leaves out, [0, 16]
  std::size_t max_alone = 2;     ///< things an outlet alone reports, [0, 16]
  /// Families besides the outlet's own that must have what it leaves out, [2, 64]; and more than
  /// half of all others must.
  std::size_t min_other_families = 2;
  std::size_t min_words = 6;  ///< of a stressed sentence, [1, 64]
};

/// How the outlets of an event present it, for one event. Immutable, so any number of threads may
/// ask; it looks into the event reading, which must outlive it. O(sentences * terms), expected, to
/// build; integers decide.
class Framing {
 public:
  explicit Framing(const EventReading& event, const FramingOptions& options = {});
  ~Framing();
  Framing(Framing&&) noexcept;
  Framing& operator=(Framing&&) noexcept;

  /// By family in order of their first articles, within one by kind. Articles of unknown outlets,
  /// and copies, are evidence but have no row. Outlets of different languages are compared within
  /// their language, but for what numbers carry over.
  ///
  /// - **leads_with**: the first sentence of the family's first article, or its title.
  /// - **stresses**: the sentence with the most words that other families also use and the least
  ///   overlap with any one sentence of theirs; not the first.
  /// - **leaves_out**: a number or quotation of at least `min_other_families` other families and
  ///   more than half of those that could have it, of which the family has no trace.
  /// - **quotes**: direct quotations with a speaker, those of fewest other families first.
  /// - **alone_reports**: a number or quotation of no other family.
  [[nodiscard]] const std::vector<Predicate>& predicates() const noexcept;

  /// Whether a predicate, wherever it comes from, is true of the event: everything it says is
  /// looked up again in the articles. A place outside the articles is false, not an error.
  /// O(articles + numbers + quotations of the event).
  [[nodiscard]] bool holds(const Predicate& predicate) const;

  struct State;  ///< private to the implementation

 private:
  std::unique_ptr<const State> state_;
};

/// `Framing(event, options).predicates()`.
[[nodiscard]] std::vector<Predicate> find_framing(const EventReading& event,
                                                  const FramingOptions& options = {});

/// `Framing(event, options).holds(predicate)`; build a `Framing` to check more than one.
[[nodiscard]] bool holds(const Predicate& predicate, const EventReading& event,
                         const FramingOptions& options = {});

}  // namespace newsloom::attribution
