// An event's coverage as a table and as JSON.
#pragma once

#include <newsloom/attribution/coverage_report.hpp>
#include <newsloom/attribution/registry.hpp>
#include <newsloom/event.hpp>
#include <string>

#include "support/event_output.hpp"
#include "support/terminal.hpp"

namespace examples {

/// Rows, outlets, families, spread and followings of one event, for reading.
void print_coverage(const newsloom::EventView& event,
                    const newsloom::attribution::CoverageReport& report, const Titles& titles,
                    const Style& style);

/// The same as one JSON object; unknown is absent, times are RFC 3339.
[[nodiscard]] std::string coverage_json(const newsloom::EventView& event,
                                        const newsloom::attribution::CoverageReport& report,
                                        const Titles& titles);

/// A registry in the form `ingest::parse_outlet_registry` reads.
[[nodiscard]] std::string registry_json(const newsloom::attribution::OutletRegistry& registry);

}  // namespace examples
