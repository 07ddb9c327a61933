// newsloom ingest: JSON Lines, the format articles are exchanged in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/error.hpp"
#include "newsloom/ingest/byte_source.hpp"

namespace newsloom::ingest {

struct JsonLinesOptions {
  /// A longer line (or array element) costs itself only: it is skipped without being stored.
  /// 1 KiB to 1 GiB. The longest line in our corpora has 0.6 MB.
  std::size_t max_line_bytes = std::size_t{64} << 20U;
  /// A longer text is cut at a character boundary, with a problem reported. 1 KiB to 1 GiB.
  std::size_t max_text_bytes = std::size_t{16} << 20U;
  /// The same for the title, and for id, url, outlet and language. An id made of the URL escapes
  /// what may not stand in one, and may be three times as long. 64 B to 1 MiB.
  std::size_t max_field_bytes = std::size_t{64} << 10U;
  /// Most authors, and most categories, kept of an article. 0 to 65,536.
  std::size_t max_list_items = 256;
};

/// Cuts a byte stream into lines, or into the elements of one JSON array, with bounded memory.
/// Not thread-safe. It does not look inside a line but for brackets and quotes of an array.
class LineSplitter {
 public:
  /// A piece of the input. `bytes` is valid until the next call and followed by at least
  /// `padding` readable bytes.
  struct Line {
    std::string_view bytes;
    std::uint64_t number = 0;  ///< 1-based; of an array element the line it starts on
    std::uint64_t offset = 0;  ///< 0-based byte offset in the (decompressed) stream
  };
  static constexpr std::size_t padding = 64;

  LineSplitter(std::unique_ptr<ByteSource> source, std::size_t max_line_bytes);
  ~LineSplitter();
  LineSplitter(LineSplitter&&) noexcept;
  LineSplitter& operator=(LineSplitter&&) noexcept;

  /// The next line that is not blank; absent at the end. Errors: `too_large` for this line (go on
  /// calling); what the source reports, `truncated` for an array without an end and `json_syntax`
  /// for what follows one (`is_finished` is then true). Amortised O(bytes).
  [[nodiscard]] result<std::optional<Line>> next();
  [[nodiscard]] bool is_finished() const noexcept;
  /// Bytes taken from the source so far.
  [[nodiscard]] std::uint64_t bytes_read() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Something that was mended or dropped inside an article which is kept all the same.
struct Problem {
  Error error;
  bool rejected = false;  ///< true: the article (or line, or file) is lost
};

/// Reads one JSON object as an article: `id, url, outlet, language, published, title, text`; JSON
/// Feed's `date_published`, `content_text` and `guid` and our corpora's `source_name` where those
/// are missing. Unknown fields are ignored, null is absent. What the source says beside is read as
/// our own programs write it (`modified, fetched, authors, section, categories, image, credit,
/// free_to_read, source`) or as JSON Feed does (`date_modified`, authors as objects, `tags`); of
/// another type it is left out without a word, as these names mean other things elsewhere.
///
/// No id: `guid`, else `article_key` of the URL, else a hash of the content; "" is none.
/// Ill-formed UTF-8, lone surrogates and NULs become U+FFFD. A field of the wrong type costs the
/// article if it is id, title or text, else only itself. Holds parser buffers; one per thread.
class ArticleParser {
 public:
  explicit ArticleParser(const JsonLinesOptions& options = {});
  ~ArticleParser();
  ArticleParser(ArticleParser&&) noexcept;
  ArticleParser& operator=(ArticleParser&&) noexcept;

  /// `object` must be followed by `LineSplitter::padding` readable bytes. What was mended is
  /// appended to `problems`, without source and line, which the caller knows. Errors:
  /// `json_syntax`, `wrong_type`, `missing_content`. O(bytes); depth is limited to 1,024.
  [[nodiscard]] result<Article> parse(std::string_view object, std::vector<Problem>& problems);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::ingest
