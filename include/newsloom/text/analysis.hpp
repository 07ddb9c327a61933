// newsloom text: one article's text read once, for everybody who needs something from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/text/language.hpp"

namespace newsloom::text {

struct AnalysisOptions {
  /// Which language an article is in, and who says so.
  LanguageOptions language = {};
  /// Bytes of the text that are analysed; what follows is stored but not looked at. News articles
  /// above 64 KiB are lists and transcripts. 1 KiB to 64 MiB.
  std::size_t max_text_bytes = std::size_t{256} << 10U;
  /// The same for the title. 64 B to 1 MiB.
  std::size_t max_title_bytes = std::size_t{4} << 10U;
  /// How many times a title word counts. 1 to 100. bench/RESULTS.md, "title".
  std::uint32_t title_weight = 3;
  /// The first `lead_tokens` of the text count `lead_weight` times: news says first what it is
  /// about. bench/RESULTS.md, "lead".
  std::size_t lead_tokens = 150;
  std::uint32_t lead_weight = 2;
  /// Whether `Analysis::sketch` is made. Without it copies are known by their fingerprint alone.
  bool reuse_sketch = true;
};

/// A term and how often it occurs.
struct CountedTerm {
  std::uint64_t hash = 0;
  std::uint32_t count = 0;
};

/// What one article's text says, as far as clustering and attribution need it. Reusable buffers.
struct Analysis {
  std::string language;                    ///< BCP-47 primary subtag; empty is unknown
  bool language_is_reliable = false;       ///< identified from the text, not only declared
  std::vector<CountedTerm> words;          ///< stemmed, distinct, in order of occurrence
  std::vector<CountedTerm> names;          ///< parts of names, acronyms, numbers; likewise
  std::vector<CountedTerm> title;          ///< the headline's words alone, as in `words`
  std::vector<std::uint64_t> fingerprint;  ///< winnowed shingles, ascending, distinct
  std::vector<std::uint32_t> sketch;       ///< of the text; see reuse_sketch.hpp
  std::size_t tokens = 0;
  bool truncated = false;  ///< the text was longer than the options allow
};

/// Reads title and text once: tokens, stems, names, numbers, language, fingerprint.
///
/// Holds the buffers of that pass, so it does not allocate per token; one per thread. It keeps no
/// text and does not know other articles.
class Analyzer {
 public:
  explicit Analyzer(const AnalysisOptions& options = {});
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  /// Any bytes are accepted; ill-formed UTF-8 is read as U+FFFD. `declared_language` is a hint (any
  /// BCP-47 tag), overruled where the text clearly says otherwise. O(bytes), bounded by the
  /// options.
  void analyze(std::string_view title, std::string_view text, std::string_view declared_language,
               Analysis& out);

  /// The word of `title` or `text` behind a term of `Analysis::words` or `names` of that same
  /// article, as written at its first occurrence; empty if it is not there. O(bytes).
  [[nodiscard]] std::string spelled(std::string_view title, std::string_view text,
                                    std::string_view declared_language, std::uint64_t term);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::text
