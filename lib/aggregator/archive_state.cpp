// Closed events: what is kept of them so that an article can still be taken out.
#include <algorithm>

#include "articles.hpp"
#include "cluster/features_file.hpp"
#include "types/binary.hpp"

namespace newsloom {
namespace {

constexpr std::uint32_t version = 3;

}  // namespace

std::string state_of(const EventRecord& record) {
  std::string bytes;
  detail::Writer out(bytes);
  out.number(version);
  out.size(record.members.size());
  for (const auto& member : record.members) {
    out.text(member->row.article.str());
    out.number(member->number);
    out.number(static_cast<std::uint8_t>(member->near_copy_of.has_value()));
    out.number(member->near_copy_of.value_or(0));
    cluster::write_features(out, *member->features);
  }
  return bytes;
}

std::optional<EventRecord> record_of(const EventView& view, std::string_view state) {
  detail::Reader in(state);
  in.require(in.number<std::uint32_t>() == version);
  const std::size_t count = in.size(2 * sizeof(std::uint64_t));
  in.require(count == view.coverage.size());
  EventRecord record;
  record.id = view.id;
  record.aliases = view.aliases;
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    auto member = std::make_shared<ArticleRecord>();
    const ArticleId id(in.text());
    member->number = in.number<std::uint64_t>();
    const bool is_near_copy = in.flag();
    const auto near_copy_of = in.number<std::uint64_t>();
    if (is_near_copy) member->near_copy_of = near_copy_of;
    member->features = cluster::read_features(in);
    const auto row = std::ranges::find(view.coverage, id, &CoverageRow::article);
    in.require(row != view.coverage.end());
    if (!in.ok()) return std::nullopt;
    member->row = *row;
    record.members.push_back(std::move(member));
  }
  if (!in.at_end()) return std::nullopt;
  return record;
}

}  // namespace newsloom
