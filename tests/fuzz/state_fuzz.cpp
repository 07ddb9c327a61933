// Fuzz target: the saved parts of an aggregator, without the checksum that guards them. Whatever is
// accepted must save to something that is accepted again, and must work.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/aggregator.hpp"
#include "newsloom/cluster/online_clusterer.hpp"
#include "newsloom/cluster/term_statistics.hpp"

namespace {

using namespace newsloom;

void require(bool promise) {
  if (!promise) __builtin_trap();
}

cluster::ArticleTerms some_terms() {
  cluster::ArticleTerms terms;
  terms.views[0] = {{1, 2}, {77, 1}, {1ULL << 40U, 3}};
  terms.views[1] = {{5, 1}};
  terms.language = 1;
  return terms;
}

void check_clusterer(std::string_view bytes) {
  auto loaded = cluster::OnlineClusterer::load(bytes);
  if (!loaded) return;
  std::string again;
  loaded->save(again);
  require(cluster::OnlineClusterer::load(again).has_value());
  cluster::TermStatistics statistics;
  std::vector<EventId> closed;
  const auto features =
      std::make_shared<const cluster::ArticleFeatures>(statistics.observe(some_terms()));
  const std::vector<std::uint64_t> fingerprint = {3, 9, 27, 81, 243};
  (void)loaded->add(features, fingerprint, closed);
}

void check_statistics(std::string_view bytes) {
  auto loaded = cluster::TermStatistics::load(bytes);
  if (!loaded) return;
  std::string again;
  loaded->save(again);
  require(cluster::TermStatistics::load(again).has_value());
  (void)loaded->observe(some_terms());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  check_clusterer(input);
  check_statistics(input);
  (void)Aggregator::load(input, {});
  return 0;
}
