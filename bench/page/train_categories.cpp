// Learns lib/page/category_weights.txt from articles with topics, and says how good it is on a
// fifth of them that it does not learn from.
//
//   zstdcat CORPUS.jsonl.zst … | bench_page_train_categories > lib/page/category_weights.txt
//
// A softmax over the mean of the features' weights, by gradient descent, rounded to 8 bits. The
// margin from which it answers is the least one with 90 % of the answers right on the held-out
// articles of the first half; accuracy is told for those of the second half.

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>
#include <newsloom/page/category.hpp>
#include <newsloom/text/stem.hpp>
#include <random>
#include <string>
#include <vector>

namespace {

using newsloom::page::category_buckets;

constexpr std::array<std::string_view, 7> names{"arts, culture, entertainment and media",
                                                "economy, business and finance",
                                                "health",
                                                "politics and government",
                                                "religion",
                                                "science and technology",
                                                "sport"};
constexpr std::size_t classes = names.size();

const std::map<std::string, std::size_t>& class_of_topic() {
  static const std::map<std::string, std::size_t> table{
      {"entertainment", 0}, {"Kultur", 0},   {"culture", 0},      {"business", 1},
      {"Wirtschaft", 1},    {"économie", 1}, {"health", 2},       {"santé", 2},
      {"politics", 3},      {"Inland", 3},   {"religion", 4},     {"tech", 5},
      {"technology", 5},    {"Web", 5},      {"Wissenschaft", 5}, {"science_high-tech", 5},
      {"sport", 6},         {"sports", 6},   {"Sport", 6}};
  return table;
}

struct Example {
  std::vector<std::uint32_t> features;
  std::size_t label = 0;
  std::string language;
  unsigned part = 0;  // 0 to 9: 8 tunes the margin, 9 is scored, the others are learned from
};

std::string text_of(const boost::json::object& line, const char* name) {
  const auto* value = line.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::vector<Example> read_examples() {
  std::vector<Example> examples;
  for (std::string line; std::getline(std::cin, line);) {
    const boost::json::value value = boost::json::parse(line);
    const auto& object = value.as_object();
    const auto found = class_of_topic().find(text_of(object, "topic"));
    if (found == class_of_topic().end()) continue;
    Example example;
    example.label = found->second;
    example.language = text_of(object, "language");
    const std::string text = text_of(object, "title") + "\n" + text_of(object, "text");
    example.features = newsloom::page::category_features(text.substr(0, 1200), example.language);
    example.part = static_cast<unsigned>(newsloom::text::hash_bytes(text) % 10);
    if (!example.features.empty()) examples.push_back(std::move(example));
  }
  return examples;
}

using Table = std::vector<std::array<float, classes>>;

Table learn(const std::vector<Example>& examples) {
  Table weights(category_buckets);
  std::vector<const Example*> order;
  std::array<double, classes> count{};
  for (const Example& example : examples) {
    if (example.part >= 8) continue;
    order.push_back(&example);
    count[example.label] += 1;
  }
  std::mt19937_64 random(1);
  constexpr int epochs = 25;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    const double rate = 8.0 * (1.0 - epoch / static_cast<double>(epochs));
    for (const Example* example : order) {
      std::array<double, classes> z{};
      const double n = static_cast<double>(example->features.size());
      for (const auto feature : example->features) {
        for (std::size_t c = 0; c < classes; ++c) z[c] += weights[feature][c];
      }
      double sum = 0;
      for (double& value : z) sum += value = std::exp(std::min(value / n, 60.0));
      for (std::size_t c = 0; c < classes; ++c) {
        const double error = (c == example->label ? 1.0 : 0.0) - z[c] / sum;
        const float step = static_cast<float>(rate * error / std::sqrt(n) / 4);
        for (const auto feature : example->features) weights[feature][c] += step;
      }
    }
  }
  return weights;
}

struct Answer {
  long margin = 0;
  bool right = false;
};

Answer answer(const std::vector<std::int8_t>& weights, const Example& example) {
  std::array<long, classes> sums{};
  for (const auto feature : example.features) {
    for (std::size_t c = 0; c < classes; ++c) sums[c] += weights[feature * classes + c];
  }
  const auto best =
      static_cast<std::size_t>(std::max_element(sums.begin(), sums.end()) - sums.begin());
  const long most = sums[best];
  sums[best] = -1'000'000;
  const long second = *std::max_element(sums.begin(), sums.end());
  return {(most - second) * 1000 / static_cast<long>(example.features.size()),
          best == example.label};
}

std::vector<std::int8_t> rounded(const Table& weights) {
  float most = 0;
  for (const auto& row : weights) {
    for (const float value : row) most = std::max(most, std::abs(value));
  }
  // Clipping a few large ones leaves finer steps for all.
  const float scale = 127.0F / (most * 0.5F);
  std::vector<std::int8_t> out;
  for (const auto& row : weights) {
    for (const float value : row) {
      out.push_back(static_cast<std::int8_t>(std::clamp(std::lround(value * scale), -127L, 127L)));
    }
  }
  return out;
}

long choose_margin(const std::vector<Example>& examples, const std::vector<std::int8_t>& weights) {
  std::vector<Answer> answers;
  for (const auto& example : examples) {
    if (example.part == 8) answers.push_back(answer(weights, example));
  }
  std::sort(answers.begin(), answers.end(),
            [](const Answer& a, const Answer& b) { return a.margin > b.margin; });
  std::size_t right = 0;
  long margin = answers.empty() ? 0 : answers.front().margin;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i].right) ++right;
    if (static_cast<double>(right) >= 0.90 * static_cast<double>(i + 1)) margin = answers[i].margin;
  }
  return margin;
}

void report(const std::vector<Example>& examples, const std::vector<std::int8_t>& weights,
            long margin) {
  std::map<std::string, std::array<std::size_t, 4>> table;  // all, right, answered, right of these
  for (const auto& example : examples) {
    if (example.part != 9) continue;
    const Answer got = answer(weights, example);
    for (const std::string& key :
         {std::string("all"), example.language, std::string(names[example.label])}) {
      auto& row = table[key];
      ++row[0];
      if (got.right) ++row[1];
      if (got.margin < margin) continue;
      ++row[2];
      if (got.right) ++row[3];
    }
  }
  for (const auto& [key, row] : table) {
    std::fprintf(stderr, "%-42s %5zu held out, %.3f right; %.3f answered, %.3f of them right\n",
                 key.c_str(), row[0], static_cast<double>(row[1]) / static_cast<double>(row[0]),
                 static_cast<double>(row[2]) / static_cast<double>(row[0]),
                 row[2] > 0 ? static_cast<double>(row[3]) / static_cast<double>(row[2]) : 0.0);
  }
}

void write(const std::vector<std::int8_t>& weights, long margin) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::printf("newsloom-categories 1 %ld\n", margin);
  for (const auto name : names) std::printf("%.*s\n", static_cast<int>(name.size()), name.data());
  std::string out = "\n";
  unsigned bits = 0;
  unsigned count = 0;
  std::size_t column = 0;
  for (const std::int8_t weight : weights) {
    bits = (bits << 8U) | static_cast<unsigned>(weight + 128);
    count += 8;
    while (count >= 6) {
      count -= 6;
      out += alphabet[(bits >> count) & 63U];
      if (++column % 96 == 0) out += '\n';
    }
  }
  if (count > 0) out += alphabet[(bits << (6 - count)) & 63U];
  std::printf("%s\n", out.c_str());
}

}  // namespace

int main() {
  const auto examples = read_examples();
  const auto weights = rounded(learn(examples));
  const long margin = choose_margin(examples, weights);
  report(examples, weights, margin);
  write(weights, margin);
}
