#include "report_function.hpp"

#include "sqs_event.hpp"

namespace mcs::lambda {

namespace asio = boost::asio;

namespace {

using namespace std::chrono_literals;

// A job is not begun with less time than this: the largest take as long.
constexpr auto time_for_a_job = 20s;

ports::Async<void> report_one(const Report& report, const SqsMessage& message,
                              std::chrono::system_clock::time_point deadline) {
  const auto id = AccessCode::parse(message.body);
  if (!id) co_return fail(ErrorCode::BadRequest, "the message names no speedrun");
  if (std::chrono::system_clock::now() + time_for_a_job > deadline)
    co_return fail(ErrorCode::Timeout, "the time of this batch is over");
  try {
    co_return co_await report(*id);
  } catch (const std::exception& thrown) {
    co_return fail(ErrorCode::Internal, thrown.what());
  }
}

asio::awaitable<Result<std::string>> handle(const Report* report, ports::Journal* journal,
                                            Invocation invocation) {
  const auto messages = read_sqs_event(invocation.event);
  if (!messages) co_return fail(messages.error());
  std::vector<std::string> failed;
  for (const SqsMessage& message : *messages) {
    const auto reported = co_await report_one(*report, message, invocation.deadline);
    if (reported) {
      journal->info("speedrun reported", {{"speedrun", message.body}});
      continue;
    }
    journal->error("speedrun not reported", {{"message", message.id},
                                             {"code", facts(reported.error().code).name},
                                             {"reason", reported.error().detail}});
    failed.push_back(message.id);
  }
  co_return write_batch_failures(failed);
}

}  // namespace

Handler report_function(Report report, ports::Journal& journal) {
  return [report = std::make_shared<const Report>(std::move(report)),
          journal = &journal](Invocation invocation) {
    return handle(report.get(), journal, std::move(invocation));
  };
}

}  // namespace mcs::lambda
