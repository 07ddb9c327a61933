// Where a model's bytes live: mapped, copied or linked in.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "newsloom/embed/model.hpp"
#include "newsloom/error.hpp"

namespace newsloom::embed {

/// Owns memory at a multiple of 64.
class ModelBytes {
 public:
  virtual ~ModelBytes() = default;
  [[nodiscard]] virtual std::span<const std::byte> view() const noexcept = 0;
};

/// Maps a file for reading. Errors: `io_error`, `too_large`.
result<std::unique_ptr<ModelBytes>> map_file(const std::string& path, const ModelOptions& options);
std::unique_ptr<ModelBytes> copy_bytes(std::span<const std::byte> bytes);
/// The model linked in, not copied; empty when there is none.
std::unique_ptr<ModelBytes> linked_bytes();

}  // namespace newsloom::embed
