#include "sqs_event.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace mcs::lambda {

namespace json = boost::json;

Result<std::vector<SqsMessage>> read_sqs_event(std::string_view event) {
  boost::system::error_code error;
  const json::value value = json::parse(event, error);
  const auto* const records =
      error || !value.is_object() ? nullptr : value.get_object().if_contains("Records");
  if (records == nullptr || !records->is_array())
    return fail(ErrorCode::BadRequest, "the event has no records");
  std::vector<SqsMessage> messages;
  for (const auto& record : records->get_array()) {
    const auto* const fields = record.if_object();
    const auto* const id = fields == nullptr ? nullptr : fields->if_contains("messageId");
    const auto* const body = fields == nullptr ? nullptr : fields->if_contains("body");
    if (id == nullptr || !id->is_string() || body == nullptr || !body->is_string())
      return fail(ErrorCode::BadRequest, "a record is no message of a queue");
    messages.push_back({std::string(id->get_string()), std::string(body->get_string())});
  }
  return messages;
}

std::string write_batch_failures(const std::vector<std::string>& message_ids) {
  json::array failures;
  for (const auto& id : message_ids) failures.push_back(json::object{{"itemIdentifier", id}});
  return json::serialize(json::object{{"batchItemFailures", std::move(failures)}});
}

}  // namespace mcs::lambda
