# Finds Snowball stemmers, which have no package file.
# Makes the target newsloom::stemmer.
include(FindPackageHandleStandardArgs)
find_path(Stemmer_INCLUDE_DIR libstemmer.h)
find_library(Stemmer_LIBRARY stemmer)
mark_as_advanced(Stemmer_INCLUDE_DIR Stemmer_LIBRARY)
find_package_handle_standard_args(Stemmer REQUIRED_VARS Stemmer_LIBRARY Stemmer_INCLUDE_DIR)
if(Stemmer_FOUND AND NOT TARGET newsloom::stemmer)
  add_library(newsloom::stemmer UNKNOWN IMPORTED)
  set_target_properties(
    newsloom::stemmer PROPERTIES IMPORTED_LOCATION "${Stemmer_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES
                                                                 "${Stemmer_INCLUDE_DIR}")
endif()
