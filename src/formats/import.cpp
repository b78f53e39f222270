#include "formats/import.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <fmt/format.h>
#include <optional>

#include "base/white_space.hpp"
#include "formats/ascii.hpp"
#include "formats/readers.hpp"
#include "formats/text_encoding.hpp"
#include "protocol/json_parser.hpp"

namespace mcs::formats {

namespace {

using protocol::QuestionSetProblem;

std::unexpected<std::vector<QuestionSetProblem>> refuse(std::string message) {
  return std::unexpected(std::vector{QuestionSetProblem{0, "", std::move(message)}});
}

// GIFT may begin with the text format of its first question.
bool is_json(std::string_view text) {
  return text.starts_with('{') ||
         (text.starts_with('[') && (text.size() == 1 || !is_letter(text[1])));
}

Import import_native(std::string_view content) {
  auto read = protocol::read_question_set(content);
  if (!read) return std::unexpected(std::move(read.error()));
  ImportedSet set{.format = Format::Native, .questions = std::move(read->questions)};
  for (QuestionSetProblem& warning : read->warnings)
    set.remarks.push_back({.code = RemarkCode::Native,
                           .question = warning.question,
                           .field = std::move(warning.field),
                           .message = std::move(warning.message)});
  return set;
}

Import import_json(std::string_view content, std::string_view text) {
  boost::json::monotonic_resource memory;
  const auto root = protocol::parse_json(text, &memory);
  if (!root || !looks_like_open_trivia_db(*root)) return import_native(content);
  Collector collector;
  read_open_trivia_db(*root, collector);
  return std::move(collector).finish(Format::OpenTriviaDb);
}

struct TextFormat {
  Format format;
  bool (*looks_like)(std::string_view text);
  void (*read)(std::string_view text, Collector& collector);
  std::string_view extension;
};

bool looks_like_xml(std::string_view text) {
  return trim(text).starts_with('<');
}

// In the order of how sure one can be.
constexpr TextFormat text_formats[] = {
    {Format::MoodleXml, looks_like_xml, read_moodle_xml, ".xml"},
    {Format::Csv, looks_like_csv, read_csv, ".csv"},
    {Format::Aiken, looks_like_aiken, read_aiken, ".aiken"},
    {Format::Gift, looks_like_gift, read_gift, ".gift"},
};

const TextFormat* detect(std::string_view text, std::string_view file_name) {
  for (const TextFormat& format : text_formats)
    if (format.looks_like(text)) return &format;
  std::string name = lower(file_name);
  if (name.ends_with(".tsv")) name += ".csv";
  for (const TextFormat& format : text_formats)
    if (name.ends_with(format.extension)) return &format;
  return nullptr;
}

}  // namespace

Import import_question_set(std::string_view content, std::string_view file_name) {
  if (content.size() > protocol::max_question_set_bytes)
    return refuse(fmt::format("must have at most {} bytes, not {}",
                              protocol::max_question_set_bytes, content.size()));
  const std::string_view beginning = trim(content);
  if (is_json(beginning)) return import_json(content, beginning);
  const auto decoded = decode_text(content);
  if (!decoded)
    return refuse(
        "is no text file; a spreadsheet or document must be saved as CSV or plain text first");
  if (is_blank(decoded->text)) return refuse("is empty");
  const TextFormat* const format = detect(decoded->text, file_name);
  if (format == nullptr)
    return refuse(
        "is in none of the formats that can be read: JSON, a CSV or TSV table with a header row, "
        "Open Trivia DB, Aiken, GIFT, Moodle XML");
  Collector collector;
  if (decoded->guessed)
    collector.remark(RemarkCode::EncodingGuessed,
                     "is not in UTF-8 and was read as Windows-1252; check the special characters");
  format->read(decoded->text, collector);
  return std::move(collector).finish(format->format);
}

}  // namespace mcs::formats
