// What happened, for the operator: one structured line an event.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace mcs::ports {

enum class Severity : std::uint8_t { Debug, Info, Warning, Error };

struct JournalField {
  std::string_view name;
  std::variant<std::string_view, std::int64_t, double, bool> value;

  JournalField(std::string_view n, std::string_view v) : name(n), value(v) {}
  JournalField(std::string_view n, const char* v) : name(n), value(std::string_view(v)) {}
  JournalField(std::string_view n, const std::string& v) : name(n), value(std::string_view(v)) {}
  JournalField(std::string_view n, bool v) : name(n), value(v) {}
  JournalField(std::string_view n, double v) : name(n), value(v) {}
  template <std::integral Integer>
  JournalField(std::string_view n, Integer v) : name(n), value(static_cast<std::int64_t>(v)) {}
};

// Thread-safe; never blocks for long and never fails.
class Journal {
 public:
  virtual ~Journal() = default;

  // `event` is a short fixed phrase, the fields say which and how much. Field values are only
  // valid during the call.
  virtual void write(Severity severity, std::string_view event,
                     std::initializer_list<JournalField> fields) = 0;

  void info(std::string_view event, std::initializer_list<JournalField> fields = {}) {
    write(Severity::Info, event, fields);
  }
  void warning(std::string_view event, std::initializer_list<JournalField> fields = {}) {
    write(Severity::Warning, event, fields);
  }
  void error(std::string_view event, std::initializer_list<JournalField> fields = {}) {
    write(Severity::Error, event, fields);
  }
};

}  // namespace mcs::ports
