// Result<T>: a value, or the Error that stands in its place.
#pragma once

#include <expected>
#include <string>
#include <utility>

#include "base/error.hpp"

namespace mcs {

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, std::string detail = {}) {
  return std::unexpected(Error{code, std::move(detail)});
}

inline std::unexpected<Error> fail(Error error) {
  return std::unexpected(std::move(error));
}

}  // namespace mcs
