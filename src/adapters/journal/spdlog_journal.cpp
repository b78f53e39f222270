#include "adapters/journal/spdlog_journal.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_color_sinks.h>

namespace mcs::journal {

namespace {

using ports::JournalField;
using ports::Severity;

spdlog::level::level_enum level_of(Severity severity) {
  switch (severity) {
    case Severity::Debug: return spdlog::level::debug;
    case Severity::Info: return spdlog::level::info;
    case Severity::Warning: return spdlog::level::warn;
    case Severity::Error: break;
  }
  return spdlog::level::err;
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::Debug: return "debug";
    case Severity::Info: return "info";
    case Severity::Warning: return "warning";
    case Severity::Error: break;
  }
  return "error";
}

struct TextValue {
  std::string operator()(std::string_view text) const {
    const bool plain = !text.empty() && text.find_first_not_of(
                                            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX"
                                            "YZ0123456789._:/@%+-") == std::string_view::npos;
    // JSON's quoting also escapes control characters.
    return plain ? std::string(text) : boost::json::serialize(boost::json::string_view(text));
  }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return fmt::format("{}", value); }
};

}  // namespace

std::string text_line(std::string_view event, std::initializer_list<JournalField> fields) {
  std::string line(event);
  for (const JournalField& field : fields)
    line.append(" ").append(field.name).append("=").append(std::visit(TextValue{}, field.value));
  return line;
}

std::string json_line(Severity severity, std::string_view event,
                      std::initializer_list<JournalField> fields) {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  boost::json::object line{
      {"time", fmt::format("{:%FT%T}Z", now)}, {"severity", name_of(severity)}, {"event", event}};
  for (const JournalField& field : fields)
    std::visit([&](const auto& value) { line[field.name] = value; }, field.value);
  return boost::json::serialize(line);
}

SpdlogJournal::SpdlogJournal(Format format, Severity least)
    : format_(format),
      logger_(std::make_unique<spdlog::logger>(
          "mc-speedrun", std::make_shared<spdlog::sinks::stderr_color_sink_mt>())) {
  logger_->set_level(level_of(least));
  logger_->flush_on(spdlog::level::info);
  if (format == Format::Json)
    logger_->set_pattern("%v");
  else
    logger_->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %^%-7l%$ %v", spdlog::pattern_time_type::utc);
}

SpdlogJournal::~SpdlogJournal() = default;

void SpdlogJournal::write(Severity severity, std::string_view event,
                          std::initializer_list<JournalField> fields) {
  const auto level = level_of(severity);
  if (!logger_->should_log(level)) return;
  const std::string line =
      format_ == Format::Json ? json_line(severity, event, fields) : text_line(event, fields);
  logger_->log(level, spdlog::string_view_t(line));
}

}  // namespace mcs::journal
