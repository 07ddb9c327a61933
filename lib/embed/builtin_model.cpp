// Links the model file into the library's read-only data.
#include "embed/model_bytes.hpp"

#ifdef NEWSLOOM_BUILTIN_MODEL_FILE

// clang-format off
__asm__(".pushsection .rodata\n"
        ".balign 64\n"
        ".hidden newsloom_builtin_model_begin\n"
        ".globl newsloom_builtin_model_begin\n"
        "newsloom_builtin_model_begin:\n"
        ".incbin \"" NEWSLOOM_BUILTIN_MODEL_FILE "\"\n"
        ".hidden newsloom_builtin_model_end\n"
        ".globl newsloom_builtin_model_end\n"
        "newsloom_builtin_model_end:\n"
        ".byte 0\n"
        ".popsection\n");
// clang-format on

extern "C" {
extern const std::byte newsloom_builtin_model_begin;
extern const std::byte newsloom_builtin_model_end;
}

#endif

namespace newsloom::embed {
namespace {

class LinkedBytes final : public ModelBytes {
 public:
  [[nodiscard]] std::span<const std::byte> view() const noexcept override {
#ifdef NEWSLOOM_BUILTIN_MODEL_FILE
    return {&newsloom_builtin_model_begin, &newsloom_builtin_model_end};
#else
    return {};
#endif
  }
};

}  // namespace

std::unique_ptr<ModelBytes> linked_bytes() { return std::make_unique<LinkedBytes>(); }

}  // namespace newsloom::embed
