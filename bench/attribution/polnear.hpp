// Articles with every attribution marked by hand, as brat standoff in a .tar.zst: <part>/text/X.txt
// and <part>/attributions/X_<annotator>.ann. Header only, as a test reads it too.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/ingest/byte_source.hpp"
#include "newsloom/text/span.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::bench {

/// One attribution by an annotator; spans are bytes of the article.
struct GoldAttribution {
  std::vector<text::Span> content;
  std::vector<text::Span> source;
  std::vector<text::Span> cue;
};
struct GoldArticle {
  std::string name;
  std::string text;
  std::vector<GoldAttribution> attributions;
};

namespace detail {

inline std::string read_all(const std::string& path) {
  auto file = ingest::open_file(path);
  if (!file) return {};
  const auto source = ingest::decompressed(std::move(file).value());
  std::string bytes;
  std::array<std::byte, 65536> buffer{};
  for (;;) {
    const auto count = source->read(buffer);
    if (!count || *count == 0) return bytes;
    bytes.append(reinterpret_cast<const char*>(buffer.data()), *count);
  }
}

// Plain files of a tar archive by name (POSIX ustar, and GNU's long names).
inline std::map<std::string, std::string> untar(std::string_view tar) {
  constexpr std::size_t block = 512;
  constexpr std::size_t name_bytes = 100;
  constexpr std::size_t size_at = 124;
  constexpr std::size_t size_digits = 11;
  constexpr std::size_t type_at = 156;
  std::map<std::string, std::string> files;
  std::string long_name;
  while (tar.size() >= block && tar[0] != '\0') {
    std::size_t size = 0;
    std::from_chars(tar.data() + size_at, tar.data() + size_at + size_digits, size, 8);
    std::string name(tar.substr(0, std::min(tar.find('\0'), name_bytes)));
    const char type = tar[type_at];
    const std::size_t padded = (size + block - 1) / block * block;
    if (tar.size() < block + padded) break;
    const std::string_view body = tar.substr(block, size);
    if (type == 'L') {
      long_name = body.substr(0, body.find('\0'));
    } else {
      if (!long_name.empty()) name = std::move(long_name);
      long_name.clear();
      if (type == '0' || type == '\0') files.emplace(std::move(name), body);
    }
    tar.remove_prefix(block + padded);
  }
  return files;
}

// Offsets count characters; `bytes_at` says at which byte each begins.
inline std::vector<std::uint32_t> character_offsets(std::string_view text) {
  std::vector<std::uint32_t> offsets;
  for (std::size_t at = 0; at < text.size(); at += text::decode_next(text, at).length) {
    offsets.push_back(static_cast<std::uint32_t>(at));
  }
  offsets.push_back(static_cast<std::uint32_t>(text.size()));
  return offsets;
}

inline std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = std::min(line.find(separator), line.size());
    parts.push_back(line.substr(0, end));
    if (end == line.size()) return parts;
    line.remove_prefix(end + 1);
  }
}

// "1063 1078;1100 1110" in characters.
inline std::vector<text::Span> spans_of(std::string_view ranges,
                                        std::span<const std::uint32_t> offsets) {
  std::vector<text::Span> spans;
  for (const std::string_view range : split(ranges, ';')) {
    const auto ends = split(range, ' ');
    if (ends.size() != 2) continue;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::from_chars(ends[0].data(), ends[0].data() + ends[0].size(), begin);
    std::from_chars(ends[1].data(), ends[1].data() + ends[1].size(), end);
    if (begin < end && end < offsets.size()) spans.push_back({offsets[begin], offsets[end]});
  }
  return spans;
}

inline void read_annotations(std::string_view ann, GoldArticle& article) {
  const std::vector<std::uint32_t> offsets = character_offsets(article.text);
  std::map<std::string, std::vector<text::Span>, std::less<>> spans;
  for (const std::string_view line : split(ann, '\n')) {
    const auto fields = split(line, '\t');
    if (fields.size() < 2 || fields[0].empty()) continue;
    if (fields[0][0] == 'T') {
      const std::size_t space = std::min(fields[1].find(' '), fields[1].size());
      spans.emplace(fields[0],
                    spans_of(fields[1].substr(std::min(space + 1, fields[1].size())), offsets));
    } else if (fields[0][0] == 'E') {
      GoldAttribution attribution;
      for (const std::string_view role : split(fields[1], ' ')) {
        const std::size_t colon = role.find(':');
        if (colon == std::string_view::npos) continue;
        const auto found = spans.find(role.substr(colon + 1));
        if (found == spans.end()) continue;
        std::vector<text::Span>* into = nullptr;
        if (role.starts_with("Content")) into = &attribution.content;
        if (role.starts_with("Source")) into = &attribution.source;
        if (role.starts_with("Cue")) into = &attribution.cue;
        if (into != nullptr) into->insert(into->end(), found->second.begin(), found->second.end());
      }
      if (!attribution.content.empty()) article.attributions.push_back(std::move(attribution));
    }
  }
}

}  // namespace detail

/// The articles of one part ("train", "dev") with the first annotator's attributions, by name.
/// Empty when the archive cannot be read.
inline std::vector<GoldArticle> read_polnear(const std::string& archive, std::string_view part) {
  std::vector<GoldArticle> articles;
  const std::string bytes = detail::read_all(archive);
  const auto files = detail::untar(bytes);
  const std::string texts = "/" + std::string(part) + "/text/";
  for (const auto& [path, text] : files) {
    const std::size_t at = ("/" + path).find(texts);
    if (at == std::string::npos) continue;
    GoldArticle article;
    article.name = ("/" + path).substr(at + texts.size());
    constexpr std::size_t extension = 4;
    article.name.resize(article.name.size() - extension);
    article.text = text;
    const std::string prefix =
        path.substr(0, path.rfind("/text/")) + "/attributions/" + article.name;
    const auto ann = files.lower_bound(prefix);
    if (ann == files.end() || !ann->first.starts_with(prefix)) continue;
    detail::read_annotations(ann->second, article);
    articles.push_back(std::move(article));
  }
  return articles;
}

}  // namespace newsloom::bench
