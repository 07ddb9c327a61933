// newsloom attribution: registrable domains and the families their labels make.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace newsloom::attribution {

/// Whether libpsl has its built-in list; nothing below may be called without.
[[nodiscard]] bool domain_tables_usable() noexcept;

/// The registrable domain of a normalised host as a view into it: what the Public Suffix List says,
/// or the blog below a platform. Empty if there is none. Unknown suffixes count as public unless
/// `known_suffix_only` (for names that merely look like a domain). O(labels); thread-safe.
[[nodiscard]] std::string_view registrable_domain(const std::string& host, bool known_suffix_only);

/// Whether this registrable domain only passes on other outlets' articles (built-in list).
[[nodiscard]] bool is_carrier(std::string_view domain) noexcept;

/// The family of a registrable domain: its label when that may stand for one publisher, else the
/// domain itself. O(length).
[[nodiscard]] std::string_view family_of_domain(const std::string& domain);

/// Whether a label is a row of words that unrelated outlets share. O(length × longest word).
[[nodiscard]] bool is_generic_label(std::string_view label);

}  // namespace newsloom::attribution
