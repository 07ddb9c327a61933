#include "newsloom/embed/model_builder.hpp"

#include <doctest/doctest.h>

#include <span>
#include <string>

namespace {

using namespace newsloom::embed;

// What it writes is tested where it is read: model_test.cpp.
TEST_SUITE("embed model_builder") {
  TEST_CASE("a model of nothing is a model") {
    const std::string bytes = ModelBuilder().bytes();
    const auto model = Model::from_bytes(std::as_bytes(std::span(bytes))).value();
    CHECK(model->languages().empty());
    CHECK(model->vectors().dim() == 0);
    CHECK(model->concepts().size() == 0);
    CHECK(model->blob_names().empty());
    CHECK(model->description().empty());
  }
}

}  // namespace
