# Warnings, sanitizers and the compiler cache, for the project's own code only.
add_library(mcs_options INTERFACE)
target_compile_options(mcs_options INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wpedantic
  $<$<BOOL:${MCS_WARNINGS_AS_ERRORS}>:-Werror>)

if(MCS_SANITIZE)
  # Instrumented, std::expected and coroutine frames raise false alarms in g++ 12.
  add_compile_options(-fsanitize=${MCS_SANITIZE} -fno-omit-frame-pointer
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<COMPILE_LANGUAGE:CXX>>:-Wno-mismatched-new-delete>)
  add_link_options(-fsanitize=${MCS_SANITIZE})
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
