// Aiken: a question, its options as "A. text" or "A) text" on a line each, and "ANSWER: A".
// https://docs.moodle.org/en/Aiken_format
#include <optional>

#include "formats/ascii.hpp"
#include "formats/lines.hpp"
#include "formats/readers.hpp"

namespace mcs::formats {

namespace {

constexpr std::string_view answer_mark = "answer:";

struct AikenOption {
  char letter;  // Small.
  std::string_view text;
};

// `expected` is the letter that comes next: only with it a space after the mark may be missing and
// the letter be small, which is else how a question may begin.
std::optional<AikenOption> read_option(std::string_view line, char expected) {
  if (line.size() < 3 || !is_letter(line[0]) || (line[1] != '.' && line[1] != ')'))
    return std::nullopt;
  const char letter = lower(line[0]);
  const bool spaced = line[2] == ' ' || line[2] == '\t';
  if ((!spaced || letter == line[0]) && letter != expected) return std::nullopt;
  return AikenOption{letter, trim(line.substr(2))};
}

// "A", "A. its text", and for several "A, C" or "A and C".
std::optional<std::vector<bool>> read_answer(std::string_view names, std::string_view letters) {
  std::vector<bool> right(letters.size(), false);
  while (true) {
    names = trim(names);
    if (names.empty() || (names.size() > 1 && is_letter(names[1]))) return std::nullopt;
    const std::size_t place = letters.find(lower(names[0]));
    if (place == std::string_view::npos) return std::nullopt;
    right[place] = true;
    names = trim(names.substr(1));
    if (names.starts_with(',') || names.starts_with(';') || names.starts_with('&'))
      names.remove_prefix(1);
    else if (starts_with_any_case(names, "and "))
      names.remove_prefix(3);
    else
      return right;
  }
}

class AikenReader {
 public:
  explicit AikenReader(Collector& collector) : collector_(collector) {}

  void read(std::string_view text) {
    Lines lines(text);
    Line line;
    while (lines.next(line)) read_line(line);
    abandon();
  }

 private:
  void read_line(const Line& line) {
    if (line.text.empty()) {
      after_blank_ = true;
      return;
    }
    const bool repeats =
        starts_with_any_case(line.text, "a)") || starts_with_any_case(line.text, "a.");
    if (repeats) take_back_option();
    const auto expected =
        draft_.text.empty() ? '\0' : static_cast<char>('a' + draft_.options.size());
    if (starts_with_any_case(line.text, answer_mark))
      answer(line.text.substr(answer_mark.size()), line.number);
    else if (const auto option = read_option(line.text, expected))
      add_option(*option, line);
    else
      add_text(line);
    after_blank_ = false;
  }

  void open(std::uint32_t line) {
    if (!open_) collector_.begin(line);
    open_ = true;
  }

  void add_text(const Line& line) {
    take_back_option();
    if (!draft_.options.empty() || (after_blank_ && open_)) abandon();
    open(line.number);
    if (!draft_.text.empty()) draft_.text += '\n';
    draft_.text += line.text;
  }

  // "A. Lincoln was" begins a question, as the line after it shows.
  void take_back_option() {
    if (!draft_.text.empty() || draft_.options.size() != 1 || after_blank_) return;
    draft_.text = first_line_;
    draft_.options.clear();
    letters_.clear();
  }

  void add_option(const AikenOption& option, const Line& line) {
    open(line.number);
    if (draft_.options.empty()) first_line_ = line.text;
    draft_.options.emplace_back(option.text);
    letters_ += option.letter;
  }

  void answer(std::string_view names, std::uint32_t line) {
    open(line);
    if (auto right = read_answer(names, letters_)) {
      draft_.right = *std::move(right);
      collector_.add(std::move(draft_));
    } else {
      collector_.skip(RemarkCode::UnknownAnswer, "the answer is none of its options' letters",
                      draft_.text);
    }
    close();
  }

  // What had begun and has no answer.
  void abandon() {
    if (!open_) return;
    if (draft_.options.empty())
      collector_.skip(RemarkCode::NotMultipleChoice, "has no options", draft_.text);
    else
      collector_.skip(RemarkCode::NoRightAnswer, "has no line \"ANSWER:\"", draft_.text);
    close();
  }

  void close() {
    draft_ = {};
    letters_.clear();
    open_ = false;
  }

  Collector& collector_;
  Draft draft_;
  std::string letters_;          // Of the options, in their order.
  std::string_view first_line_;  // Of the first option.
  bool open_ = false;
  bool after_blank_ = false;
};

}  // namespace

bool looks_like_aiken(std::string_view text) {
  Lines lines(text);
  Line line;
  bool option = false;
  while (lines.next(line)) {
    if (option && starts_with_any_case(line.text, answer_mark)) return true;
    if (!line.text.empty()) option = read_option(line.text, lower(line.text[0])).has_value();
  }
  return false;
}

void read_aiken(std::string_view text, Collector& collector) {
  AikenReader(collector).read(text);
}

}  // namespace mcs::formats
