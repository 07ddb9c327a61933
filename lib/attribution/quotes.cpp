#include "newsloom/attribution/quotes.hpp"

#include <algorithm>
#include <iterator>

#include "attribution/indirect.hpp"
#include "attribution/quote_finder.hpp"
#include "attribution/speakers.hpp"

namespace newsloom::attribution {
namespace {

void read_field(const FieldView& view, Field field, SpeakerResolver& speakers,
                std::vector<Quote>& out) {
  std::vector<DraftQuote> drafts = QuoteFinder(view, field).find();
  std::vector<DraftQuote> indirect = find_indirect(view, field, drafts);
  std::ranges::move(indirect, std::back_inserter(drafts));
  std::ranges::stable_sort(
      drafts, {}, [](const DraftQuote& draft) { return draft.quote.parts.front().outer.begin; });
  for (DraftQuote& draft : drafts) {
    speakers.resolve(draft);
    out.push_back(std::move(draft.quote));
  }
}

}  // namespace

std::string_view to_string(QuoteForm form) noexcept {
  switch (form) {
    case QuoteForm::direct:
      return "direct";
    case QuoteForm::partial:
      return "partial";
    case QuoteForm::indirect:
      break;
  }
  return "indirect";
}

std::vector<Quote> find_quotes(const Reading& reading) {
  const FieldView title(reading, Field::title);
  const FieldView text(reading, Field::text);
  SpeakerResolver speakers(title, text);
  std::vector<Quote> quotes;
  read_field(title, Field::title, speakers, quotes);
  read_field(text, Field::text, speakers, quotes);
  return quotes;
}

std::vector<Quote> find_quotes(std::string_view title, std::string_view text,
                               std::string_view language) {
  ArticleReader reader;
  return find_quotes(reader.read(title, text, language));
}

}  // namespace newsloom::attribution
