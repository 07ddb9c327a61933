#include "chart.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "dates.hpp"
#include "escape.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::page {
namespace {

constexpr int width = 720;
constexpr int left = 190;
constexpr int right = 24;
constexpr int top = 8;
constexpr int lane = 22;
constexpr int axis = 26;
constexpr int radius = 5;
constexpr int text_drop = 4;
constexpr std::size_t most_rows = 24;
constexpr std::size_t longest_name = 26;

std::string attribute(std::string_view name, int value) {
  return " " + std::string(name) + "=\"" + std::to_string(value) + "\"";
}

struct Drawing {
  std::vector<const CoverageRow*> rows;  // dated, by time
  long long first = 0;
  long long last = 0;

  [[nodiscard]] int x(const CoverageRow& row) const {
    const long long at = row.published->time_since_epoch().count();
    const long long span = std::max(last - first, 1LL);
    return left + static_cast<int>((at - first) * (width - left - right) / span);
  }
  [[nodiscard]] static int y(std::size_t index) {
    return top + static_cast<int>(index) * lane + lane / 2;
  }
};

Drawing layout(const EventPage& page) {
  Drawing drawing;
  for (const CoverageEntry& entry : page.coverage) {
    if (entry.row.published && drawing.rows.size() < most_rows) drawing.rows.push_back(&entry.row);
  }
  if (drawing.rows.empty()) return drawing;
  const auto [least, most] = std::minmax_element(
      drawing.rows.begin(), drawing.rows.end(),
      [](const CoverageRow* a, const CoverageRow* b) { return a->published < b->published; });
  drawing.first = (*least)->published->time_since_epoch().count();
  drawing.last = (*most)->published->time_since_epoch().count();
  return drawing;
}

/// A line from each copy to the text it copies.
std::string links(const Drawing& drawing) {
  std::unordered_map<std::string_view, std::size_t> index;
  for (std::size_t i = 0; i < drawing.rows.size(); ++i) {
    index.try_emplace(drawing.rows[i]->article.str(), i);
  }
  std::string out;
  for (std::size_t i = 0; i < drawing.rows.size(); ++i) {
    if (!drawing.rows[i]->copy_of) continue;
    const auto original = index.find(drawing.rows[i]->copy_of->str());
    if (original == index.end()) continue;
    const int x1 = drawing.x(*drawing.rows[original->second]);
    const int y1 = Drawing::y(original->second);
    const int x2 = drawing.x(*drawing.rows[i]);
    const int y2 = Drawing::y(i);
    out += "<path d=\"M" + std::to_string(x1) + " " + std::to_string(y1) + " C" +
           std::to_string(x1) + " " + std::to_string(y2) + " " + std::to_string(x1) + " " +
           std::to_string(y2) + " " + std::to_string(x2) + " " + std::to_string(y2) +
           "\" fill=\"none\" stroke=\"var(--accent)\" stroke-width=\"1.5\"/>\n";
  }
  return out;
}

std::string label(std::string_view name) {
  std::string shown = plain_line(name.empty() ? "unknown outlet" : name);
  if (shown.size() > longest_name) {
    shown = std::string(text::truncate_to_boundary(shown, longest_name)) + "\u2026";
  }
  return escape_xml(shown);
}

}  // namespace

std::string coverage_chart(const EventPage& page) {
  const Drawing drawing = layout(page);
  if (drawing.rows.size() < 2) return {};
  const int height = top + static_cast<int>(drawing.rows.size()) * lane + axis;
  std::string out = "<figure><svg role=\"img\" aria-labelledby=\"chart-title\" viewBox=\"0 0 " +
                    std::to_string(width) + " " + std::to_string(height) + "\"" +
                    attribute("width", width) + attribute("height", height) +
                    ">\n<title id=\"chart-title\">Coverage over time</title>\n";
  for (std::size_t i = 0; i < drawing.rows.size(); ++i) {
    const int y = Drawing::y(i);
    out += "<line" + attribute("x1", left) + attribute("x2", width - right) + attribute("y1", y) +
           attribute("y2", y) + " stroke=\"var(--line)\"/>\n";
  }
  out += links(drawing);
  for (std::size_t i = 0; i < drawing.rows.size(); ++i) {
    const CoverageRow& row = *drawing.rows[i];
    const int y = Drawing::y(i);
    const char* colour = row.role == Role::first_report ? "var(--good)"
                         : row.role == Role::copy       ? "var(--accent)"
                                                        : "var(--link)";
    out += "<text" + attribute("x", 0) + attribute("y", y + text_drop) + ">" + label(row.outlet) +
           "</text>\n<circle" + attribute("cx", drawing.x(row)) + attribute("cy", y) +
           attribute("r", radius) + " fill=\"" + colour + "\"/>\n";
  }
  const int base = height - axis / 2 + text_drop;
  out += "<text" + attribute("x", left) + attribute("y", base) + ">" +
         readable_day(*drawing.rows.front()->published) + "</text>\n<text" +
         attribute("x", width - right) + attribute("y", base) + " text-anchor=\"end\">" +
         readable_day(*drawing.rows.back()->published) + "</text>\n";
  return out +
         "</svg><figcaption>A dot an article. Green: the first report. A red line leads from a "
         "text "
         "to those who printed it.</figcaption></figure>\n";
}

}  // namespace newsloom::page
