// newsloom page: every knob of a page, section by section.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace newsloom::page {

/// Which articles are read, and how much of them.
struct ReadingOptions {
  /// Articles read, originals only; of more the nearest to the event and the first of each family
  /// are taken. 1 to 1,000.
  std::size_t max_articles = 60;
  /// Bytes of a text that are read. News says first what it is about; background comes later, and
  /// rarely behind this. 256 to 2^20.
  std::size_t max_text_bytes = 6'000;
  /// Bytes of all texts together: where articles are many each is read less far, but
  /// `max_text_bytes` / 10 at least. What a page costs is this; many articles' first sentences tell
  /// more than a few whole ones. bench_page_speed. 256 to 2^30.
  std::size_t max_total_bytes = 32'000;
  /// How alike articles must be to be told of as one event. The others are listed as related and
  /// nothing is taken from them. 0 reads all, 1 the two most alike. bench/RESULTS.md, "Pages of
  /// mixed events".
  double strictness = 0.16;
};

/// What tells whether another article says a pair of neighbouring words among its first sentences.
enum class PairSign : std::uint8_t {
  any,
  several_voices,  ///< two independent articles and more have it
  in_title,
  in_titles,   ///< of two articles and more, besides
  position_0,  ///< it is in a first sentence; else the least position counts
  position_1,
  position_2,
  position_3_to_5,
  twice,
  thrice,          ///< besides
  often,           ///< four times and more, besides
  function_words,  ///< "of the"
  content_words,   ///< no function word
  one_shared,      ///< one of its words is in two independent articles and more
  all_shared,      ///< all of its content words are, besides
  word_in_title,
  words_3_times,  ///< what its content words' numbers of occurrences multiply to
  words_8_times,
  words_20_times,
  words_55_times,
};
/// The factor of each sign in a pair's odds, in the order of `PairSign`.
using PairOdds = std::array<double, 20>;

/// *What's happened*.
struct HappenedOptions {
  std::size_t max_sentences = 3;  ///< [1, 16]
  std::size_t max_words = 75;     ///< of all together; one sentence may always stand, [8, 1,000]
  /// What is told is divided by the words it takes plus this, about the length of what another
  /// article says first. [0, 1,000]
  double length_offset = 75;
  std::size_t beam = 1;  ///< sets of sentences followed at a time, [1, 1,000]
  /// How much more a sentence of a voice not heard yet counts. [1, 10]
  double new_voice = 1.1;
  /// Sentences of an article that are looked at. [1, 1,000]
  std::size_t max_position = 6;
  /// Two sentences with more in common say the same. [0, 1]
  double repetition = 0.55;
  /// … and two headlines, or first sentences of articles of a few, already with this much. [0, 1]
  double gist_repetition = 0.33;
  /// Learned by bench_page_train_pairs from allsides; bench/RESULTS.md has what they are worth on
  /// events they were not learned from. Each above 0.
  PairOdds pair_odds{0.0099, 1.8092, 1.8309, 2.2546, 1.6077, 1.1854, 0.8924,
                     0.5880, 2.2569, 1.3316, 1.6363, 1.9753, 1.3511, 1.0776,
                     1.6281, 1.2444, 1.1843, 1.3492, 1.2823, 1.3697};
};

/// *What's behind the headline?*
struct BehindOptions {
  std::size_t max_points = 4;
  std::size_t max_agreements = 4;
  std::size_t max_conflicts = 3;
  std::size_t max_only_from = 4;
  std::size_t min_families = 2;  ///< that make an agreement
  double repetition = 0.4;
};

/// *What the papers say*.
struct PapersOptions {
  std::size_t max_rows = 12;  ///< families, those nearest to the event
  /// How much being unlike the other rows counts against being near to the event. [0, 1]
  double difference = 0.35;
  /// Share of its words from which on a sentence repeats one shown above. (0, 1]
  double repetition = 0.45;
};

/// *How we got here*, story chains and the timeline.
struct BackgroundOptions {
  std::size_t max_sentences = 5;
  std::size_t max_timeline = 12;
  std::size_t max_linked_events = 4;
  std::chrono::days max_age{400};  ///< of a linked event
  /// How alike two events must be for one to lead to the other; see `StoryIndex`. [0, 1]
  double min_link = 0.18;
};

/// *Go deeper* and *Common questions*.
struct QuestionOptions {
  std::size_t max_questions = 3;
  std::size_t max_common = 2;
  std::size_t max_answers = 3;
  std::chrono::days period{7};  ///< stories this far apart are of one period
  /// Share of a question's words an answer must have. [0, 1]
  double min_answer = 0.34;
};

/// *More on these topics*.
struct TopicOptions {
  std::size_t max_topics = 8;
  std::size_t max_events = 5;  ///< a topic names
};

/// Quotations with their speakers.
struct PageQuoteOptions {
  std::size_t max_quotes = 6;
  std::size_t min_words = 5;
  std::size_t max_words = 60;
};

/// All of them.
struct PageOptions {
  ReadingOptions reading = {};
  HappenedOptions happened = {};
  BehindOptions behind = {};
  PapersOptions papers = {};
  BackgroundOptions background = {};
  QuestionOptions questions = {};
  TopicOptions topics = {};
  PageQuoteOptions quotes = {};
  /// The reader's language, BCP-47. Where the event is covered in it, the page is in it; else, and
  /// when empty, in the language most independent articles are in.
  std::string language = {};
  /// Bytes of one article's text that a page quotes at most, titles not counted, each byte once: a
  /// short extract. Sentences beyond it are left out, the last sections' first. 100 to 2^20.
  std::size_t max_quoted_bytes = 1'500;
};

}  // namespace newsloom::page
