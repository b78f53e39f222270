// How the product is started to be measured.
#pragma once

#include <string>
#include <vector>

namespace mcs::bench {

// The embedded form, on a port of its choosing unless one is given, and open to crowds.
inline std::vector<std::string> serve(const std::string& program, const std::string& data,
                                      unsigned port = 0) {
  return {program,
          "serve",
          "--port",
          std::to_string(port),
          "--bind",
          "127.0.0.1",
          "--data-dir",
          data,
          "--log-level",
          "error",
          "--joins-burst",
          "1000000",
          "--joins-per-second",
          "1000000"};
}

}  // namespace mcs::bench
