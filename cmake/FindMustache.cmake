# Finds kainjow's Mustache, a header without package file. Makes the target newsloom::mustache.
include(FindPackageHandleStandardArgs)
find_path(MUSTACHE_INCLUDE_DIR kainjow/mustache.hpp)
mark_as_advanced(MUSTACHE_INCLUDE_DIR)
find_package_handle_standard_args(Mustache REQUIRED_VARS MUSTACHE_INCLUDE_DIR)
if(Mustache_FOUND AND NOT TARGET newsloom::mustache)
  add_library(newsloom::mustache INTERFACE IMPORTED)
  set_target_properties(newsloom::mustache PROPERTIES INTERFACE_INCLUDE_DIRECTORIES
                                                      "${MUSTACHE_INCLUDE_DIR}")
endif()
