// newsloom page: a page as JSON, read by those who check it.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

#include "newsloom/error.hpp"
#include "newsloom/page/statement.hpp"

namespace newsloom::page {

/// Thrown inside the checkers only, and caught at their entry: the first thing that does not hold.
class Refused : public std::exception {
 public:
  explicit Refused(Error error) : error_(std::move(error)) {}
  [[nodiscard]] const Error& error() const noexcept { return error_; }
  [[nodiscard]] const char* what() const noexcept override { return error_.message.c_str(); }

 private:
  Error error_;
};

[[noreturn]] void refuse(std::string_view where, std::string message,
                         ErrorCode code = ErrorCode::invalid_argument);

/// Reads a page. Throws `Refused`.
[[nodiscard]] boost::json::object parse_page(std::string_view json);

/// Members of the expected type; throw `Refused` naming the place.
[[nodiscard]] const boost::json::object& object_at(const boost::json::value& value,
                                                   std::string_view where);
[[nodiscard]] const boost::json::array& array_at(const boost::json::value& value,
                                                 std::string_view where);
[[nodiscard]] std::string text_at(const boost::json::object& object, std::string_view name,
                                  std::string_view where);
/// Empty if it is absent.
[[nodiscard]] std::string optional_text(const boost::json::object& object, std::string_view name,
                                        std::string_view where);
[[nodiscard]] std::uint64_t number_at(const boost::json::object& object, std::string_view name,
                                      std::string_view where);

/// The range a verbatim segment or a support names.
[[nodiscard]] Support range_at(const boost::json::object& object, std::string_view where);

}  // namespace newsloom::page
