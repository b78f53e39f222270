#include "adapters/sqs/queue_api.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>
#include <charconv>

namespace mcs::sqs {

namespace json = boost::json;
using domain::Duration;
using ports::Async;
using ports::CompletionJob;

namespace {

constexpr std::string_view fifo_suffix = ".fifo";
constexpr std::size_t messages_at_once = 10;
constexpr std::int64_t longest_hiding_seconds = 12 * 60 * 60;

std::int64_t seconds(Duration time) {
  return std::chrono::ceil<std::chrono::seconds>(std::max(time, Duration{0})).count();
}

std::string text_of(const json::object& object, std::string_view key) {
  const auto* const value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

// SQS writes numbers as text.
std::size_t number_of(const json::object& object, std::string_view key) {
  const std::string text = text_of(object, key);
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

const json::object* object_of(const json::object& object, std::string_view key) {
  const auto* const value = object.if_contains(key);
  return value != nullptr ? value->if_object() : nullptr;
}

std::optional<CompletionJob> read_job(const json::value& value) {
  const auto* const message = value.if_object();
  if (message == nullptr) return std::nullopt;
  const auto speedrun = AccessCode::parse(text_of(*message, "Body"));
  const auto* const attributes = object_of(*message, "Attributes");
  if (!speedrun || attributes == nullptr) return std::nullopt;
  const auto attempt = number_of(*attributes, "ApproximateReceiveCount");
  return CompletionJob{*speedrun, text_of(*message, "ReceiptHandle"),
                       static_cast<std::uint32_t>(attempt)};
}

// The delivery that the receipt names is over: the job is gone, waits, or is another receiver's.
bool is_over(const aws::Refusal& refusal) {
  // SQS's word for an expired receipt is that of any wrong parameter.
  const bool expired = refusal.code.starts_with("InvalidParameterValue") &&
                       refusal.error.detail.find("ReceiptHandle") != std::string::npos;
  return expired || refusal.code.ends_with("MessageNotInflight") ||
         refusal.code.ends_with("ReceiptHandleIsInvalid");
}

bool is_missing(const aws::Refusal& refusal) {
  return refusal.code.ends_with("QueueDoesNotExist") || refusal.code.ends_with("NonExistentQueue");
}

}  // namespace

std::string dead_letter_queue_name(const std::string& queue) {
  std::string name = queue;
  if (name.ends_with(fifo_suffix)) name.resize(name.size() - fifo_suffix.size());
  return name.append("-dead-letters").append(fifo_suffix);
}

Async<void> QueueApi::send(SpeedrunId speedrun, std::string deduplication) {
  const auto queue = co_await url();
  if (!queue) co_return fail(queue.error());
  // A group of its own: only jobs for the same speedrun wait for each other.
  json::object request{{"QueueUrl", *queue},
                       {"MessageBody", speedrun.text()},
                       {"MessageGroupId", speedrun.text()},
                       {"MessageDeduplicationId", deduplication}};
  const auto reply = co_await service_.call("SendMessage", std::move(request));
  if (!reply) co_return fail(reply.error().error);
  co_return Result<void>{};
}

Async<std::vector<CompletionJob>> QueueApi::receive(std::size_t limit, Duration wait) {
  const auto queue = co_await url();
  if (!queue) co_return fail(queue.error());
  const auto patience = std::min(wait, longest_wait);
  json::object request{{"QueueUrl", *queue},
                       {"MaxNumberOfMessages", std::min(limit, messages_at_once)},
                       {"VisibilityTimeout", seconds(options_.visibility_timeout)},
                       {"WaitTimeSeconds", seconds(patience)},
                       // The name that SQS and its like have known for longest.
                       {"AttributeNames", json::array{"ApproximateReceiveCount"}}};
  const auto reply = co_await service_.call("ReceiveMessage", std::move(request), patience);
  if (!reply) co_return fail(reply.error().error);
  std::vector<CompletionJob> jobs;
  const auto* const messages = reply->if_contains("Messages");
  if (messages == nullptr || !messages->is_array()) co_return jobs;
  for (const auto& message : messages->get_array())
    if (auto job = read_job(message)) jobs.push_back(std::move(*job));
  co_return jobs;
}

Async<void> QueueApi::hide(std::string receipt, Duration time) {
  const auto queue = co_await url();
  if (!queue) co_return fail(queue.error());
  json::object request{{"QueueUrl", *queue},
                       {"ReceiptHandle", receipt},
                       {"VisibilityTimeout", std::min(seconds(time), longest_hiding_seconds)}};
  const auto reply = co_await service_.call("ChangeMessageVisibility", std::move(request));
  if (!reply && is_over(reply.error()))
    co_return fail(ErrorCode::NotFound, reply.error().error.detail);
  if (!reply) co_return fail(reply.error().error);
  co_return Result<void>{};
}

Async<void> QueueApi::remove(std::string receipt) {
  const auto queue = co_await url();
  if (!queue) co_return fail(queue.error());
  json::object request{{"QueueUrl", *queue}, {"ReceiptHandle", receipt}};
  const auto reply = co_await service_.call("DeleteMessage", std::move(request));
  if (!reply && !is_over(reply.error())) co_return fail(reply.error().error);
  co_return Result<void>{};
}

Async<std::size_t> QueueApi::depth() {
  const auto queue = co_await url();
  if (!queue) co_return fail(queue.error());
  const auto counts = co_await attributes(*queue);
  if (!counts) co_return fail(counts.error());
  co_return number_of(*counts, "ApproximateNumberOfMessages") +
      number_of(*counts, "ApproximateNumberOfMessagesNotVisible") +
      number_of(*counts, "ApproximateNumberOfMessagesDelayed");
}

Async<json::object> QueueApi::attributes(std::string queue) {
  json::object request{{"QueueUrl", queue}, {"AttributeNames", json::array{"All"}}};
  auto reply = co_await service_.call("GetQueueAttributes", std::move(request));
  if (!reply) co_return fail(reply.error().error);
  const auto* const found = object_of(*reply, "Attributes");
  co_return found != nullptr ? *found : json::object();
}

Async<std::string> QueueApi::url() {
  if (!url_.empty()) co_return url_;
  if (options_.queue.starts_with("http")) co_return url_ = options_.queue;
  json::object request{{"QueueName", options_.queue}};
  const auto reply = co_await service_.call("GetQueueUrl", std::move(request));
  if (reply) co_return url_ = text_of(*reply, "QueueUrl");
  if (!options_.create_if_missing || !is_missing(reply.error()))
    co_return fail(reply.error().error);
  const auto made = co_await create_with_dead_letters();
  if (!made) co_return fail(made.error());
  co_return url_ = *made;
}

// --- For tests and stands ---

Async<std::string> QueueApi::create_with_dead_letters() {
  const auto dead_letters = co_await create(dead_letter_queue_name(options_.queue), {});
  if (!dead_letters) co_return fail(dead_letters.error());
  const auto about = co_await attributes(*dead_letters);
  if (!about) co_return fail(about.error());
  const json::object redrive{{"deadLetterTargetArn", text_of(*about, "QueueArn")},
                             {"maxReceiveCount", options_.max_attempts}};
  json::object settings{{"VisibilityTimeout", std::to_string(seconds(options_.visibility_timeout))},
                        {"RedrivePolicy", json::serialize(redrive)}};
  co_return co_await create(options_.queue, std::move(settings));
}

// A queue that is there already, with the same attributes, is as good.
Async<std::string> QueueApi::create(std::string name, json::object settings) {
  settings["FifoQueue"] = "true";
  json::object request{{"QueueName", name}, {"Attributes", std::move(settings)}};
  const auto reply = co_await service_.call("CreateQueue", std::move(request));
  if (!reply) co_return fail(reply.error().error);
  co_return text_of(*reply, "QueueUrl");
}

}  // namespace mcs::sqs
