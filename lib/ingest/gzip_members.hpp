// gzip a member at a time, so that damage in one costs nothing of the next. Private.
#pragma once

#include <zlib.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

#include "byte_window.hpp"

namespace newsloom::ingest {

/// Inflates members of a window one by one, reusing zlib's memory. Not thread-safe.
class GzipMembers {
 public:
  GzipMembers();
  ~GzipMembers();
  GzipMembers(const GzipMembers&) = delete;
  GzipMembers& operator=(const GzipMembers&) = delete;

  /// A source of the bytes of the member that `window` begins with. It ends with the member, and
  /// then the window begins with what follows; after an error, behind where the member began, so
  /// that `skip_to_member` finds the next one (members of up to 8 MiB are kept for that).
  /// `window` and this object must outlive it.
  [[nodiscard]] std::unique_ptr<ByteSource> open(ByteWindow& window);
  /// Goes to the next place where a member seems to begin; false at the end of the window.
  static bool skip_to_member(ByteWindow& window);

 private:
  class Member;
  z_stream stream_{};
};

}  // namespace newsloom::ingest
