// newsloom ingest: a user's outlets from JSON.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "newsloom/attribution/registry.hpp"
#include "newsloom/error.hpp"

namespace newsloom::ingest {

/// Limits of `parse_outlet_registry`.
struct OutletRegistryOptions {
  /// Bytes of a registry. 1 KiB to 1 GiB.
  std::size_t max_bytes = std::size_t{64} << 20U;
  /// Outlets and families each. 1 to 10^7.
  std::size_t max_entries = 1'000'000;
};

/// Reads a registry:
///
/// ```json
/// {"schema": "newsloom/outlets/1",
///  "families": [{"id": "bbc", "name": "BBC", "parent": "…"}],
///  "outlets": [{"name": "BBC News", "domains": ["bbc.co.uk"], "names": ["BBC"], "family": "bbc",
///               "country": "GB", "language": "en", "kind": "broadcaster",
///               "labels": {"quality": "…"}}]}
/// ```
///
/// Only `name` and `domains` of an outlet and `id` of a family are required; `families` may be left
/// out. `kind` is one of `OutletKind`'s names. Fields it does not know are refused, as they are
/// mostly misspelled. `source` (a path, say) is what errors name.
/// Errors: `json_syntax`; `wrong_type` and `invalid_registry`, saying which outlet, by its place
/// and name; `too_large`. O(bytes).
[[nodiscard]] result<attribution::OutletRegistry> parse_outlet_registry(
    std::string_view json, std::string_view source, const OutletRegistryOptions& options = {});

/// The same from a file, plain, gzip or zstd. Errors: also `io_error`.
[[nodiscard]] result<attribution::OutletRegistry> read_outlet_registry(
    const std::string& path, const OutletRegistryOptions& options = {});

}  // namespace newsloom::ingest
