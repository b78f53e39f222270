# One library per folder, linked only to what it may see: the arrows of ARCHITECTURE.md.
#
#   mcs_library(NAME SOURCES ... [TESTS ...] [DEPENDS ...] [TEST_DEPENDS ...])
#
# makes the library mcs_NAME and, with TESTS, the test program NAME_test.
function(mcs_library name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;TESTS;DEPENDS;TEST_DEPENDS")
  add_library(mcs_${name} STATIC ${ARG_SOURCES})
  target_include_directories(mcs_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(mcs_${name} PUBLIC ${ARG_DEPENDS} PRIVATE mcs_options)
  if(MCS_TESTS AND ARG_TESTS)
    mcs_test(${name} SOURCES ${ARG_TESTS} DEPENDS mcs_${name} ${ARG_TEST_DEPENDS})
  endif()
endfunction()

# A GoogleTest program NAME_test; each of its tests is one of ctest's, by the name that GoogleTest
# gives it: a parameter's value may print as anything.
function(mcs_test name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;DEPENDS")
  add_executable(${name}_test ${ARG_SOURCES})
  target_link_libraries(${name}_test PRIVATE ${ARG_DEPENDS} mcs_options GTest::gmock_main)
  gtest_discover_tests(${name}_test
    NO_PRETTY_VALUES DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 120)
endfunction()
