#include "newsloom/page/event_page.hpp"
#include "newsloom/page/statement.hpp"

namespace newsloom::page {

std::optional<Statement> papers_paragraph(const EventPage& page) {
  StatementBuilder builder;
  constexpr std::size_t most_rows = 4;
  std::size_t rows = 0;
  for (const PaperRow& row : page.what_the_papers_say) {
    if (rows == most_rows) break;
    CoverageRow outlet;
    outlet.outlet = row.outlet;
    const Slot slot = Slot::outlet(outlet);
    constexpr Connective third = Connective::adds;
    const Connective opening =
        rows == 0 ? Connective::reports : (rows == 1 ? Connective::meanwhile : third);
    builder.connective(page.language, opening, &slot)
        .repeat(row.statement)
        .connective(page.language, Connective::close)
        .space();
    ++rows;
  }
  auto paragraph = builder.build();
  if (rows < 2 || !paragraph) return std::nullopt;
  return std::move(*paragraph);
}

}  // namespace newsloom::page
