#include "byte_window.hpp"

#include <algorithm>
#include <cstring>

namespace newsloom::ingest {
namespace {

class WindowSource final : public ByteSource {
 public:
  explicit WindowSource(ByteWindow window) : window_(std::move(window)) {}
  [[nodiscard]] result<std::size_t> read(std::span<std::byte> buffer) override {
    window_.need(1);
    const std::size_t size = std::min(buffer.size(), window_.bytes().size());
    if (size == 0 && !buffer.empty() && window_.fault()) return *window_.fault();
    if (size > 0) std::memcpy(buffer.data(), window_.bytes().data(), size);
    window_.consume(size);
    return size;
  }

 private:
  ByteWindow window_;
};

}  // namespace

void ByteWindow::restart(std::unique_ptr<ByteSource> source) {
  source_ = std::move(source);
  begin_ = end_ = 0;
  consumed_ = 0;
  finished_ = false;
  fault_.reset();
}

void ByteWindow::need(std::size_t wanted) {
  while (end_ - begin_ < wanted && !finished_) {
    if (begin_ > 0) {
      std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
      end_ -= std::exchange(begin_, 0);
    }
    if (end_ == buffer_.size()) buffer_.resize(2 * buffer_.size());
    const auto got = source_->read(std::span(buffer_).subspan(end_));
    if (!got) fault_ = got.error();
    end_ += got.value_or(0);
    finished_ = got.value_or(0) == 0;
  }
}

bool ByteWindow::begins_with(std::span<const unsigned char> magic) const {
  return bytes().size() >= magic.size() &&
         std::memcmp(bytes().data(), magic.data(), magic.size()) == 0;
}

std::unique_ptr<ByteSource> from_window(ByteWindow window) {
  return std::make_unique<WindowSource>(std::move(window));
}

}  // namespace newsloom::ingest
