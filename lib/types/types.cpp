#include "newsloom/types.hpp"

#include <charconv>
#include <system_error>

namespace newsloom {

std::optional<EventId> EventId::parse(std::string_view text) noexcept {
  // `str` writes no sign, no leading zero and no blank, so neither is read: one id, one spelling.
  if (text.size() < 2 || text.front() != 'e') return std::nullopt;
  const std::string_view digits = text.substr(1);
  if (digits.front() == '0' && digits.size() > 1) return std::nullopt;
  std::uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, number);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return EventId(number);
}

Timestamp SystemClock::now() const {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace newsloom
