#include "net/multipart_reader.hpp"

#include <algorithm>
#include <utility>

#include "net/header_list.hpp"
#include "net/header_parameters.hpp"

namespace mcs::net {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t max_boundary = 70;

// RFC 2046, section 5.1.1.
bool is_valid_boundary(std::string_view boundary) {
  constexpr std::string_view characters =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'()+_,-./:=? ";
  return !boundary.empty() && boundary.size() <= max_boundary && boundary.back() != ' ' &&
         boundary.find_first_not_of(characters) == std::string_view::npos;
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find(line_end);
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(line.size() + line_end.size(), text.size()));
  return line;
}

}  // namespace

Result<std::string> multipart_boundary(std::string_view content_type) {
  const HeaderWithParameters header = parse_parameters(content_type);
  if (!equals_ignoring_case(header.value, "multipart/form-data"))
    return fail(ErrorCode::UnsupportedMediaType, "send the file as multipart/form-data");
  const auto boundary = header.parameters.find("boundary");
  if (!boundary || !is_valid_boundary(*boundary))
    return fail(ErrorCode::BadRequest, "the Content-Type has no valid boundary");
  return std::string(*boundary);
}

MultipartReader::MultipartReader(std::string_view boundary, MultipartListener& listener,
                                 MultipartLimits limits)
    : delimiter_(std::string(line_end).append("--").append(boundary)),
      listener_(listener),
      limits_(limits),
      // The first delimiter may be the body's beginning, where no line ends.
      matched_(line_end.size()) {}

Result<void> MultipartReader::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    Result<void> read;
    switch (state_) {
      case State::Preamble:
      case State::Data: search_delimiter(bytes); break;
      case State::AfterDelimiter:
      case State::Closing:
      case State::Padding:
      case State::LineEnd: read = read_after_delimiter(bytes); break;
      case State::Header: read = read_header(bytes); break;
      case State::Epilogue: return {};
      case State::Failed: return fail(ErrorCode::BadRequest, "the form was malformed before");
    }
    if (!read) return read;
  }
  return {};
}

Result<void> MultipartReader::finish() const {
  if (state_ == State::Epilogue) return {};
  return fail(ErrorCode::BadRequest, "the form is cut off: its closing delimiter is missing");
}

// A carriage return can only be the delimiter's first byte, so after a mismatch nothing of what
// matched can begin another match.
void MultipartReader::search_delimiter(std::string_view& bytes) {
  std::size_t carried = matched_;  // Of the match under way: what came with earlier pieces.
  std::size_t data_size = 0;       // At the front of `bytes`, known not to be of a delimiter.
  for (std::size_t i = 0; i < bytes.size();) {
    if (matched_ == 0) data_size = i = std::min(bytes.find('\r', i), bytes.size());
    if (i == bytes.size()) break;
    if (bytes[i] != delimiter_[matched_]) {
      emit(std::string_view(delimiter_).substr(0, carried));
      carried = matched_ = 0;
      continue;
    }
    ++i;
    if (++matched_ < delimiter_.size()) continue;
    emit(bytes.substr(0, data_size));
    bytes.remove_prefix(i);
    if (state_ == State::Data) listener_.part_ends();
    matched_ = 0;
    state_ = State::AfterDelimiter;
    return;
  }
  emit(bytes.substr(0, data_size));
  bytes = {};
}

void MultipartReader::emit(std::string_view data) {
  if (state_ == State::Data && !data.empty()) listener_.part_data(data);
}

Result<void> MultipartReader::read_after_delimiter(std::string_view& bytes) {
  const char c = bytes.front();
  bytes.remove_prefix(1);
  if (state_ == State::AfterDelimiter && c == '-') {
    state_ = State::Closing;
  } else if (state_ == State::Closing && c == '-') {
    state_ = State::Epilogue;
  } else if (state_ == State::LineEnd && c == '\n') {
    state_ = State::Header;
    header_.clear();
  } else if ((state_ == State::AfterDelimiter || state_ == State::Padding) && c == '\r') {
    state_ = State::LineEnd;
  } else if ((state_ == State::AfterDelimiter || state_ == State::Padding) &&
             (c == ' ' || c == '\t')) {
    state_ = State::Padding;
  } else {
    return give_up(ErrorCode::BadRequest, "a delimiter of the form is not followed by a line end");
  }
  return {};
}

Result<void> MultipartReader::read_header(std::string_view& bytes) {
  while (!bytes.empty()) {
    const std::size_t line = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    if (header_.size() + line > limits_.header)
      return give_up(ErrorCode::TooLarge,
                     "a part's header has at most " + std::to_string(limits_.header) + " bytes");
    header_ += bytes.substr(0, line);
    bytes.remove_prefix(line);
    if (header_ == line_end || header_.ends_with("\r\n\r\n")) return begin_part();
  }
  return {};
}

Result<void> MultipartReader::begin_part() {
  if (++parts_ > limits_.parts)
    return give_up(ErrorCode::TooLarge,
                   "a form has at most " + std::to_string(limits_.parts) + " parts");
  PartHeader part{.name = {}, .filename = {}, .content_type = "text/plain"};
  bool named = false;
  for (std::string_view rest = header_; !rest.empty();) {
    const std::string_view line = take_line(rest);
    const std::size_t colon = line.find(':');
    if (line.empty()) break;
    if (colon == std::string_view::npos)
      return give_up(ErrorCode::BadRequest, "a part's header is malformed");
    const std::string_view value = trim(line.substr(colon + 1));
    if (equals_ignoring_case(line.substr(0, colon), "Content-Type")) part.content_type = value;
    if (!equals_ignoring_case(line.substr(0, colon), "Content-Disposition")) continue;
    const HeaderWithParameters disposition = parse_parameters(value);
    const auto name = disposition.parameters.find("name");
    named = equals_ignoring_case(disposition.value, "form-data") && name.has_value();
    if (named) part.name = *name;
    if (const auto filename = disposition.parameters.find("filename"))
      part.filename = std::string(*filename);
  }
  if (!named)
    return give_up(ErrorCode::BadRequest,
                   "a part needs \"Content-Disposition: form-data\" with a name");
  state_ = State::Data;
  listener_.part_begins(part);
  return {};
}

std::unexpected<Error> MultipartReader::give_up(ErrorCode code, std::string detail) {
  state_ = State::Failed;
  return fail(code, std::move(detail));
}

}  // namespace mcs::net
