// The loop's inside: Asio's, which public headers do not show.
#pragma once

// clang-format off: <utility> before awaitable.hpp, which forgets it for g++ 12
#include <utility>
#include <boost/asio/io_context.hpp>
// clang-format on
#include <exception>

#include "newsloom/net/transport.hpp"

namespace newsloom::net {

struct Loop::State {
  boost::asio::io_context context{1};
};

/// How coroutines of ours end: what they throw (memory that ran out, a callback of the caller's)
/// comes out of `Loop::run`.
inline constexpr auto rethrow = [](const std::exception_ptr& thrown) {
  if (thrown) std::rethrow_exception(thrown);
};

}  // namespace newsloom::net
