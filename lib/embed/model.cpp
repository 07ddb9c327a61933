#include "newsloom/embed/model.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "embed/model_format.hpp"
#include "embed/model_state.hpp"
#include "newsloom/embed/model_builder.hpp"

namespace newsloom::embed {
namespace {

template <class Number>
Number number_at(std::span<const std::byte> bytes, std::size_t at) {
  Number value{};
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Sections begin at multiples of 64, so any number may be read where it lies.
template <class Number>
std::span<const Number> as_numbers(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const Number*>(bytes.data()), bytes.size() / sizeof(Number)};
}

std::string broken(std::string_view section) {
  return "is inconsistent in section \"" + std::string(section) + "\"; make it again";
}

}  // namespace

std::uint32_t DocumentFrequencies::count(std::uint64_t term) const noexcept {
  const std::size_t row = index_.find(term);
  return row == HashIndex::npos ? 0 : format::count_of_code(counts_[row]);
}

std::optional<ConceptMatch> Concepts::find(std::uint64_t loose_hash) const noexcept {
  const std::size_t row = index_.find(loose_hash);
  if (row == HashIndex::npos) return std::nullopt;
  const std::uint32_t id = values_[row] & ~format::longer_names;
  if (id == 0) return std::nullopt;
  return ConceptMatch{id - 1, hashes_[id - 1], 1};
}

std::optional<ConceptMatch> Concepts::find(std::span<const text::Token> tokens) const noexcept {
  std::optional<ConceptMatch> longest;
  std::uint64_t key = 0;
  const std::size_t most = std::min(tokens.size(), max_concept_tokens);
  for (std::size_t i = 0; i < most; ++i) {
    key = i == 0 ? tokens[0].loose_hash : format::joined(key, tokens[i].loose_hash);
    const std::size_t row = index_.find(key);
    if (row == HashIndex::npos) break;
    const std::uint32_t id = values_[row] & ~format::longer_names;
    if (id != 0) {
      longest = ConceptMatch{id - 1, hashes_[id - 1], static_cast<std::uint32_t>(i + 1)};
    }
    if ((values_[row] & format::longer_names) == 0) break;
  }
  return longest;
}

// Version before checksum: a newer format may place the checksum elsewhere.
std::string Model::State::read_header(std::span<const std::byte> bytes) {
  if (bytes.size() < format::header_bytes) {
    return "has " + std::to_string(bytes.size()) + " bytes, fewer than a model's header";
  }
  if (as_text(bytes.first(format::magic.size())) != format::magic) return "is no newsloom model";
  const auto version = number_at<std::uint32_t>(bytes, format::version_at);
  if (version != format_version) {
    return "has format version " + std::to_string(version) + ", this library reads version " +
           std::to_string(format_version) +
           (version > format_version ? ": it was written by a newer newsloom" : ": make it again");
  }
  const auto size = number_at<std::uint64_t>(bytes, format::size_at);
  if (size > bytes.size()) {
    return "is truncated: " + std::to_string(bytes.size()) + " bytes of " + std::to_string(size);
  }
  if (size < bytes.size()) {
    return "has " + std::to_string(bytes.size() - size) + " bytes behind the model's end";
  }
  if (number_at<std::uint32_t>(bytes, format::zero_at) != 0) return "has a damaged header";
  const std::span<const std::byte> checked = bytes.subspan(format::checked_from);
  fingerprint = number_at<std::uint64_t>(bytes, format::checksum_at);
  if (XXH3_64bits(checked.data(), checked.size()) != fingerprint) {
    return "is damaged: the checksum does not match";
  }
  return read_table(bytes, number_at<std::uint32_t>(bytes, format::count_at));
}

std::string Model::State::read_table(std::span<const std::byte> bytes, std::size_t count) {
  constexpr std::string_view table = "table of sections";
  if (count > (bytes.size() - format::header_bytes) / format::entry_bytes) return broken(table);
  std::string_view previous;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = format::header_bytes + i * format::entry_bytes;
    std::string_view name = as_text(bytes.subspan(at, format::name_bytes));
    name = name.substr(0, name.find('\0'));
    const auto offset = number_at<std::uint64_t>(bytes, at + format::name_bytes);
    const auto size = number_at<std::uint64_t>(bytes, at + format::name_bytes + sizeof offset);
    if (name.empty() || name <= previous || offset % format::alignment != 0 ||
        offset > bytes.size() || size > bytes.size() - offset) {
      return broken(table);
    }
    sections.emplace(name, bytes.subspan(offset, size));
    previous = name;
  }
  return {};
}

std::string Model::State::read_frequencies() {
  constexpr std::size_t head = 2 * sizeof(std::uint32_t);
  for (auto at = sections.lower_bound(format::frequencies);
       at != sections.end() && at->first.starts_with(format::frequencies); ++at) {
    const auto& [name, bytes] = *at;
    if (bytes.size() < head) return broken(name);
    const auto index = HashIndex::read(bytes.subspan(head));
    if (!index || bytes.size() - head - index->size_bytes() != index->size()) return broken(name);
    DocumentFrequencies table;
    table.documents_ = number_at<std::uint32_t>(bytes, 0);
    table.least_count_ = number_at<std::uint32_t>(bytes, sizeof(std::uint32_t));
    table.index_ = *index;
    table.counts_ = as_numbers<std::uint8_t>(bytes.subspan(head + index->size_bytes()));
    const std::string_view language = name.substr(format::frequencies.size());
    languages.push_back(language);
    frequencies.emplace(language, table);
  }
  return {};
}

std::string Model::State::read_stop_words() {
  for (auto at = sections.lower_bound(format::stop_words);
       at != sections.end() && at->first.starts_with(format::stop_words); ++at) {
    if (at->second.size() % sizeof(std::uint64_t) != 0 ||
        !std::ranges::is_sorted(as_numbers<std::uint64_t>(at->second))) {
      return broken(at->first);
    }
  }
  return {};
}

std::string Model::State::read_concepts() {
  const std::span<const std::byte> bytes = section(format::concept_index);
  if (bytes.empty()) return {};
  for (std::string_view rest = as_text(section(format::concept_names)); !rest.empty();) {
    const std::string_view name = rest.substr(0, rest.find('\n'));
    if (name.size() == rest.size()) return broken(format::concept_names);
    concepts.names_.push_back(name);
    concepts.hashes_.push_back(XXH3_64bits(name.data(), name.size()));
    rest.remove_prefix(name.size() + 1);
  }
  const auto index = HashIndex::read(bytes);
  if (!index) return broken(format::concept_index);
  concepts.index_ = *index;
  concepts.values_ = as_numbers<std::uint32_t>(bytes.subspan(index->size_bytes()));
  const bool known = std::ranges::all_of(concepts.values_, [this](std::uint32_t value) {
    return (value & ~format::longer_names) <= concepts.names_.size();
  });
  if (concepts.values_.size() != index->size() || !known) return broken(format::concept_index);
  return {};
}

std::string Model::State::read_vectors() {
  constexpr std::size_t head = 2 * sizeof(std::uint32_t);
  constexpr std::size_t max_dim = 1024;
  const std::span<const std::byte> bytes = section(format::vector_index);
  if (bytes.empty()) return {};
  if (bytes.size() < head) return broken(format::vector_index);
  const auto index = HashIndex::read(bytes.subspan(head));
  const std::size_t dim = number_at<std::uint32_t>(bytes, 0);
  if (!index || dim == 0 || dim > max_dim) return broken(format::vector_index);
  vectors.index_ = *index;
  vectors.dim_ = dim;
  vectors.weights_ = as_numbers<std::uint16_t>(section(format::vector_weights));
  vectors.rows_ = as_numbers<std::int8_t>(section(format::vector_rows));
  components = as_numbers<float>(section(format::vector_components));
  if (vectors.weights_.size() != index->size() ||
      std::ranges::any_of(vectors.weights_,
                          [](std::uint16_t weight) { return weight > WordVectors::max_weight; })) {
    return broken(format::vector_weights);
  }
  if (vectors.rows_.size() != index->size() * dim) return broken(format::vector_rows);
  if (components.size() % dim != 0 ||
      !std::ranges::all_of(components, [](float value) { return std::isfinite(value); })) {
    return broken(format::vector_components);
  }
  return {};
}

Model::Model(std::unique_ptr<State> state) : state_(std::move(state)) {}
Model::~Model() = default;

result<std::shared_ptr<const Model>> Model::take(std::unique_ptr<State> state,
                                                 const std::string& name) {
  std::string why = state->read_header(state->memory->view());
  if (why.empty()) why = state->read_frequencies();
  if (why.empty()) why = state->read_stop_words();
  if (why.empty()) why = state->read_concepts();
  if (why.empty()) why = state->read_vectors();
  if (!why.empty()) return Error{ErrorCode::model_file_unusable, why, {name, {}, {}, {}}};
  return std::shared_ptr<const Model>(new Model(std::move(state)));
}

result<std::shared_ptr<const Model>> Model::open(const std::string& path,
                                                 const ModelOptions& options) {
  auto memory = map_file(path, options);
  if (!memory) return memory.error();
  auto state = std::make_unique<State>();
  state->memory = *std::move(memory);
  return take(std::move(state), path);
}

result<std::shared_ptr<const Model>> Model::from_bytes(std::span<const std::byte> bytes,
                                                       const std::string& name) {
  auto state = std::make_unique<State>();
  state->memory = copy_bytes(bytes);
  return take(std::move(state), name);
}

std::shared_ptr<const Model> Model::builtin() {
  static const std::shared_ptr<const Model> model = [] {
    auto state = std::make_unique<State>();
    state->memory = linked_bytes();
    if (!state->memory->view().empty()) return take(std::move(state), "built-in model").value();
    const std::string none = ModelBuilder().bytes();
    return from_bytes(std::as_bytes(std::span(none))).value();
  }();
  return model;
}

std::uint64_t Model::fingerprint() const noexcept { return state_->fingerprint; }
std::string_view Model::description() const noexcept {
  return as_text(state_->section(format::description));
}
std::span<const std::byte> Model::bytes() const noexcept { return state_->memory->view(); }
const std::vector<std::string_view>& Model::languages() const noexcept { return state_->languages; }

const DocumentFrequencies& Model::frequencies(std::string_view language) const noexcept {
  static const DocumentFrequencies none;
  const auto found = state_->frequencies.find(language);
  return found == state_->frequencies.end() ? none : found->second;
}

std::span<const std::uint64_t> Model::stop_words(std::string_view language) const noexcept {
  return as_numbers<std::uint64_t>(
      state_->section(std::string(format::stop_words) + std::string(language)));
}

const Concepts& Model::concepts() const noexcept { return state_->concepts; }
const WordVectors& Model::vectors() const noexcept { return state_->vectors; }
std::span<const float> Model::common_components() const noexcept { return state_->components; }

std::span<const std::byte> Model::blob(std::string_view name) const noexcept {
  return state_->section(std::string(format::blob) + std::string(name));
}

std::vector<std::string_view> Model::blob_names() const {
  std::vector<std::string_view> names;
  for (const auto& [name, bytes] : state_->sections) {
    if (name.starts_with(format::blob)) names.push_back(name.substr(format::blob.size()));
  }
  return names;
}

}  // namespace newsloom::embed
