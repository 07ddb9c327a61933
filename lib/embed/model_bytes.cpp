#include "embed/model_bytes.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <new>
#include <system_error>
#include <utility>

#include "embed/model_format.hpp"

namespace newsloom::embed {
namespace {

class MappedBytes final : public ModelBytes {
 public:
  explicit MappedBytes(std::span<const std::byte> view) : view_(view) {}
  ~MappedBytes() override {
    // munmap takes what mmap gave, which is not const.
    ::munmap(const_cast<std::byte*>(view_.data()), view_.size());  // NOLINT(*-const-cast)
  }
  MappedBytes(const MappedBytes&) = delete;
  MappedBytes& operator=(const MappedBytes&) = delete;
  [[nodiscard]] std::span<const std::byte> view() const noexcept override { return view_; }

 private:
  std::span<const std::byte> view_;
};

class CopiedBytes final : public ModelBytes {
 public:
  explicit CopiedBytes(std::span<const std::byte> bytes)
      : memory_(static_cast<std::byte*>(::operator new(bytes.size() + 1, align))),
        size_(bytes.size()) {
    if (!bytes.empty()) std::memcpy(memory_.get(), bytes.data(), bytes.size());
  }
  [[nodiscard]] std::span<const std::byte> view() const noexcept override {
    return {memory_.get(), size_};
  }

 private:
  static constexpr std::align_val_t align{format::alignment};
  struct Free {
    void operator()(std::byte* bytes) const noexcept { ::operator delete(bytes, align); }
  };
  std::unique_ptr<std::byte, Free> memory_;
  std::size_t size_;
};

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const noexcept { return number_; }

 private:
  int number_;
};

Error system_error(const std::string& path) {
  return {ErrorCode::io_error, std::generic_category().message(errno), {path, {}, {}, {}}};
}

}  // namespace

result<std::unique_ptr<ModelBytes>> map_file(const std::string& path, const ModelOptions& options) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));  // NOLINT(*-vararg)
  struct stat about = {};
  if (file.number() < 0 || ::fstat(file.number(), &about) != 0) return system_error(path);
  if (!S_ISREG(about.st_mode)) {
    return Error{ErrorCode::io_error, "is no regular file", {path, {}, {}, {}}};
  }
  const auto size = static_cast<std::uint64_t>(about.st_size);
  if (size > options.max_bytes) {
    return Error{ErrorCode::too_large,
                 std::to_string(size) + " bytes; the limit is " + std::to_string(options.max_bytes),
                 {path, {}, {}, {}}};
  }
  if (size == 0) return copy_bytes({});  // nothing can be mapped
  void* const memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
  if (memory == MAP_FAILED) return system_error(path);  // NOLINT(*-cstyle-cast, *-int-to-ptr)
  const std::span view(static_cast<const std::byte*>(memory), static_cast<std::size_t>(size));
  return std::unique_ptr<ModelBytes>(std::make_unique<MappedBytes>(view));
}

std::unique_ptr<ModelBytes> copy_bytes(std::span<const std::byte> bytes) {
  return std::make_unique<CopiedBytes>(bytes);
}

}  // namespace newsloom::embed
