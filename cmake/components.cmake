# How targets of this project are made: newsloom_defaults(), newsloom_component().
include(GNUInstallDirs)

# What every target of ours is compiled with. Warnings become errors in the presets only, through
# CMAKE_COMPILE_WARNING_AS_ERROR. `-ffp-contract=off` keeps results equal on every machine.
function(newsloom_defaults target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(
      ${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
                        -Wold-style-cast -ffp-contract=off)
  endif()
  # What newsloom_embed() makes is longer than the 64 KiB a compiler has to take; clang's -Wpedantic
  # says so.
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    target_compile_options(${target} PRIVATE -Wno-overlength-strings)
  endif()
  # g++ 12 sees overlaps and overruns in inlined std::string and xxhash that are none (its bugs
  # 105329, 105651); clang and the sanitizers watch over both.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-array-bounds)
  endif()
endfunction()

# newsloom_embed(<out> <module>…): makes "embedded/<module>/<file>.inc" in the build folder of each
# lib/<module>/*.json, *.txt, *.css, *.js and *.mustache: one raw string literal, for
# `constexpr std::string_view text =\n#include "<module>/<file>.inc"\n;`. What the library reads from
# a file of its own is so compiled in, and the file stays the only place it is kept.
function(newsloom_embed out)
  set(made)
  foreach(module IN LISTS ARGN)
    set(folder "${PROJECT_SOURCE_DIR}/lib/${module}")
    file(GLOB files CONFIGURE_DEPENDS "${folder}/*.json" "${folder}/*.txt" "${folder}/*.css"
         "${folder}/*.js" "${folder}/*.mustache")
    foreach(file IN LISTS files)
      cmake_path(GET file FILENAME name)
      set(target_file "${PROJECT_BINARY_DIR}/embedded/${module}/${name}.inc")
      add_custom_command(
        OUTPUT "${target_file}"
        COMMAND ${CMAKE_COMMAND} "-DINPUT=${file}" "-DOUTPUT=${target_file}" -P
                "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
        DEPENDS "${file}" "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
        VERBATIM)
      list(APPEND made "${target_file}")
    endforeach()
  endforeach()
  set(${out} "${made}" PARENT_SCOPE)
endfunction()

# All components, whichever exist; and what they compile in, for tools that only read sources.
add_custom_target(newsloom_libraries)
add_custom_target(newsloom_embedded)

# newsloom_component(<name> MODULES <folder>… [COMPONENTS <component>…] [LINK <target>…]
#                    [PACKAGES <name>…] [PC_REQUIRES <pc>…] [PC_LIBS <flag>…])
#
# Makes newsloom::<name> of lib/<module>/*.cpp, with the public headers include/newsloom/<module>/;
# the module `types` owns the headers directly in include/newsloom/. COMPONENTS are linked publicly,
# LINK privately. PACKAGES (names known to cmake/dependencies.cmake) and PC_* say what a user of the
# static library has to find. Appends the name to NEWSLOOM_COMPONENTS; does nothing without sources.
function(newsloom_component name)
  cmake_parse_arguments(arg "" "" "MODULES;COMPONENTS;LINK;PACKAGES;PC_REQUIRES;PC_LIBS" ${ARGN})
  set(sources)
  set(headers)
  foreach(module IN LISTS arg_MODULES)
    file(GLOB found CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/lib/${module}/*.cpp")
    list(APPEND sources ${found})
    if(module STREQUAL "types")
      set(folder "${PROJECT_SOURCE_DIR}/include/newsloom")
    else()
      set(folder "${PROJECT_SOURCE_DIR}/include/newsloom/${module}")
    endif()
    file(GLOB found CONFIGURE_DEPENDS "${folder}/*.hpp")
    list(APPEND headers ${found})
  endforeach()
  if(NOT sources)
    return()
  endif()

  newsloom_find(${arg_PACKAGES})
  if(newsloom_missing)
    list(JOIN newsloom_missing ", " missing)
    message(FATAL_ERROR "newsloom::${name} needs ${missing}, not found here; cmake/setup installs it")
  endif()
  set(target newsloom_${name})
  newsloom_embed(embedded ${arg_MODULES})
  add_library(${target} ${sources} ${embedded})
  add_library(newsloom::${name} ALIAS ${target})
  newsloom_defaults(${target})
  set_target_properties(
    ${target}
    PROPERTIES EXPORT_NAME ${name}
               OUTPUT_NAME newsloom-${name}
               VERSION ${PROJECT_VERSION}
               SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
               DEFINE_SYMBOL ""
               POSITION_INDEPENDENT_CODE ON)
  target_sources(
    ${target}
    PUBLIC FILE_SET
           HEADERS
           BASE_DIRS
           "${PROJECT_SOURCE_DIR}/include"
           FILES
           ${headers})
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/lib")
  if(embedded)
    add_custom_target(${target}_embedded DEPENDS ${embedded})
    add_dependencies(${target} ${target}_embedded)
    add_dependencies(newsloom_embedded ${target}_embedded)
    target_include_directories(${target} PRIVATE "${PROJECT_BINARY_DIR}/embedded")
  endif()
  list(TRANSFORM arg_COMPONENTS PREPEND newsloom:: OUTPUT_VARIABLE components)
  target_link_libraries(
    ${target}
    PUBLIC ${components}
    PRIVATE ${arg_LINK})
  # Read by cmake/install.cmake.
  set_target_properties(
    ${target}
    PROPERTIES NEWSLOOM_COMPONENTS "${arg_COMPONENTS}"
               NEWSLOOM_PACKAGES "${arg_PACKAGES}"
               NEWSLOOM_PC_REQUIRES "${arg_PC_REQUIRES}"
               NEWSLOOM_PC_LIBS "${arg_PC_LIBS}")

  add_dependencies(newsloom_libraries ${target})

  list(APPEND NEWSLOOM_COMPONENTS ${name})
  set(NEWSLOOM_COMPONENTS "${NEWSLOOM_COMPONENTS}" PARENT_SCOPE)
endfunction()

# Programs of ours (examples, bench) may use every component, and CLI11, spdlog and fmt.
macro(newsloom_find_tools)
  find_package(CLI11 REQUIRED)
  find_package(Boost 1.81 REQUIRED COMPONENTS json)
  find_package(fmt REQUIRED)
  find_package(spdlog REQUIRED)
endmacro()
function(newsloom_link_tools target)
  list(TRANSFORM NEWSLOOM_COMPONENTS PREPEND newsloom:: OUTPUT_VARIABLE components)
  target_link_libraries(${target} PRIVATE ${components} Boost::json CLI11::CLI11 fmt::fmt spdlog::spdlog)
endfunction()
