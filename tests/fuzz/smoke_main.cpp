// Runs a fuzz target without libFuzzer: over the seed files of a folder, then over reproducible
// mutations of them, for at most two seconds. A crash or a sanitizer's report is the failure.
//   fuzz_smoke_<name> [seed folder]
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <system_error>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<std::uint8_t>;

constexpr std::chrono::seconds time_limit{2};
constexpr std::size_t mutations = 4000;
constexpr std::size_t max_edits = 8;          // a mutation
constexpr std::size_t max_block_bytes = 64;   // bytes copied or cut by one edit
constexpr std::size_t max_bytes = 64 * 1024;  // of a mutated input

std::vector<Bytes> read_seeds(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());  // the folder's own order differs between machines
  std::vector<Bytes> seeds;
  for (const fs::path& path : paths) {
    std::ifstream file(path, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return seeds;
}

/// Equal on every machine, unlike std::uniform_int_distribution. `bound` is at least 1.
std::size_t below(std::mt19937_64& random, std::size_t bound) { return random() % bound; }

void edit(Bytes& bytes, std::mt19937_64& random) {
  // Bytes that mean something to UTF-8, to JSON or to a C string.
  static constexpr std::uint8_t telling[] = {0x00, '\n', '"',  '\\', '{',  '}',  '[',  ',',
                                             0x7f, 0x80, 0xc0, 0xe2, 0xed, 0xf0, 0xff, ' '};
  const std::size_t at = below(random, bytes.size() + 1);
  const auto offset = static_cast<std::ptrdiff_t>(at);
  const std::size_t length = std::min(bytes.size() - at, 1 + below(random, max_block_bytes));
  const auto stop = offset + static_cast<std::ptrdiff_t>(length);
  switch (below(random, 5)) {
    case 0:  // another byte
      if (at < bytes.size()) bytes[at] = telling[below(random, std::size(telling))];
      break;
    case 1:  // another bit
      if (at < bytes.size()) bytes[at] ^= static_cast<std::uint8_t>(1U << below(random, 8));
      break;
    case 2:  // one byte more
      bytes.insert(bytes.begin() + offset, telling[below(random, std::size(telling))]);
      break;
    case 3:  // some bytes less
      bytes.erase(bytes.begin() + offset, bytes.begin() + stop);
      break;
    default: {  // some bytes twice
      const Bytes block(bytes.begin() + offset, bytes.begin() + stop);
      bytes.insert(bytes.begin() + offset, block.begin(), block.end());
    }
  }
  if (bytes.size() > max_bytes) bytes.resize(max_bytes);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Bytes> seeds;
  if (argc > 1) seeds = read_seeds(argv[1]);
  const std::size_t files = seeds.size();
  seeds.emplace_back();  // the empty input, always

  const auto deadline = std::chrono::steady_clock::now() + time_limit;
  for (const Bytes& seed : seeds) LLVMFuzzerTestOneInput(seed.data(), seed.size());

  std::mt19937_64 random(1);
  std::size_t done = 0;
  while (done < mutations && std::chrono::steady_clock::now() < deadline) {
    Bytes bytes = seeds[below(random, seeds.size())];
    const std::size_t edits = 1 + below(random, max_edits);
    for (std::size_t i = 0; i < edits; ++i) edit(bytes, random);
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    ++done;
  }
  std::cout << files << " seeds, " << done << " mutations\n";
  return 0;
}
