// How often an undeclared charset is read right: uchardet, ICU's ucsdet, and our decode_text, on
// sentences in the legacy charsets of their languages.
//
//   bench_ingest_charset FOLDER        a folder of <language>.txt, UTF-8, a sentence a line
//
// Right is when the decoded text equals the original, whatever the charset is called.

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <newsloom/ingest/charset.hpp>
#include <string>
#include <string_view>
#include <vector>

#ifdef NEWSLOOM_HAS_UCHARDET
#include <uchardet.h>
#endif

namespace {

namespace fs = std::filesystem;

struct Case {
  const char* language;
  const char* charset;  // as ICU knows it
};
constexpr Case cases[] = {
    {"ru", "windows-1251"}, {"ru", "KOI8-R"},       {"uk", "windows-1251"}, {"uk", "KOI8-U"},
    {"bg", "windows-1251"}, {"sr", "windows-1251"}, {"be", "windows-1251"}, {"mk", "windows-1251"},
    {"ru", "iso-8859-5"},   {"ja", "Shift_JIS"},    {"ja", "EUC-JP"},       {"ja", "ISO-2022-JP"},
    {"zh", "GB18030"},      {"zh", "Big5"},         {"ko", "windows-949"},  {"el", "iso-8859-7"},
    {"el", "windows-1253"}, {"he", "windows-1255"}, {"ar", "windows-1256"}, {"fa", "windows-1256"},
    {"th", "windows-874"},  {"tr", "windows-1254"}, {"pl", "iso-8859-2"},   {"pl", "windows-1250"},
    {"cs", "iso-8859-2"},   {"cs", "windows-1250"}, {"sk", "windows-1250"}, {"hu", "iso-8859-2"},
    {"hu", "windows-1250"}, {"ro", "iso-8859-2"},   {"hr", "windows-1250"}, {"sl", "windows-1250"},
    {"lt", "windows-1257"}, {"lv", "windows-1257"}, {"et", "windows-1257"}, {"vi", "windows-1258"},
    {"fr", "windows-1252"}, {"de", "windows-1252"}, {"es", "windows-1252"}, {"pt", "windows-1252"},
    {"it", "windows-1252"}, {"sv", "windows-1252"}, {"da", "windows-1252"}, {"nb", "windows-1252"},
    {"fi", "windows-1252"}, {"nl", "windows-1252"}, {"is", "windows-1252"}, {"ca", "windows-1252"},
};
constexpr std::size_t sizes[] = {200, 1000, 4000};
constexpr std::size_t most_samples = 25;  // of a charset and size

// Strict both ways: empty if anything does not fit.
std::string convert(const char* to, const char* from, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* target = ucnv_open(to, &status);
  UConverter* source = ucnv_open(from, &status);
  std::string out;
  if (U_SUCCESS(status)) {
    ucnv_setFromUCallBack(target, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    ucnv_setToUCallBack(source, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    out.resize(text.size() * 4 + 64);
    char* at = out.data();
    const char* begin = text.data();
    ucnv_convertEx(target, source, &at, out.data() + out.size(), &begin, text.data() + text.size(),
                   nullptr, nullptr, nullptr, nullptr, 1, 1, &status);
    out.resize(U_SUCCESS(status) ? static_cast<std::size_t>(at - out.data()) : 0);
  }
  ucnv_close(target);
  ucnv_close(source);
  return out;
}

std::string by_ucsdet(const std::string& bytes) {
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector* detector = ucsdet_open(&status);
  ucsdet_setText(detector, bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector, &status);
  const char* name = match == nullptr ? nullptr : ucsdet_getName(match, &status);
  const std::string text = name == nullptr ? "" : convert("UTF-8", name, bytes);
  ucsdet_close(detector);
  return text;
}

#ifdef NEWSLOOM_HAS_UCHARDET
std::string by_uchardet(const std::string& bytes) {
  uchardet_t detector = uchardet_new();
  uchardet_handle_data(detector, bytes.data(), bytes.size());
  uchardet_data_end(detector);
  const std::string text = convert("UTF-8", uchardet_get_charset(detector), bytes);
  uchardet_delete(detector);
  return text;
}
#endif

struct Sample {
  std::size_t group;
  std::string language;
  std::string text;
  std::string bytes;
};

std::vector<Sample> samples_of(const fs::path& folder) {
  std::vector<Sample> samples;
  for (const Case& one : cases) {
    std::ifstream file(folder / (std::string(one.language) + ".txt"));
    const std::vector<std::string> lines = [&file] {
      std::vector<std::string> all;
      for (std::string line; std::getline(file, line);) all.push_back(line + "\n");
      return all;
    }();
    for (std::size_t group = 0; group < std::size(sizes); ++group) {
      std::string text;
      std::size_t made = 0;
      for (const std::string& line : lines) {
        // A line the charset cannot hold is left out.
        if (!convert(one.charset, "UTF-8", line).empty()) text += line;
        std::string bytes = convert(one.charset, "UTF-8", text);
        if (bytes.size() < sizes[group]) continue;
        const bool plain = bytes == text && std::string_view(one.charset) != "ISO-2022-JP";
        if (!plain) samples.push_back({group, one.language, text, std::move(bytes)});
        text.clear();
        if (++made == most_samples) break;
      }
    }
  }
  return samples;
}

using Detect = std::function<std::string(const Sample&)>;

void run(const char* name, const std::vector<Sample>& samples, const Detect& detect, bool detail) {
  std::size_t right[std::size(sizes)] = {};
  std::size_t all[std::size(sizes)] = {};
  std::size_t bytes = 0;
  std::vector<std::pair<std::string, int>> wrong;
  const auto start = std::chrono::steady_clock::now();
  for (const Sample& sample : samples) {
    bytes += sample.bytes.size();
    ++all[sample.group];
    const bool is_right = detect(sample) == sample.text;
    right[sample.group] += is_right ? 1 : 0;
    if (is_right) continue;
    if (wrong.empty() || wrong.back().first != sample.language) {
      wrong.emplace_back(sample.language, 0);
    }
    ++wrong.back().second;
  }
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  fmt::print("{:<28}", name);
  for (std::size_t group = 0; group < std::size(sizes); ++group) {
    fmt::print(" {:.3f}", static_cast<double>(right[group]) / static_cast<double>(all[group]));
  }
  fmt::print("  {:.1f} MB/s\n", static_cast<double>(bytes) / 1e6 / time.count());
  if (!detail) return;
  for (const auto& [language, count] : wrong) fmt::print("  {} {}", language, count);
  fmt::print("\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_ingest_charset FOLDER [--detail]\n");
    return 2;
  }
  const bool detail = argc > 2;
  const std::vector<Sample> samples = samples_of(argv[1]);
  fmt::print("{} samples; decoded right at 200, 1,000 and 4,000 bytes\n", samples.size());
#ifdef NEWSLOOM_HAS_UCHARDET
  run("uchardet", samples, [](const Sample& s) { return by_uchardet(s.bytes); }, detail);
#endif
  run("ICU ucsdet", samples, [](const Sample& s) { return by_ucsdet(s.bytes); }, detail);
  namespace ingest = newsloom::ingest;
  const auto ours = [](const Sample& s) { return ingest::decode_text(s.bytes).text; };
  run("decode_text", samples, ours, detail);
  const auto hinted = [](const Sample& s) {
    ingest::CharsetHints hints;
    hints.language = s.language;
    return ingest::decode_text(s.bytes, hints).text;
  };
  run("decode_text, language known", samples, hinted, detail);
  return samples.empty() ? 1 : 0;
}
