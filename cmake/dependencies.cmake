# newsloom_find(<package>…): looks for what components link, by the names used in CMakeLists.txt, and
# puts what is not there into newsloom_missing. Used by the build and, installed beside it, by
# newsloomConfig.cmake, because users of a static library need the same targets. A macro, because
# callers read variables it sets.
set(newsloom_cmake_dir "${CMAKE_CURRENT_LIST_DIR}")

macro(newsloom_find)
  set(newsloom_missing)
  set(newsloom_module_path "${CMAKE_MODULE_PATH}")
  list(PREPEND CMAKE_MODULE_PATH "${newsloom_cmake_dir}")
  foreach(newsloom_package IN ITEMS ${ARGN})
    if(newsloom_package STREQUAL "ICU")
      find_package(ICU QUIET COMPONENTS uc i18n)
    elseif(newsloom_package STREQUAL "boost_url")
      find_package(Boost 1.81 QUIET COMPONENTS url)
      set(boost_url_FOUND "${Boost_URL_FOUND}")
    elseif(newsloom_package MATCHES "^lib|^uchardet$")
      newsloom_find_pkg(${newsloom_package})
    else() # CLD2 and Stemmer: beside this file; the others: CMake knows them, or they bring one
      find_package(${newsloom_package} QUIET)
    endif()
    if(NOT ${newsloom_package}_FOUND)
      list(APPEND newsloom_missing ${newsloom_package})
    endif()
  endforeach()
  set(CMAKE_MODULE_PATH "${newsloom_module_path}")
endmacro()

# Makes newsloom::<name> of a pkg-config file of that name.
macro(newsloom_find_pkg name)
  if(NOT TARGET newsloom::${name})
    find_package(PkgConfig QUIET)
    if(PkgConfig_FOUND)
      pkg_check_modules(newsloom_${name} QUIET IMPORTED_TARGET ${name})
      if(newsloom_${name}_FOUND)
        add_library(newsloom::${name} INTERFACE IMPORTED)
        set_target_properties(newsloom::${name} PROPERTIES INTERFACE_LINK_LIBRARIES
                                                           PkgConfig::newsloom_${name})
      endif()
    endif()
  endif()
  if(TARGET newsloom::${name})
    set(${name}_FOUND TRUE)
  endif()
endmacro()
