# fastText's library, which has a pkg-config file but no CMake package: newsloom::fasttext_library.
find_path(FastText_INCLUDE_DIR fasttext/fasttext.h)
find_library(FastText_LIBRARY fasttext)
mark_as_advanced(FastText_INCLUDE_DIR FastText_LIBRARY)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(FastText DEFAULT_MSG FastText_LIBRARY FastText_INCLUDE_DIR)

if(FastText_FOUND AND NOT TARGET newsloom::fasttext_library)
  add_library(newsloom::fasttext_library UNKNOWN IMPORTED)
  set_target_properties(newsloom::fasttext_library PROPERTIES IMPORTED_LOCATION "${FastText_LIBRARY}"
                                                              INTERFACE_INCLUDE_DIRECTORIES "${FastText_INCLUDE_DIR}")
endif()
