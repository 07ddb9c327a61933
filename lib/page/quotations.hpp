// newsloom page: what of a sentence stands between quotation marks.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "newsloom/attribution/reading.hpp"
#include "newsloom/text/span.hpp"
#include "newsloom/text/tokenize.hpp"

namespace newsloom::page {

/// Bytes between quotation marks, and a test for a token.
class Quotations {
 public:
  Quotations(const attribution::FieldReading& field, text::Span span) {
    for (const text::Quoted& quoted : field.quoted) {
      if (span.contains(quoted.inner)) inner_.push_back(quoted.inner);
    }
  }
  [[nodiscard]] bool contain(const text::Token& token) const {
    return std::any_of(inner_.begin(), inner_.end(), [&token](text::Span inner) {
      return inner.begin <= token.begin && token.end <= inner.end;
    });
  }
  [[nodiscard]] std::size_t bytes() const {
    std::size_t sum = 0;
    for (const text::Span inner : inner_) sum += inner.size();
    return sum;
  }
  [[nodiscard]] bool empty() const { return inner_.empty(); }

 private:
  std::vector<text::Span> inner_;
};

}  // namespace newsloom::page
