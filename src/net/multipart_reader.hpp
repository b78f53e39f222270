// Reads multipart/form-data (RFC 7578, RFC 2046) as it arrives, in pieces of any size; keeps at
// most one part's header. What the parts mean is the listener's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace mcs::net {

struct PartHeader {
  std::string name;
  std::optional<std::string> filename;
  std::string content_type;  // text/plain if the part does not say (RFC 7578, section 4.4).
};

class MultipartListener {
 public:
  virtual ~MultipartListener() = default;

  virtual void part_begins(const PartHeader& header) = 0;
  // Never empty; gone when this returns.
  virtual void part_data(std::string_view data) = 0;
  virtual void part_ends() = 0;
};

struct MultipartLimits {
  std::size_t header = 4 * 1024;  // Of one part.
  std::size_t parts = 16;
};

// The boundary that a Content-Type header announces. UnsupportedMediaType if it is not
// multipart/form-data, BadRequest if the boundary is missing or malformed.
Result<std::string> multipart_boundary(std::string_view content_type);

class MultipartReader {
 public:
  MultipartReader(std::string_view boundary, MultipartListener& listener,
                  MultipartLimits limits = {});

  // BadRequest at the first byte that cannot be right, TooLarge past a limit; then no more is read.
  Result<void> feed(std::string_view bytes);
  // After the last byte: BadRequest if the closing delimiter has not come.
  Result<void> finish() const;

 private:
  enum class State : std::uint8_t {
    Preamble,        // Thrown away up to the first delimiter.
    AfterDelimiter,  // "--" ends everything; space and a line end begin a part.
    Closing,         // One hyphen of the two has come.
    Padding,         // Space after a delimiter.
    LineEnd,         // The carriage return has come.
    Header,
    Data,
    Epilogue,  // Thrown away.
    Failed,
  };

  // Each takes what it can from the front of `bytes`.
  void search_delimiter(std::string_view& bytes);
  Result<void> read_after_delimiter(std::string_view& bytes);
  Result<void> read_header(std::string_view& bytes);
  Result<void> begin_part();
  void emit(std::string_view data);
  std::unexpected<Error> give_up(ErrorCode code, std::string detail);

  std::string delimiter_;  // CR LF, two hyphens and the boundary.
  MultipartListener& listener_;
  MultipartLimits limits_;
  State state_ = State::Preamble;
  std::size_t matched_;  // Bytes of the delimiter that the input ends with.
  std::string header_;
  std::size_t parts_ = 0;
};

}  // namespace mcs::net
