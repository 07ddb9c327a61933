// The sample of this repository, compiled in, as a stream: for a first look without network.
#pragma once

#include <cstddef>
#include <functional>
#include <newsloom/live/newsroom.hpp>

namespace serve {

/// Adds the sample: enough of it for a dozen events at once, then the rest, an article after the
/// other, over about a minute. Returns when all is there, or `is_over` says so.
void play_demo(newsloom::live::Newsroom& newsroom, const std::function<bool()>& is_over);

}  // namespace serve
