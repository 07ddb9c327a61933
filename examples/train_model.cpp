// Learns a model file from articles: document frequencies, stop words, concepts, word vectors.
//
//   train_model ARTICLES… --output FILE [--sentences FOLDER] [--leave-out FILE…] [--vectors pairs]
//   train_model --base MODEL --output FILE [--blob NAME=FILE…]
//
// One thread; the same input, options and seed give the same bytes. stderr tells what is going on.
// Exit codes: 0 done, 1 nothing usable or the output cannot be written, 2 usage.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <newsloom/embed/model.hpp>
#include <newsloom/embed/model_builder.hpp>
#include <newsloom/ingest/reader.hpp>
#include <newsloom/text/stop_words.hpp>
#include <newsloom/text/utf8.hpp>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "concepts.hpp"
#include "corpus.hpp"
#include "pair_trainer.hpp"
#include "partners.hpp"
#include "skip_gram.hpp"
#include "translations.hpp"

namespace {

namespace embed = newsloom::embed;
namespace fs = std::filesystem;

constexpr int failed_code = 1;
constexpr int usage_code = 2;

struct Settings {
  std::vector<std::string> inputs;
  std::vector<std::string> left_out;
  std::vector<std::string> blobs;
  std::string sentences;
  std::string base;
  std::string output;
  std::string vectors = "pairs";
  std::string description;
  std::uint32_t least_count = 2;
  std::size_t max_terms = 60000;
  std::uint64_t max_articles = UINT64_MAX;
  std::vector<std::string> dictionaries;
  std::vector<std::string> sentence_pairs;
  std::vector<std::string> name_languages;
  float sif = 0;
  std::size_t components = 0;
  bool use_partners = false;
  train::PartnerOptions partners;
  train::PairOptions pairs;
};

void define(CLI::App& app, Settings& settings) {
  app.add_option("input", settings.inputs, "articles: JSON Lines (plain, .gz, .zst) or folders");
  app.add_option("-o,--output", settings.output, "the model file")->required();
  app.add_option("--base", settings.base, "a model whose parts are kept unless made anew");
  app.add_option("--sentences", settings.sentences,
                 "folder of <language>.txt, a sentence a line: frequencies and stop words");
  app.add_option("--leave-out", settings.left_out,
                 "articles that, and copies of which, are not learned from");
  app.add_option("--blob", settings.blobs, "NAME=FILE: put the file's bytes there");
  app.add_option("--vectors", settings.vectors, "how word vectors are learned")
      ->check(CLI::IsMember({"none", "pairs", "skip-gram"}));
  app.add_option("--description", settings.description, "a few words that go into the file");
  app.add_option("--max-articles", settings.max_articles, "of each input");
  app.add_option("--least-count", settings.least_count, "documents a term needs to be kept");
  app.add_option("--max-terms", settings.max_terms, "frequencies kept a language");
  app.add_option("--dim", settings.pairs.dim)->check(CLI::Range(8, 256));
  app.add_option("--epochs", settings.pairs.epochs);
  app.add_option("--batch", settings.pairs.batch)->check(CLI::Range(2, 8192));
  app.add_option("--temperature", settings.pairs.temperature);
  app.add_option("--dictionary", settings.dictionaries,
                 "files of dict-freedict-*, which put languages into one space");
  app.add_option("--sentence-pairs", settings.sentence_pairs,
                 "files <language>-<language>.tsv, source<TAB>translation; every second is used");
  app.add_option("--names", settings.name_languages,
                 "languages whose CLDR names are translations as well");
  app.add_option("--sif", settings.sif, "skip-gram: a word weighs a / (a + its share); 0: 1");
  app.add_option("--components", settings.components, "common components taken out of the rows");
  app.add_flag("--partners", settings.use_partners,
               "also learn from articles of different outlets that share most of their words");
  app.add_option("--partner-cosine", settings.partners.least_cosine);
  app.add_option("--rate", settings.pairs.rate);
  app.add_option("--rows", settings.pairs.max_rows, "word vectors kept");
  app.add_option("--min-count", settings.pairs.min_count, "articles a word needs for a vector");
  app.add_option("--seed", settings.pairs.seed);
}

void say(const std::string& line) { fmt::print(stderr, "train_model: {}\n", line); }

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void report(const newsloom::ingest::Problem& problem) {
  if (problem.rejected) say(problem.error.to_string());
}

void read_articles(const Settings& settings, train::LeftOut& left_out, train::Corpus& corpus) {
  newsloom::ingest::read_paths(
      settings.left_out, {},
      [&left_out](newsloom::Article&& article) {
        left_out.add(article);
        return true;
      },
      report);
  std::size_t skipped = 0;
  for (const std::string& input : settings.inputs) {
    std::uint64_t taken = 0;
    newsloom::ingest::read_paths(
        std::span(&input, 1), {},
        [&](newsloom::Article&& article) {
          if (left_out.has(article)) {
            ++skipped;
          } else {
            corpus.add(article);
          }
          return ++taken < settings.max_articles;
        },
        report);
  }
  say(fmt::format("{} articles read, {} left out as (copies of) the {} named",
                  corpus.documents().size(), skipped, left_out.size()));
}

// The languages of the folder, ascending.
std::vector<std::string> read_sentences(const std::string& folder, train::Corpus& corpus) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<std::string> languages;
  for (const fs::path& path : files) {
    languages.push_back(path.stem().string());
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      corpus.add_sentence(newsloom::text::repair_utf8(line), languages.back());
    }
  }
  return languages;
}

// What somebody who has only the file would ask.
std::string describe(const Settings& settings, const train::Corpus& corpus) {
  std::string text = settings.description;
  text += fmt::format("\nvectors: {}, dim {}, {} epochs, batch {}, seed {}\n", settings.vectors,
                      settings.pairs.dim, settings.pairs.epochs, settings.pairs.batch,
                      settings.pairs.seed);
  for (const auto* files : {&settings.inputs, &settings.dictionaries, &settings.sentence_pairs}) {
    for (const std::string& file : *files) text += fs::path(file).filename().string() + " ";
  }
  text += "\ntokens:";
  for (const auto& [language, tokens] : corpus.tokens()) {
    text += fmt::format(" {} {}", language, tokens);
  }
  return text + "\n";
}

void add_lexical(const Settings& settings, train::Corpus& corpus, embed::ModelBuilder& builder) {
  std::vector<std::string> languages;
  if (!settings.sentences.empty()) languages = read_sentences(settings.sentences, corpus);
  for (const std::string& language : languages) {
    builder.set_stop_words(language, newsloom::text::stop_word_hashes(language));
  }
  std::size_t terms = 0;
  const auto tables = corpus.frequencies(settings.least_count, settings.max_terms);
  for (const auto& [language, table] : tables) {
    terms += table.terms.size();
    builder.set_frequencies(language, table);
  }
  say(fmt::format("frequencies: {} languages, {} terms", tables.size(), terms));
  if (languages.empty()) return;
  const auto names = train::collect_concepts(languages);
  const std::size_t ambiguous = builder.set_concepts(names);
  say(fmt::format("concepts: {} names in {} languages, {} of them ambiguous and left out",
                  names.size(), languages.size(), ambiguous));
}

newsloom::result<train::Translations> read_translations(const Settings& settings) {
  train::Translations translations;
  for (const std::string& path : settings.dictionaries) {
    const auto done = translations.add_dictionary(path);
    if (!done) return done.error();
  }
  for (const std::string& path : settings.sentence_pairs) {
    const auto done = translations.add_sentences(path);
    if (!done) return done.error();
  }
  if (!settings.name_languages.empty()) translations.add_names(settings.name_languages);
  say(fmt::format("{} translations", translations.all().size()));
  return translations;
}

newsloom::result<embed::VectorTable> train_vectors(const Settings& settings,
                                                   const train::Corpus& corpus) {
  embed::VectorTable table;
  if (settings.vectors == "skip-gram") {
    auto trained = train::train_skip_gram(corpus, settings.pairs, say);
    if (!trained) return trained.error();
    table = *std::move(trained);
    if (settings.sif > 0) train::weigh_by_frequency(corpus, settings.sif, table);
  } else {
    using Partners = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
    const Partners partners =
        settings.use_partners ? train::find_partners(corpus, settings.partners) : Partners();
    say(fmt::format("{} pairs of articles that tell the same news", partners.size()));
    const auto translations = read_translations(settings);
    if (!translations) return translations.error();
    table = train::train_pairs(corpus, {partners, translations->all()}, settings.pairs, say);
  }
  if (settings.components > 0) train::remove_components(corpus, settings.components, table);
  return table;
}

bool add_blobs(const Settings& settings, embed::ModelBuilder& builder) {
  for (const std::string& blob : settings.blobs) {
    const std::size_t equals = blob.find('=');
    const auto bytes =
        equals == std::string::npos ? std::nullopt : read_file(blob.substr(equals + 1));
    if (!bytes) {
      say("cannot read the blob " + blob + "; it is given as NAME=FILE");
      return false;
    }
    const auto done = builder.set_blob(std::string_view(blob).substr(0, equals),
                                       std::as_bytes(std::span(*bytes)));
    if (!done) {
      say(done.error().to_string());
      return false;
    }
  }
  return true;
}

bool write_model(const std::string& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) {
    say("cannot write " + path);
    return false;
  }
  const auto model = embed::Model::open(path);
  if (!model) {
    say(model.error().to_string());
    return false;
  }
  say(fmt::format("{}: {} bytes, {} rows of {}, {} concepts, fingerprint {:016x}", path,
                  bytes.size(), (*model)->vectors().size(), (*model)->vectors().dim(),
                  (*model)->concepts().size(), (*model)->fingerprint()));
  return true;
}

int run(const Settings& settings) {
  embed::ModelBuilder builder;
  if (!settings.base.empty()) {
    const auto base = embed::Model::open(settings.base);
    if (!base) {
      say(base.error().to_string());
      return failed_code;
    }
    builder = embed::ModelBuilder(**base);
  }
  if (!settings.inputs.empty()) {
    train::LeftOut left_out;
    train::Corpus corpus;
    read_articles(settings, left_out, corpus);
    if (corpus.documents().empty()) {
      say("no usable article");
      return failed_code;
    }
    if (settings.vectors != "none") {
      const auto table = train_vectors(settings, corpus);
      if (!table) return say(table.error().to_string()), failed_code;
      const auto done = builder.set_vectors(*table);
      if (!done) return say(done.error().to_string()), failed_code;
    }
    add_lexical(settings, corpus, builder);
    builder.set_description(describe(settings, corpus));
  }
  if (!add_blobs(settings, builder)) return failed_code;
  return write_model(settings.output, builder.bytes()) ? 0 : failed_code;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Learns a model file from articles.");
  Settings settings;
  define(app, settings);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : usage_code;
  }
  if (settings.inputs.empty() && settings.base.empty()) {
    say("give articles, or a model with --base");
    return usage_code;
  }
  return run(settings);
}
