# Warnings, sanitizers and the compiler cache, for the project's own code only.
add_library(mcs_options INTERFACE)
target_compile_options(mcs_options INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wpedantic
  # Designated initialisers leave out what has a default, on purpose.
  -Wno-missing-field-initializers
  $<$<BOOL:${MCS_WARNINGS_AS_ERRORS}>:-Werror>)

if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 13)
  # g++ 14 takes the alternatives that a moved variant does not hold for uninitialised, and the
  # frames of Asio's coroutines for freed in another way than they came; sanitizers and clang look for
  # what really is.
  target_compile_options(mcs_options INTERFACE -Wno-maybe-uninitialized
    $<$<COMPILE_LANGUAGE:CXX>:-Wno-mismatched-new-delete>)
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
  # It warns of what libstdc++ 12 calls in its own algorithms.
  target_compile_options(mcs_options INTERFACE -Wno-deprecated-declarations)
endif()

if(MCS_SANITIZE)
  add_compile_options(-fsanitize=${MCS_SANITIZE} -fno-omit-frame-pointer)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # Instrumented, std::expected and coroutine frames raise false alarms in g++ 12, and the fences
    # in Asio's headers a warning.
    add_compile_options(-Wno-maybe-uninitialized -Wno-tsan
      $<$<COMPILE_LANGUAGE:CXX>:-Wno-mismatched-new-delete>)
  endif()
  add_link_options(-fsanitize=${MCS_SANITIZE})
endif()

if(MCS_FUZZ)
  # Coverage for libFuzzer in all code; only the fuzz targets get its main().
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
