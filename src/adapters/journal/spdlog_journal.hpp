// The journal on standard error through spdlog: one line an event, for people or as JSON.
#pragma once

#include <memory>

#include "ports/journal.hpp"

namespace spdlog {
class logger;
}

namespace mcs::journal {

enum class Format : std::uint8_t { Text, Json };

class SpdlogJournal final : public ports::Journal {
 public:
  SpdlogJournal(Format format, ports::Severity least);
  ~SpdlogJournal() override;

  void write(ports::Severity severity, std::string_view event,
             std::initializer_list<ports::JournalField> fields) override;

 private:
  const Format format_;
  std::unique_ptr<spdlog::logger> logger_;
};

// One line without its time and severity: `event name=value name="a value"`. Control characters
// are escaped, so that nobody's name starts a new line.
std::string text_line(std::string_view event, std::initializer_list<ports::JournalField> fields);
// One JSON object, complete.
std::string json_line(ports::Severity severity, std::string_view event,
                      std::initializer_list<ports::JournalField> fields);

}  // namespace mcs::journal
