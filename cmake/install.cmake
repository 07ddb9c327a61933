# Installs libraries, headers, the CMake package `newsloom` and a pkg-config file a component.
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/newsloom")
set(generated_dir "${PROJECT_BINARY_DIR}/package")

# The folder of the .pc file is known, so the prefix is found from there and an installed tree may
# be moved.
cmake_path(SET pc_dir "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX BASE_DIRECTORY "${CMAKE_INSTALL_PREFIX}/${pc_dir}"
           OUTPUT_VARIABLE pc_up)

set(config_components)
foreach(component IN LISTS NEWSLOOM_COMPONENTS)
  set(target newsloom_${component})
  install(
    TARGETS ${target}
    EXPORT newsloom-${component}
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}"
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
  install(
    EXPORT newsloom-${component}
    NAMESPACE newsloom::
    FILE newsloom-${component}.cmake
    DESTINATION "${package_dir}")

  get_target_property(needs ${target} NEWSLOOM_COMPONENTS)
  get_target_property(packages ${target} NEWSLOOM_PACKAGES)
  get_target_property(pc_requires ${target} NEWSLOOM_PC_REQUIRES)
  get_target_property(pc_libs ${target} NEWSLOOM_PC_LIBS)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "SHARED_LIBRARY")
    set(packages) # a shared library brings what it links
  endif()
  list(JOIN needs " " needs_text)
  list(JOIN packages " " packages_text)
  string(APPEND config_components "set(newsloom_${component}_components ${needs_text})\n"
         "set(newsloom_${component}_packages ${packages_text})\n")

  # A user of the static library links what it links, so that is Requires; a user of the shared one
  # does not, so it is Requires.private.
  list(TRANSFORM needs PREPEND newsloom-)
  set(pc_public ${needs})
  set(pc_private)
  set(pc_public_libs -L\${libdir} -lnewsloom-${component})
  set(pc_private_libs)
  if(type STREQUAL "STATIC_LIBRARY")
    list(APPEND pc_public ${pc_requires})
    list(APPEND pc_public_libs ${pc_libs})
  else()
    list(APPEND pc_private ${pc_requires})
    list(APPEND pc_private_libs ${pc_libs})
  endif()
  list(JOIN pc_public ", " pc_public)
  list(JOIN pc_private ", " pc_private)
  list(JOIN pc_public_libs " " pc_public_libs)
  list(JOIN pc_private_libs " " pc_private_libs)
  configure_file("${PROJECT_SOURCE_DIR}/cmake/newsloom.pc.in"
                 "${generated_dir}/newsloom-${component}.pc" @ONLY)
  install(FILES "${generated_dir}/newsloom-${component}.pc" DESTINATION "${pc_dir}")
endforeach()

configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/newsloomConfig.cmake.in" "${generated_dir}/newsloomConfig.cmake"
  INSTALL_DESTINATION "${package_dir}" NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor version may change the API.
write_basic_package_version_file("${generated_dir}/newsloomConfigVersion.cmake"
                                 COMPATIBILITY SameMinorVersion)
install(
  FILES "${generated_dir}/newsloomConfig.cmake"
        "${generated_dir}/newsloomConfigVersion.cmake"
        "${PROJECT_SOURCE_DIR}/cmake/dependencies.cmake"
        "${PROJECT_SOURCE_DIR}/cmake/FindCLD2.cmake"
        "${PROJECT_SOURCE_DIR}/cmake/FindFastText.cmake"
        "${PROJECT_SOURCE_DIR}/cmake/FindMustache.cmake"
        "${PROJECT_SOURCE_DIR}/cmake/FindStemmer.cmake"
  DESTINATION "${package_dir}")
