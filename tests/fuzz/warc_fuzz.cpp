// Fuzz target: any bytes, after one that says in what pieces they arrive, are read as a web archive
// with the promises of warc.hpp kept. Build with clang and -fsanitize=fuzzer.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "newsloom/ingest/warc.hpp"

namespace {

namespace ingest = newsloom::ingest;

constexpr ingest::WarcOptions options{.max_record_bytes = 64 << 10, .max_body_bytes = 4 << 10};

void require(bool promise) {
  if (!promise) __builtin_trap();
}

class ChunkedSource final : public ingest::ByteSource {
 public:
  ChunkedSource(std::string_view bytes, std::size_t step) : rest_(bytes), step_(step) {}
  [[nodiscard]] newsloom::result<std::size_t> read(std::span<std::byte> buffer) override {
    const std::size_t size = std::min({buffer.size(), rest_.size(), step_});
    if (size > 0) std::memcpy(buffer.data(), rest_.data(), size);
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
  std::size_t step_;
};

std::vector<ingest::WarcResponse> read_all(std::string_view input, std::size_t step) {
  std::vector<ingest::WarcResponse> responses;
  std::vector<ingest::Problem> problems;
  ingest::WarcReader reader(std::make_unique<ChunkedSource>(input, step), options);
  std::size_t calls = 0;
  while (!reader.is_finished()) {
    require(++calls <= input.size() + 2);  // or it never ends
    auto next = reader.next(problems);
    if (!next) {
      require(stage_of(next.error().code) == newsloom::Stage::ingest);
      require(next.error().where.byte.value_or(0) <= input.size());
    } else if (*next) {
      require((*next)->body.size() <= options.max_body_bytes);
      require((*next)->offset < input.size());
      responses.push_back(**std::move(next));
    }
  }
  for (const ingest::Problem& problem : problems) require(!problem.rejected);
  return responses;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t step = all.empty() ? 1 : std::size_t{1} + data[0];
  const std::string_view input = all.substr(std::min<std::size_t>(1, size));
  require(read_all(input, SIZE_MAX) == read_all(input, step));
  return 0;
}
