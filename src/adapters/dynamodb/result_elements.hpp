// The elements of a result's lists as attribute values, and back. A reader clears `ok` when it
// meets what no writer wrote.
#pragma once

#include <boost/json/value.hpp>

#include "domain/result.hpp"

namespace mcs::dynamodb {

boost::json::value category_attribute(const std::string& category);
std::string category_of(const boost::json::value& attribute, bool& ok);

boost::json::value question_attribute(const domain::QuestionResult& question);
domain::QuestionResult question_of(const boost::json::value& attribute, bool& ok);

boost::json::value participant_attribute(const domain::ParticipantResult& participant);
domain::ParticipantResult participant_of(const boost::json::value& attribute, bool& ok);

}  // namespace mcs::dynamodb
