#include "newsloom/embed/model_builder.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

#include "embed/hash_index_writer.hpp"
#include "embed/model_format.hpp"
#include "embed/model_state.hpp"
#include "types/binary.hpp"

namespace newsloom::embed {
namespace {

std::string with(std::string_view prefix, std::string_view name) {
  return std::string(prefix) + std::string(name);
}

// The code whose count is nearest; found by looking, so that no libm decides.
std::uint8_t code_of_count(std::uint32_t count) {
  const auto distance = [count](std::uint32_t code) {
    const std::uint32_t value = format::count_of_code(static_cast<std::uint8_t>(code));
    return value > count ? value - count : count - value;
  };
  std::uint32_t best = 0;
  for (std::uint32_t code = 1; code <= UINT8_MAX && distance(code) <= distance(best); ++code) {
    if (distance(code) < distance(best)) best = code;
  }
  return static_cast<std::uint8_t>(best);
}

struct NameEntry {
  std::uint32_t id = 0;  // + 1; 0: only the beginning of longer names
  bool is_ambiguous = false;
  bool has_longer = false;
};

bool is_blob_name(std::string_view name) {
  constexpr std::size_t most = 24;
  return !name.empty() && name.size() <= most && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

Error invalid(std::string what) { return {ErrorCode::invalid_argument, std::move(what), {}}; }

std::size_t aligned(std::size_t at) {
  return (at + format::alignment - 1) / format::alignment * format::alignment;
}

bool all_finite(std::span<const float> values) {
  return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

}  // namespace

ModelBuilder::ModelBuilder(const Model& model) {
  for (const auto& [name, bytes] : model.state_->sections) {
    sections_[std::string(name)].assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }
}

void ModelBuilder::set_description(std::string_view text) {
  sections_[std::string(format::description)] = text;
}

void ModelBuilder::set_frequencies(std::string_view language, const FrequencyTable& table) {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(table.terms.size());
  for (const auto& [hash, count] : table.terms) hashes.push_back(hash);
  const HashIndexWriter index(hashes);
  std::string bytes;
  detail::Writer out(bytes);
  out.number(table.documents);
  out.number(table.least_count);
  bytes += index.bytes();
  for (const std::size_t i : index.order()) out.number(code_of_count(table.terms[i].second));
  sections_[with(format::frequencies, language)] = std::move(bytes);
}

void ModelBuilder::set_stop_words(std::string_view language,
                                  std::span<const std::uint64_t> hashes) {
  std::vector<std::uint64_t> sorted(hashes.begin(), hashes.end());
  std::ranges::sort(sorted);
  std::string bytes;
  detail::Writer out(bytes);
  for (const std::uint64_t hash : sorted) out.number(hash);
  sections_[with(format::stop_words, language)] = std::move(bytes);
}

std::size_t ModelBuilder::set_concepts(std::span<const ConceptName> names) {
  std::map<std::string_view, std::uint32_t> ids;
  for (const ConceptName& name : names) ids.emplace(name.concept_name, 0);
  std::string keys;
  std::uint32_t next = 0;
  for (auto& [name, id] : ids) {
    id = next++;
    keys += name;
    keys += '\n';
  }
  std::map<std::uint64_t, NameEntry> entries;
  for (const ConceptName& name : names) {
    if (name.loose_hashes.empty() || name.loose_hashes.size() > max_concept_tokens) continue;
    std::uint64_t key = name.loose_hashes.front();
    for (std::size_t i = 1; i < name.loose_hashes.size(); ++i) {
      entries[key].has_longer = true;
      key = format::joined(key, name.loose_hashes[i]);
    }
    NameEntry& entry = entries[key];
    const std::uint32_t id = ids.find(name.concept_name)->second + 1;
    if (entry.id != 0 && entry.id != id) entry.is_ambiguous = true;
    entry.id = id;
  }
  std::size_t ambiguous = 0;
  std::vector<std::uint64_t> hashes;
  std::vector<std::uint32_t> values;
  for (const auto& [key, entry] : entries) {
    if (entry.is_ambiguous) ++ambiguous;
    const std::uint32_t value =
        (entry.is_ambiguous ? 0 : entry.id) | (entry.has_longer ? format::longer_names : 0);
    if (value == 0) continue;
    hashes.push_back(key);
    values.push_back(value);
  }
  const HashIndexWriter index(hashes);
  std::string bytes = index.bytes();
  detail::Writer out(bytes);
  for (const std::size_t i : index.order()) out.number(values[i]);
  sections_[std::string(format::concept_index)] = std::move(bytes);
  sections_[std::string(format::concept_names)] = std::move(keys);
  return ambiguous;
}

result<void> ModelBuilder::set_vectors(const VectorTable& table) {
  constexpr std::size_t max_dim = 1024;
  constexpr float largest = 127;
  const std::size_t rows = table.stems.size();
  const std::size_t dim = table.dim;
  if (dim == 0 || dim > max_dim) return invalid("dim is not in [1, 1024]");
  if (table.rows.size() != rows * dim || table.weights.size() != rows ||
      table.components.size() % dim != 0) {
    return invalid("rows, weights or components do not have the shape of stems and dim");
  }
  if (!all_finite(table.rows) || !all_finite(table.weights) || !all_finite(table.components)) {
    return invalid("a vector holds what is no finite number");
  }
  // Each row has its own scale, which its weight takes over.
  std::vector<float> scales(rows);
  float heaviest = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    float reach = 0;
    for (std::size_t d = 0; d < dim; ++d) {
      reach = std::max(reach, std::fabs(table.rows[i * dim + d]));
    }
    scales[i] = reach / largest;
    heaviest = std::max(heaviest, scales[i] * table.weights[i]);
  }
  const HashIndexWriter index(table.stems);
  std::string head;
  std::string weights;
  std::string values;
  detail::Writer(head).number(static_cast<std::uint32_t>(dim));
  detail::Writer(head).number(std::uint32_t{0});
  head += index.bytes();
  for (const std::size_t i : index.order()) {
    const float share = heaviest > 0 ? scales[i] * table.weights[i] / heaviest : 0;
    detail::Writer(weights).number(
        static_cast<std::uint16_t>(std::lround(share * float{WordVectors::max_weight})));
    for (std::size_t d = 0; d < dim; ++d) {
      const float value = scales[i] > 0 ? table.rows[i * dim + d] / scales[i] : 0;
      detail::Writer(values).number(static_cast<std::int8_t>(std::lround(value)));
    }
  }
  std::string components;
  for (const float value : table.components) detail::Writer(components).number(value);
  sections_[std::string(format::vector_index)] = std::move(head);
  sections_[std::string(format::vector_weights)] = std::move(weights);
  sections_[std::string(format::vector_rows)] = std::move(values);
  sections_[std::string(format::vector_components)] = std::move(components);
  return {};
}

void ModelBuilder::remove_vectors() {
  for (const std::string_view name : {format::vector_index, format::vector_weights,
                                      format::vector_rows, format::vector_components}) {
    sections_.erase(std::string(name));
  }
}

result<void> ModelBuilder::set_blob(std::string_view name, std::span<const std::byte> bytes) {
  if (!is_blob_name(name)) {
    return invalid("a blob's name is 1 to 24 letters, digits, '-', '_' or '.', not \"" +
                   std::string(name) + "\"");
  }
  if (bytes.empty()) {
    sections_.erase(with(format::blob, name));
  } else {
    sections_[with(format::blob, name)].assign(reinterpret_cast<const char*>(bytes.data()),
                                               bytes.size());
  }
  return {};
}

std::string ModelBuilder::bytes() const {
  std::string file(format::magic);
  detail::Writer out(file);
  out.number(Model::format_version);
  out.number(std::uint32_t{0});
  std::size_t offset = aligned(format::header_bytes + sections_.size() * format::entry_bytes);
  std::size_t end = offset;
  std::string table;
  for (const auto& [name, bytes] : sections_) {
    const std::size_t at = table.size();
    table += name.substr(0, format::name_bytes);
    table.resize(at + format::name_bytes);
    detail::Writer(table).number(static_cast<std::uint64_t>(offset));
    detail::Writer(table).number(static_cast<std::uint64_t>(bytes.size()));
    end = offset + bytes.size();
    offset = aligned(end);
  }
  out.number(static_cast<std::uint64_t>(end));
  out.number(std::uint64_t{0});  // the checksum, below
  out.number(static_cast<std::uint32_t>(sections_.size()));
  file.resize(format::header_bytes);
  file += table;
  for (const auto& [name, bytes] : sections_) {
    file.resize(aligned(file.size()));
    file += bytes;
  }
  file.resize(end);
  const std::uint64_t checksum =
      XXH3_64bits(file.data() + format::checked_from, file.size() - format::checked_from);
  std::memcpy(file.data() + format::checksum_at, &checksum, sizeof checksum);
  return file;
}

}  // namespace newsloom::embed
