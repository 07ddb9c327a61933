#include "loop.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>

namespace newsloom::net {

namespace asio = boost::asio;

Loop::Loop() : state_(std::make_unique<State>()) {}
Loop::~Loop() = default;

void Loop::run() {
  if (state_->context.stopped()) state_->context.restart();
  state_->context.run();
}

bool Loop::run_for(std::chrono::milliseconds time) {
  if (state_->context.stopped()) state_->context.restart();
  state_->context.run_for(time);
  return !state_->context.stopped();
}

void Loop::stop() { state_->context.stop(); }

void Loop::post(std::function<void()> work) { asio::post(state_->context, std::move(work)); }

void Loop::after(std::chrono::milliseconds time, std::function<void()> work) {
  auto timer = std::make_shared<asio::steady_timer>(state_->context, time);
  timer->async_wait([timer, work = std::move(work)](boost::system::error_code error) {
    if (!error) work();
  });
}

void MemoryTransport::send(Request request, Callback done) {
  loop_.post(
      [this, request = std::move(request), done = std::move(done)] { done(handler_(request)); });
}

}  // namespace newsloom::net
