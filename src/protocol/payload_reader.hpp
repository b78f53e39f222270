// Reads the members of a client packet's payload. Sticky like ByteReader: the first member that is
// refused decides the error, and from then on everything reads as a default, so that a packet's
// decoder asks for the error once.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/ids.hpp"
#include "domain/extra_time.hpp"
#include "domain/option_set.hpp"
#include "domain/time.hpp"

namespace mcs::protocol {

class PayloadReader {
 public:
  // `payload` outlives the reader.
  explicit PayloadReader(const boost::json::object& payload) : payload_(payload) {}

  const std::optional<Error>& error() const { return error_; }

  std::string participant_name();
  std::string quiz_name();
  std::vector<std::string> categories();
  domain::Duration question_duration();
  std::vector<std::uint16_t> selected_questions();
  QuestionIndex question_index();
  domain::OptionSet selected_options();
  domain::Duration answer_duration();
  bool locked();
  UserId user_id();
  domain::ExtraTime extra_time();

 private:
  const boost::json::value* find(std::string_view member);
  std::int64_t integer(std::string_view member, ErrorCode code, std::int64_t low,
                       std::int64_t high);
  void refuse(ErrorCode code, std::string detail);

  const boost::json::object& payload_;
  std::optional<Error> error_;
};

}  // namespace mcs::protocol
