// The main() of every test program. Beyond doctest's: a run that selects no test case fails, and a
// run in which every test case said MESSAGE("SKIPPED: why") exits with 77, which ctest shows.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

namespace {

constexpr int exit_skipped = 77;  // what ctest is told in tests/CMakeLists.txt

/// What the listener below saw. Written by doctest's thread only, while no test case runs.
struct Seen {
  std::size_t cases = 0;
  std::vector<std::string> skipped;  // one message a test case
  bool current_is_skipped = false;
};

Seen& seen() {
  static Seen instance;
  return instance;
}

class SkipListener final : public doctest::IReporter {
 public:
  explicit SkipListener(const doctest::ContextOptions&) {}
  void report_query(const doctest::QueryData&) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats&) override {}
  void test_case_start(const doctest::TestCaseData&) override {
    ++seen().cases;
    seen().current_is_skipped = false;
  }
  void test_case_reenter(const doctest::TestCaseData&) override {}
  void test_case_end(const doctest::CurrentTestCaseStats&) override {}
  void test_case_exception(const doctest::TestCaseException&) override {}
  void subcase_start(const doctest::SubcaseSignature&) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData&) override {}
  void log_message(const doctest::MessageData& message) override {
    const std::string text = message.m_string.c_str();
    if (!text.starts_with("SKIPPED") || seen().current_is_skipped) return;
    seen().current_is_skipped = true;
    seen().skipped.push_back(text);
  }
  void test_case_skipped(const doctest::TestCaseData&) override {}
};

}  // namespace

REGISTER_LISTENER("skips", 1, SkipListener);

int main(int argc, char** argv) {
  doctest::Context context(argc, argv);
  const int failed = context.run();
  if (context.shouldExit() || failed != 0) return failed;
  if (seen().cases == 0) {
    std::cerr << "no test case matches these filters\n";
    return 1;
  }
  if (seen().skipped.empty()) return 0;
  std::cerr << seen().skipped.size() << " of " << seen().cases << " test cases skipped:\n";
  for (const std::string& reason : seen().skipped) std::cerr << "  " << reason << '\n';
  return seen().skipped.size() == seen().cases ? exit_skipped : 0;
}
