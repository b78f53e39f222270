# What is used and why: docs/dependencies.md.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(CURL 7.86 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(prometheus-cpp REQUIRED)
find_package(pugixml 1.13 REQUIRED)
find_package(Boost 1.88 REQUIRED CONFIG)
pkg_check_modules(libjwt REQUIRED IMPORTED_TARGET libjwt)

# Boost's own sources, compiled once: everything else sees declarations.
add_library(mcs_boost STATIC ${CMAKE_SOURCE_DIR}/cmake/boost_sources.cpp)
target_link_libraries(mcs_boost PUBLIC Boost::headers Threads::Threads OpenSSL::SSL OpenSSL::Crypto)
target_compile_definitions(mcs_boost PUBLIC
  BOOST_ASIO_SEPARATE_COMPILATION
  BOOST_ASIO_NO_DEPRECATED
  BOOST_BEAST_SEPARATE_COMPILATION)

if(MCS_TESTS)
  find_package(GTest REQUIRED)
  include(GoogleTest)
  # Not by its package file: Debian's points to /usr wherever it is unpacked.
  find_path(JSONCONS_INCLUDE_DIR jsoncons/json.hpp REQUIRED)
endif()
