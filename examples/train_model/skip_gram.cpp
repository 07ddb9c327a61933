#include "skip_gram.hpp"

#include <Eigen/Dense>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#ifdef NEWSLOOM_WITH_FASTTEXT
#include <fasttext/fasttext.h>
#endif

namespace train {
namespace {

using newsloom::embed::VectorTable;
using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr std::size_t lead_stems = 40;

}  // namespace

#ifdef NEWSLOOM_WITH_FASTTEXT

newsloom::result<VectorTable> train_skip_gram(const Corpus& corpus, const PairOptions& options,
                                              const Log& log) {
  // fastText reads a file of words: stems as decimal numbers, an article a line.
  const std::string input =
      (std::filesystem::temp_directory_path() / "newsloom_train_model_stems").string();
  {
    std::ofstream file(input);
    for (const Document& document : corpus.documents()) {
      for (const std::uint64_t stem : document.stems) file << stem << ' ';
      file << '\n';
    }
  }
  ::fasttext::Args args;
  args.input = input;
  args.model = ::fasttext::model_name::sg;
  args.dim = static_cast<int>(options.dim);
  args.epoch = static_cast<int>(options.epochs);
  args.minCount = static_cast<int>(options.min_count);
  args.minn = args.maxn = args.bucket = 0;
  args.thread = 1;
  args.seed = static_cast<int>(options.seed);
  args.verbose = 0;
  ::fasttext::FastText model;
  model.train(args);
  std::filesystem::remove(input);

  VectorTable table;
  table.dim = options.dim;
  const auto dictionary = model.getDictionary();
  ::fasttext::Vector row(args.dim);
  for (std::int32_t i = 0; i < dictionary->nwords() && table.stems.size() < options.max_rows; ++i) {
    const std::string word = dictionary->getWord(i);
    if (word.empty() || word.front() < '0' || word.front() > '9') continue;  // </s>
    model.getWordVector(row, word);
    const float length = std::max(row.norm(), 1e-6F);
    table.stems.push_back(std::stoull(word));
    for (std::int64_t d = 0; d < row.size(); ++d) table.rows.push_back(row[d] / length);
  }
  table.weights.assign(table.stems.size(), 1.0F);
  log(std::to_string(table.stems.size()) + " stems of skip-gram");
  return table;
}

#else

newsloom::result<VectorTable> train_skip_gram(const Corpus& /*corpus*/,
                                              const PairOptions& /*options*/, const Log& /*log*/) {
  return newsloom::Error{newsloom::ErrorCode::invalid_argument,
                         "this newsloom was built without fastText, which skip-gram needs",
                         {}};
}

#endif

void weigh_by_frequency(const Corpus& corpus, float a, VectorTable& table) {
  std::unordered_map<std::uint64_t, double> counts;
  double total = 0;
  for (const Document& document : corpus.documents()) {
    for (const std::uint64_t stem : document.stems) counts[stem] += 1;
    total += static_cast<double>(document.stems.size());
  }
  for (std::size_t i = 0; i < table.stems.size(); ++i) {
    const auto found = counts.find(table.stems[i]);
    const double share = found == counts.end() ? 0 : found->second / total;
    table.weights[i] = static_cast<float>(a / (a + share));
  }
}

void remove_components(const Corpus& corpus, std::size_t count, VectorTable& table) {
  const auto dim = static_cast<Eigen::Index>(table.dim);
  std::unordered_map<std::uint64_t, std::size_t> places;
  for (std::size_t i = 0; i < table.stems.size(); ++i) places.emplace(table.stems[i], i);
  Eigen::Map<Matrix> rows(table.rows.data(), static_cast<Eigen::Index>(table.stems.size()), dim);
  Eigen::MatrixXd moments = Eigen::MatrixXd::Zero(dim, dim);
  Eigen::VectorXf sum(dim);
  for (const Document& document : corpus.documents()) {
    sum.setZero();
    const std::size_t size =
        std::min<std::size_t>(document.stems.size(), document.title_size + lead_stems);
    for (const std::uint64_t stem : std::span(document.stems).first(size)) {
      const auto found = places.find(stem);
      if (found == places.end()) continue;
      sum += table.weights[found->second] *
             rows.row(static_cast<Eigen::Index>(found->second)).transpose();
    }
    const float length = sum.norm();
    if (length <= 0) continue;
    const Eigen::VectorXd unit = (sum / length).cast<double>();
    moments += unit * unit.transpose();
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(moments);
  for (std::size_t k = 0; k < std::min(count, table.dim); ++k) {
    // Ascending eigenvalues: the strongest is last.
    const Eigen::VectorXf component =
        solver.eigenvectors().col(dim - 1 - static_cast<Eigen::Index>(k)).cast<float>();
    rows -= (rows * component) * component.transpose();
    table.components.insert(table.components.end(), component.begin(), component.end());
  }
}

}  // namespace train
