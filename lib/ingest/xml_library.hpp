// libxml2, made ready for use from any thread.
#pragma once

namespace newsloom::ingest {

/// To be called before anything else of libxml2; does something the first time only. Thread-safe.
void use_xml_library();

}  // namespace newsloom::ingest
