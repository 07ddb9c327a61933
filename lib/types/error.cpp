#include "newsloom/error.hpp"

namespace newsloom {

std::string_view to_string(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::invalid_argument:
      return "invalid_argument";
    case ErrorCode::cancelled:
      return "cancelled";
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::already_exists:
      return "already_exists";
    case ErrorCode::unsupported_language:
      return "unsupported_language";
    case ErrorCode::model_unusable:
      return "model_unusable";
    case ErrorCode::io_error:
      return "io_error";
    case ErrorCode::truncated:
      return "truncated";
    case ErrorCode::corrupt:
      return "corrupt";
    case ErrorCode::too_large:
      return "too_large";
    case ErrorCode::json_syntax:
      return "json_syntax";
    case ErrorCode::wrong_type:
      return "wrong_type";
    case ErrorCode::missing_content:
      return "missing_content";
    case ErrorCode::invalid_date:
      return "invalid_date";
    case ErrorCode::unknown_format:
      return "unknown_format";
    case ErrorCode::invalid_url:
      return "invalid_url";
    case ErrorCode::model_file_unusable:
      return "model_file_unusable";
    case ErrorCode::not_active:
      return "not_active";
    case ErrorCode::state_unusable:
      return "state_unusable";
    case ErrorCode::invalid_registry:
      return "invalid_registry";
    case ErrorCode::disk_full:
      return "disk_full";
    case ErrorCode::read_only:
      return "read_only";
    case ErrorCode::damaged:
      return "damaged";
    case ErrorCode::newer_version:
      return "newer_version";
    case ErrorCode::locked:
      return "locked";
    case ErrorCode::address_refused:
      return "address_refused";
    case ErrorCode::unreachable:
      return "unreachable";
    case ErrorCode::timed_out:
      return "timed_out";
    case ErrorCode::tls_failed:
      return "tls_failed";
    case ErrorCode::protocol_error:
      return "protocol_error";
    case ErrorCode::redirect_refused:
      return "redirect_refused";
    case ErrorCode::disallowed:
      return "disallowed";
    case ErrorCode::bad_status:
      return "bad_status";
  }
  return "unknown";
}

std::string_view to_string(Stage stage) noexcept {
  switch (stage) {
    case Stage::general:
      return "general";
    case Stage::text:
      return "text";
    case Stage::ingest:
      return "ingest";
    case Stage::embed:
      return "embed";
    case Stage::cluster:
      return "cluster";
    case Stage::attribution:
      return "attribution";
    case Stage::page:
      return "page";
    case Stage::store:
      return "store";
    case Stage::net:
      return "net";
  }
  return "unknown";
}

std::string Error::to_string() const {
  std::string text;
  text += newsloom::to_string(stage_of(code));
  text += '/';
  text += newsloom::to_string(code);
  text += ": ";
  if (!where.source.empty()) {
    text += where.source;
    if (where.line) text += ":" + std::to_string(*where.line);
    text += ": ";
  } else if (where.line) {
    text += "line " + std::to_string(*where.line) + ": ";
  }
  if (where.byte) text += "byte " + std::to_string(*where.byte) + ": ";
  if (!where.field.empty()) text += "field \"" + where.field + "\": ";
  text += message;
  return text;
}

}  // namespace newsloom
