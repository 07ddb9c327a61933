// newsloom page: filling templates. Everything an article says goes through their escaping.
#pragma once

#include <iterator>
#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>

#include "escape.hpp"

namespace newsloom::page {

using Data = kainjow::mustache::data;

/// An empty text would be true to a section, so it is left out.
inline void put(Data& data, const char* name, std::string_view text) {
  const std::string shown = plain_line(text);
  if (!shown.empty()) data.set(name, shown);
}

/// Sets a list, and "has_<name>" if there is something in it.
template <class Values, class Make>
void put_list(Data& data, const std::string& name, const Values& values, Make&& make) {
  Data entries(Data::type::list);
  for (const auto& value : values) entries.push_back(make(value));
  data.set(name, entries);
  if (!std::empty(values)) data.set("has_" + name, Data(true));
}

/// A template that others include by name.
inline Data partial(std::string_view source) {
  return Data(kainjow::mustache::partial([source] { return std::string(source); }));
}

inline std::string fill(std::string_view source, const Data& data) {
  kainjow::mustache::mustache renderer{std::string(source)};
  return renderer.render(data);
}

}  // namespace newsloom::page
