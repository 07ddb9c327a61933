#include "xml_library.hpp"

#include <libxml/parser.h>

#include <mutex>

namespace newsloom::ingest {

void use_xml_library() {
  static std::once_flag done;
  std::call_once(done, xmlInitParser);
}

}  // namespace newsloom::ingest
