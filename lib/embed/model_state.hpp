// What a loaded model holds.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "embed/model_bytes.hpp"
#include "newsloom/embed/model.hpp"

namespace newsloom::embed {

struct Model::State {
  using Sections = std::map<std::string_view, std::span<const std::byte>, std::less<>>;

  [[nodiscard]] std::span<const std::byte> section(std::string_view name) const {
    const auto found = sections.find(name);
    return found == sections.end() ? std::span<const std::byte>() : found->second;
  }
  // Each returns why it cannot be, empty if all is well.
  std::string read_header(std::span<const std::byte> bytes);
  std::string read_table(std::span<const std::byte> bytes, std::size_t count);
  std::string read_frequencies();
  std::string read_stop_words();
  std::string read_concepts();
  std::string read_vectors();

  std::unique_ptr<ModelBytes> memory;
  Sections sections;
  std::uint64_t fingerprint = 0;
  std::vector<std::string_view> languages;
  std::map<std::string_view, DocumentFrequencies, std::less<>> frequencies;
  Concepts concepts;
  WordVectors vectors;
  std::span<const float> components;
};

}  // namespace newsloom::embed
