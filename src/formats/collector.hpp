// Gathers the questions that a reader finds: checks each against the rules of the game and says of
// those that do not fit that they were skipped, and why. Knows no format.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/imported_set.hpp"

namespace mcs::formats {

// A question as a file has it.
struct Draft {
  std::string text;
  std::string category;
  std::vector<std::string> options;
  std::vector<bool> right;  // As many as options.
  bool partial_credit = false;
  bool media_left_out = false;
  bool ambiguous_answer = false;
};

class Collector {
 public:
  // The file's next question begins. What follows is about it.
  void begin(std::uint32_t line = 0);
  void add(Draft draft);
  void skip(RemarkCode code, std::string message, std::string_view excerpt = {});

  // About the file as a whole.
  void remark(RemarkCode code, std::string message, std::string field = {});
  // It is of no use at all.
  void refuse(std::string message);

  Import finish(Format format) &&;

 private:
  struct Note {
    RemarkCode code;
    std::uint32_t question;
    std::uint32_t line;
    std::size_t count;
  };

  std::optional<Remark> check(const Draft& draft) const;
  void note(RemarkCode code);
  std::vector<Remark> take_remarks();

  std::uint32_t question_ = 0;
  std::uint32_t line_ = 0;
  std::uint32_t skipped_ = 0;
  domain::QuestionSet questions_;
  std::vector<Remark> file_remarks_;
  std::vector<Remark> skips_;
  std::vector<Note> notes_;  // Each code once, with its first question and the number of all.
  std::string refusal_;
};

}  // namespace mcs::formats
