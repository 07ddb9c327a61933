// Loads fastText's files, and refuses what fastText would take for whole.
#pragma once

#include <fasttext/fasttext.h>

#include <cstdint>
#include <string>

#include "newsloom/error.hpp"

namespace newsloom::fasttext {

/// "model_unusable" with a reason.
[[nodiscard]] Error unusable(const std::string& path, const std::string& why);
/// Loads `path` into `model`. Errors: `io_error`, `too_large`, `model_unusable`.
result<void> load_model(const std::string& path, std::uint64_t max_bytes,
                        ::fasttext::FastText& model);

}  // namespace newsloom::fasttext
