// What reading a file of questions comes to: the multiple-choice questions in it, and remarks on
// what was left out or changed on the way.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "domain/question_set.hpp"
#include "protocol/question_set_json.hpp"

namespace mcs::formats {

enum class Format : std::uint8_t { Native, Csv, OpenTriviaDb, Aiken, Gift, MoodleXml };

// As the wire has it: "native", "csv", "open_trivia_db", "aiken", "gift", "moodle_xml".
std::string_view name_of(Format format) noexcept;

enum class RemarkCode : std::uint8_t {
  // The question was skipped.
  NotMultipleChoice,
  Malformed,
  TextMissing,
  TextTooLong,
  TooFewOptions,
  TooManyOptions,
  OptionBlank,
  OptionTooLong,
  OptionRepeated,
  NoRightAnswer,
  UnknownAnswer,
  TooManyQuestions,
  // It was kept, but look at it.
  PartialCredit,
  MediaLeftOut,
  CategoryTooLong,
  AmbiguousAnswer,
  // The whole file.
  EncodingGuessed,
  ColumnIgnored,
  // The native format's own: its message says it all.
  Native,
};

// Stable, snake_case.
std::string_view name_of(RemarkCode code) noexcept;

struct Remark {
  RemarkCode code{};
  std::uint32_t question =
      0;                   // In the order of the file, from 1, skipped ones too; 0 for the file.
  std::uint32_t line = 0;  // In the file, from 1; 0 where the format has no lines.
  bool skipped = false;    // Whether there is no such question in the set.
  std::string field;       // As in protocol::QuestionSetProblem.
  std::string message;
  std::string excerpt;  // The beginning of the question's text, to find it by.

  friend bool operator==(const Remark&, const Remark&) = default;
};

struct ImportedSet {
  Format format{};
  domain::QuestionSet questions;  // 1 to domain::max_questions, all valid.
  std::uint32_t skipped = 0;      // How many questions of the file are not among them.
  std::vector<Remark> remarks;    // At most protocol::max_reported_problems.
};

using Import = std::expected<ImportedSet, std::vector<protocol::QuestionSetProblem>>;

}  // namespace mcs::formats
