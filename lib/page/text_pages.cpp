// Markdown and terminal text: the same sections in the same order as the HTML page.
#include <algorithm>

#include "dates.hpp"
#include "escape.hpp"
#include "facts.hpp"
#include "newsloom/page/render.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::page {
namespace {

/// How headings, items and statements look; the rest is shared.
class Format {
 public:
  virtual ~Format() = default;
  virtual void title(std::string_view text) = 0;
  virtual void heading(std::string_view text) = 0;
  virtual void label(std::string_view text) = 0;
  virtual void line(const std::string& before, const EventPage& page, const Statement& statement,
                    const std::string& behind) = 0;
  virtual void plain(std::string_view text) = 0;
  virtual void item(std::string_view text) = 0;
  [[nodiscard]] std::string take() { return std::move(out_); }

 protected:
  std::string out_;
};

class Markdown final : public Format {
 public:
  void title(std::string_view text) override { out_ += "# " + escape_markdown(text) + "\n\n"; }
  void heading(std::string_view text) override { out_ += "\n## " + std::string(text) + "\n\n"; }
  void label(std::string_view text) override { out_ += "\n**" + escape_markdown(text) + "**\n\n"; }
  void line(const std::string& before, const EventPage& page, const Statement& statement,
            const std::string& behind) override {
    out_ += "- ";
    if (!before.empty()) out_ += "**" + escape_markdown(before) + "** ";
    out_ += escape_markdown(statement.text());
    for (const ArticleId& id : statement.sources()) {
      const std::string link = link_of(page, id);
      const std::string name = escape_markdown(outlet_of(page, id));
      out_ += link.empty() ? " (" + name + ")" : " ([" + name + "](<" + link + ">))";
    }
    if (!behind.empty()) out_ += " \u2014 " + escape_markdown(behind);
    out_ += "\n";
  }
  void plain(std::string_view text) override { out_ += escape_markdown(text) + "\n\n"; }
  void item(std::string_view text) override { out_ += "- " + escape_markdown(text) + "\n"; }
};

class Terminal final : public Format {
 public:
  explicit Terminal(std::size_t columns) : columns_(columns) {}
  void title(std::string_view text) override {
    wrap(plain_line(text), 0);
    out_ += std::string(std::min<std::size_t>(columns_, underline), '=') + "\n";
  }
  void heading(std::string_view text) override { out_ += "\n" + std::string(text) + "\n"; }
  void label(std::string_view text) override { wrap(plain_line(text), 0); }
  void line(const std::string& before, const EventPage& page, const Statement& statement,
            const std::string& behind) override {
    std::string text = before.empty() ? "" : plain_line(before) + ": ";
    text += plain_line(statement.text()) + " [";
    bool is_first = true;
    for (const ArticleId& id : statement.sources()) {
      text += (is_first ? "" : ", ") + plain_line(outlet_of(page, id));
      is_first = false;
    }
    text += "]";
    if (!behind.empty()) text += " \u2014 " + plain_line(behind);
    wrap(text, 2);
  }
  void plain(std::string_view text) override { wrap(plain_line(text), 2); }
  void item(std::string_view text) override { wrap("- " + plain_line(text), 2); }

 private:
  static constexpr std::size_t underline = 60;

  /// Breaks at spaces; a word longer than the line stands alone on one.
  void wrap(std::string_view text, std::size_t indent) {
    std::size_t column = 0;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      const std::string_view word = text.substr(begin, end - begin);
      std::size_t characters = 0;
      for (std::size_t i = 0; i < word.size(); i += text::decode_next(word, i).length) ++characters;
      if (column > 0 && column + 1 + characters > columns_) {
        out_ += '\n';
        column = 0;
      }
      if (column == 0) {
        out_ += std::string(indent, ' ');
        column = indent;
      } else {
        out_ += ' ';
        ++column;
      }
      out_ += word;
      column += characters;
      begin = end + 1;
    }
    out_ += '\n';
  }

  std::size_t columns_;
};

void write_behind(Format& format, const EventPage& page) {
  const BehindTheHeadline& behind = page.behind_the_headline;
  if (behind.empty()) return;
  format.heading("What\u2019s behind the headline?");
  for (const Statement& point : behind.points) format.line("", page, point, "");
  for (const Agreement& agreement : behind.agreements) {
    format.line("They agree", page, agreement.statement, joined(agreement.outlets));
  }
  for (const Conflict& conflict : behind.conflicts) {
    format.label("They differ: " + conflict.quantity.text());
    for (const ConflictValue& value : conflict.values) {
      format.line("", page, value.statement, joined(value.outlets));
    }
  }
  for (const OnlyFrom& only : behind.only_from) {
    format.line("Only " + only.outlet, page, only.statement, "");
  }
}

void write_questions(Format& format, const EventPage& page, std::string_view heading,
                     const std::vector<QuestionAndAnswer>& questions) {
  if (questions.empty()) return;
  format.heading(heading);
  for (const QuestionAndAnswer& question : questions) {
    format.label(question.question.text());
    for (const Statement& answer : question.answer) format.line("", page, answer, "");
  }
}

void write_statements(Format& format, const EventPage& page, std::string_view heading,
                      const std::vector<Statement>& statements) {
  if (statements.empty()) return;
  format.heading(heading);
  for (const Statement& statement : statements) format.line("", page, statement, "");
}

void write_papers(Format& format, const EventPage& page) {
  if (page.what_the_papers_say.empty()) return;
  format.heading("What the papers say");
  if (const auto paragraph = papers_paragraph(page)) {
    format.plain(paragraph->text());
  }
  for (const PaperRow& row : page.what_the_papers_say) {
    format.line(row.outlet + " " + std::string(to_string(row.verb)), page, row.statement, "");
  }
}

void write_topics(Format& format, const EventPage& page) {
  if (page.topics.empty()) return;
  format.heading("More on these topics");
  for (const Topic& topic : page.topics) {
    if (topic.description) {
      format.line(topic.name, page, *topic.description, "");
    } else {
      format.item(topic.name);
    }
    if (topic.note) format.item(topic.note->text + " (" + topic.note->source + ")");
  }
}

void write_rest(Format& format, const EventPage& page) {
  if (!page.timeline.empty()) format.heading("Timeline");
  for (const TimelineEntry& entry : page.timeline) {
    format.line(readable_day(entry.date), page, entry.statement, "");
  }
  if (!page.quotes.empty()) format.heading("In their words");
  for (const PageQuote& quote : page.quotes) {
    format.line(quote.speaker, page, quote.statement, "");
  }
  write_topics(format, page);
  format.heading("Who covered it");
  for (const CoverageEntry& entry : page.coverage) {
    std::string line = entry.row.outlet.empty() ? std::string("unknown") : entry.row.outlet;
    if (entry.row.published) line += ", " + iso_day(*entry.row.published);
    line += entry.is_related ? ", related " : ", ";
    line += to_string(entry.row.role);
    if (entry.row.copy_of) line += " of " + outlet_of(page, *entry.row.copy_of);
    format.item(line + ": " + entry.title);
  }
}

std::string write(Format& format, const EventPage& page) {
  format.title(page.title ? page.title->text() : page.id.str());
  std::string facts =
      counted(page.independent_source_count, "independent source", "independent sources") + ", " +
      counted(page.article_count, "article", "articles");
  if (const std::string dates = date_range(page); !dates.empty()) facts += ", " + dates;
  if (!page.category.empty()) facts += ", " + page.category;
  format.plain(facts);
  write_statements(format, page, "What\u2019s happened", page.whats_happened);
  write_behind(format, page);
  write_papers(format, page);
  write_statements(format, page, "How we got here", page.how_we_got_here);
  write_questions(format, page, "Go deeper", page.go_deeper);
  write_questions(format, page, "Common questions", page.common_questions);
  write_rest(format, page);
  return format.take();
}

}  // namespace

std::string to_markdown(const EventPage& page) {
  Markdown format;
  return write(format, page);
}

std::string to_text(const EventPage& page, std::size_t columns) {
  constexpr std::size_t narrowest = 40;
  constexpr std::size_t widest = 1000;
  Terminal format(std::clamp(columns, narrowest, widest));
  return write(format, page);
}

}  // namespace newsloom::page
