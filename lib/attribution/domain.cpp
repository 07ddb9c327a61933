#include "attribution/domain.hpp"

#include <libpsl.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <span>

#include "attribution/outlet_words.hpp"

namespace newsloom::attribution {
namespace {

constexpr std::size_t min_family_label_bytes = 3;
constexpr std::size_t max_label_bytes = 63;         // RFC 1035
constexpr std::size_t max_generic_word_bytes = 13;  // "international"

template <std::size_t n>
bool in_sorted(const std::string_view (&words)[n], std::string_view word) noexcept {
  return std::binary_search(std::begin(words), std::end(words), word);
}

/// The generic words and fillers together, sorted at compile time.
constexpr auto all_generic = [] {
  std::array<std::string_view, std::size(generic_words) + std::size(generic_fillers)> words{};
  auto end = std::copy(std::begin(generic_words), std::end(generic_words), words.begin());
  std::copy(std::begin(generic_fillers), std::end(generic_fillers), end);
  std::sort(words.begin(), words.end());
  return words;
}();
static_assert(std::all_of(all_generic.begin(), all_generic.end(), [](std::string_view word) {
  return word.size() <= max_generic_word_bytes;
}));
static_assert(std::is_sorted(std::begin(carriers), std::end(carriers)));
static_assert(std::is_sorted(std::begin(platforms), std::end(platforms)));
static_assert(std::is_sorted(std::begin(private_suffixes), std::end(private_suffixes)));

std::string_view last_labels(std::string_view host, int labels) noexcept {
  std::size_t at = host.size();
  while (labels > 0 && at > 0) {
    at = host.rfind('.', at - 1);
    if (at == std::string_view::npos) return host;
    --labels;
  }
  return labels == 0 ? host.substr(at + 1) : host;
}

/// Whether a top-level label is in the Public Suffix List.
bool is_listed(std::string_view top) {
  const std::string text(top);  // a top-level label is short: not on the heap
  return psl_is_public_suffix2(psl_builtin(), text.c_str(), PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) !=
         0;
}

/// A label in front that says how a page is shown, not who publishes it.
bool is_device_label(std::string_view label) noexcept {
  return label == "www" || label == "m" || label == "mobile" || label == "amp";
}

/// The domain that owns a private suffix: "blogspot.co.uk" for itself. Empty for ICANN suffixes.
std::string_view owner_of_suffix(std::string_view host) {
  if (host.find('.') == std::string_view::npos) return {};
  const std::string text(host);
  return psl_is_public_suffix2(psl_builtin(), text.c_str(), PSL_TYPE_ICANN) != 0
             ? std::string_view{}
             : host;
}

}  // namespace

bool domain_tables_usable() noexcept { return psl_builtin() != nullptr; }

std::string_view registrable_domain(const std::string& host, bool known_suffix_only) {
  const std::string_view all = host;
  if (all.find('.') == std::string_view::npos) return {};
  const std::string_view top = last_labels(all, 1);
  if (in_sorted(private_suffixes, top)) return {};
  // South Africa's "za" is not in the list, "co.za" is.
  if (!is_listed(top) && top != "za") {
    // The list's rule for what it does not know, applied here: libpsl 0.21.2 takes every "x.m" for
    // a suffix, having matched the beginning of "*.mm".
    const bool reserved_for_examples = top == "example" || top == "test";
    return known_suffix_only && !reserved_for_examples ? std::string_view{} : last_labels(all, 2);
  }
  const char* found = psl_registrable_domain(psl_builtin(), host.c_str());
  if (found == nullptr) return owner_of_suffix(all);
  // libpsl returns a pointer into the string it was given.
  const std::string_view domain = all.substr(static_cast<std::size_t>(found - host.c_str()));

  if (domain.size() < all.size() && in_sorted(platforms, domain)) {
    const std::string_view before = all.substr(0, all.size() - domain.size() - 1);
    const std::string_view blog = last_labels(before, 1);
    if (!is_device_label(blog)) return all.substr(before.size() - blog.size());
  }
  const std::size_t dot = domain.find('.');
  if (dot != std::string_view::npos && is_device_label(domain.substr(0, dot))) {
    // "www.blogspot.com": the platform itself, where the list sees a blog called "www".
    const std::string_view owner = owner_of_suffix(domain.substr(dot + 1));
    if (!owner.empty()) return owner;
  }
  return domain;
}

bool is_carrier(std::string_view domain) noexcept {
  if (domain.starts_with("google.") || in_sorted(carriers, domain)) return true;
  // A carrier may be a private suffix, which makes its subdomains registrable.
  const std::size_t dot = domain.find('.');
  return dot != std::string_view::npos && in_sorted(carriers, domain.substr(dot + 1));
}

std::string_view family_of_domain(const std::string& domain) {
  const std::string_view all = domain;
  const std::size_t dot = all.find('.');
  if (dot == std::string_view::npos || dot < min_family_label_bytes) return all;
  // Under a private suffix or a platform the label is a blog's name, free for anyone to take.
  if (!is_listed(last_labels(all, 1))) return all;
  const int is_icann = psl_is_public_suffix2(psl_builtin(), domain.c_str() + dot + 1,
                                             PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE);
  const std::string_view label = all.substr(0, dot);
  return is_icann == 0 || is_generic_label(label) ? all : label;
}

bool is_generic_label(std::string_view label) {
  if (label.size() > max_label_bytes) return false;
  // reached[i]: label[0, i) is a row of generic words.
  std::array<bool, max_label_bytes + 1> reached{};
  reached[0] = true;
  for (std::size_t begin = 0; begin < label.size(); ++begin) {
    if (!reached[begin]) continue;
    if (label[begin] == '-') reached[begin + 1] = true;
    const std::size_t longest = std::min(max_generic_word_bytes, label.size() - begin);
    // Words that begin alike lie together: walk the range while it can still match.
    auto words = std::span<const std::string_view>(all_generic);
    for (std::size_t size = 1; size <= longest && !words.empty(); ++size) {
      const std::string_view word = label.substr(begin, size);
      const auto first = std::lower_bound(words.begin(), words.end(), word);
      const auto last = std::find_if_not(first, words.end(), [&](std::string_view candidate) {
        return candidate.starts_with(word);
      });
      words = {first, last};
      if (!words.empty() && words.front() == word) reached[begin + size] = true;
    }
  }
  return reached[label.size()];
}

}  // namespace newsloom::attribution
