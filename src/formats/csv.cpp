// Tables with a header row: comma, semicolon, tab or bar between the cells. The columns are those
// of csv_columns.hpp; docs/question-set-formats.md says what the cells may hold.
#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>

#include "base/utf8.hpp"
#include "base/white_space.hpp"
#include "domain/rules.hpp"
#include "formats/ascii.hpp"
#include "formats/csv_columns.hpp"
#include "formats/delimited_text.hpp"
#include "formats/option_place.hpp"
#include "formats/readers.hpp"

namespace mcs::formats {

namespace {

constexpr std::array separators{',', ';', '\t', '|'};
// Above the header, templates have their name and how to use them.
constexpr std::size_t rows_before_questions = 20;
constexpr std::size_t most_answers = 32;
// A set has far fewer; what comes after is skipped unread.
constexpr std::size_t most_rows = 2 * domain::max_questions;

struct Table {
  CsvColumns columns;
  std::vector<std::string> header;
  DelimitedText rows;  // Those after the header.
};

std::optional<Table> find_table(std::string_view text) {
  for (const char separator : separators) {
    DelimitedText rows(text, separator);
    Row row;
    for (std::size_t i = 0; i < rows_before_questions && rows.next(row); ++i)
      if (auto columns = columns_of(row.cells))
        return Table{*std::move(columns), std::move(row.cells), rows};
  }
  return std::nullopt;
}

// Excel's way to tell the separator, which is found without it.
std::string_view without_separator_line(std::string_view text) {
  if (!starts_with_any_case(text, "sep=")) return text;
  const std::size_t end = text.find('\n');
  return end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
}

std::string_view cell_at(const Row& row, std::optional<std::size_t> column) {
  return column && *column < row.cells.size() ? std::string_view(row.cells[*column])
                                              : std::string_view{};
}

std::vector<std::string_view> split(std::string_view text, std::string_view at) {
  std::vector<std::string_view> parts;
  while (parts.size() < most_answers) {
    const std::size_t end = text.find_first_of(at);
    if (const auto part = trim(text.substr(0, end)); !part.empty()) parts.push_back(part);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

// "3" and "C" are the third of the option columns.
std::optional<std::size_t> column_named(std::string_view name) {
  if (name.size() == 1 && is_letter(name[0])) return static_cast<std::size_t>(lower(name[0]) - 'a');
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc{} || end != name.data() + name.size() || number == 0) return std::nullopt;
  return number - 1;
}

using Right = std::optional<std::vector<bool>>;

// A question with its options; blank cells are none.
struct TableQuestion {
  Draft draft;
  std::uint32_t line = 0;
  std::vector<std::optional<std::size_t>> option_at;  // By option column.
  Right by_number;
  Right by_text;
};

Right right_by_number(const TableQuestion& question, std::string_view answers) {
  std::vector<bool> right(question.draft.options.size(), false);
  const auto names = split(answers, ",;|/&\n ");
  for (const std::string_view name : names) {
    const auto column = column_named(name);
    if (!column || *column >= question.option_at.size() || !question.option_at[*column])
      return std::nullopt;
    right[*question.option_at[*column]] = true;
  }
  if (names.empty()) return std::nullopt;
  return right;
}

Right right_by_text(const TableQuestion& question, std::string_view answers) {
  const auto& options = question.draft.options;
  const auto place_of = [&options](std::string_view text) {
    const auto exact = std::ranges::find(options, text);
    if (exact != options.end()) return exact;
    return std::ranges::find(options, lower(text),
                             [](const auto& option) { return lower(option); });
  };
  std::vector<bool> right(options.size(), false);
  for (const std::string_view separators_between : {"", ";|\n", ",;|\n"}) {
    const auto texts = split(answers, separators_between);
    const bool all = !texts.empty() && std::ranges::all_of(texts, [&](std::string_view text) {
      return place_of(text) != options.end();
    });
    if (!all) continue;
    for (const std::string_view text : texts)
      right[static_cast<std::size_t>(place_of(text) - options.begin())] = true;
    return right;
  }
  return std::nullopt;
}

bool is_multiple_choice(std::string_view type) {
  constexpr std::array<std::string_view, 10> words{
      "choice", "checkbox", "true", "boolean", "single", "multi", "quiz", "auswahl", "mc", "選択"};
  const std::string small = lower(type);
  return type.empty() || std::ranges::any_of(words, [&small](std::string_view word) {
           return small.contains(word);
         });
}

class CsvReader {
 public:
  CsvReader(Table table, Collector& collector) : table_(std::move(table)), collector_(collector) {}

  void read() {
    for (const std::size_t column : table_.columns.ignored)
      collector_.remark(RemarkCode::ColumnIgnored, "this column is not known and was ignored",
                        std::string(first_code_points(table_.header[column], 40)));
    // Whether a file's answers are numbers or texts may show only in a later row.
    std::vector<Entry> entries;
    Row row;
    std::size_t unread = 0;
    while (table_.rows.next(row)) {
      if (row.is_empty()) continue;
      if (entries.size() < most_rows)
        entries.push_back(read_row(row));
      else
        ++unread;
    }
    std::size_t numbers = 0;
    std::size_t texts = 0;
    for (const Entry& entry : entries) {
      numbers += entry.question.by_number && !entry.question.by_text ? 1 : 0;
      texts += entry.question.by_text && !entry.question.by_number ? 1 : 0;
    }
    for (Entry& entry : entries) tell(entry, numbers, texts);
    for (; unread > 0; --unread) {
      collector_.begin();
      collector_.skip(RemarkCode::TooManyQuestions, "comes too late in the file");
    }
  }

 private:
  struct Entry {
    TableQuestion question;
    std::optional<RemarkCode> refusal;
    std::string message;
  };

  Entry read_row(const Row& row) {
    const CsvColumns& columns = table_.columns;
    Entry entry;
    TableQuestion& question = entry.question;
    Draft& draft = question.draft;
    question.line = row.line;
    draft.text = cell_at(row, columns.question);
    draft.category = cell_at(row, columns.category);
    const std::string_view type = cell_at(row, columns.type);
    const std::string_view answers = cell_at(row, columns.answers);
    for (const std::size_t column : columns.options) {
      const std::string_view option = cell_at(row, column);
      question.option_at.push_back(option.empty() ? std::nullopt
                                                  : std::optional(draft.options.size()));
      if (!option.empty()) draft.options.emplace_back(option);
    }
    if (row.unended) {
      refuse(entry, RemarkCode::Malformed, "has a quotation mark that is never closed");
    } else if (!is_multiple_choice(type)) {
      refuse(entry, RemarkCode::NotMultipleChoice,
             fmt::format("is of the type \"{}\"", first_code_points(type, 40)));
    } else if (answers.empty()) {
      refuse(entry, RemarkCode::NoRightAnswer, "has no right answer");
    } else if (columns.only_wrong) {
      place_right_option(draft, std::string(answers));
      question.by_text = draft.right;
    } else {
      if (draft.options.empty() && (lower(answers) == "true" || lower(answers) == "false"))
        draft.options = {"True", "False"};
      question.by_number = right_by_number(question, answers);
      question.by_text = right_by_text(question, answers);
    }
    return entry;
  }

  static void refuse(Entry& entry, RemarkCode code, std::string message) {
    entry.refusal = code;
    entry.message = std::move(message);
  }

  void tell(Entry& entry, std::size_t numbers, std::size_t texts) {
    TableQuestion& question = entry.question;
    Draft& draft = question.draft;
    collector_.begin(question.line);
    if (entry.refusal) return collector_.skip(*entry.refusal, entry.message, draft.text);
    const Right& preferred = texts > numbers ? question.by_text : question.by_number;
    const Right& right = preferred          ? preferred
                         : question.by_text ? question.by_text
                                            : question.by_number;
    draft.ambiguous_answer = numbers == texts && question.by_number && question.by_text &&
                             *question.by_number != *question.by_text;
    if (right)
      draft.right = *right;
    else if (draft.options.size() >= 2)
      return collector_.skip(RemarkCode::UnknownAnswer,
                             "the right answer is none of its options, nor the number or letter of "
                             "one",
                             draft.text);
    collector_.add(std::move(draft));
  }

  Table table_;
  Collector& collector_;
};

}  // namespace

bool looks_like_csv(std::string_view text) {
  return find_table(without_separator_line(text)).has_value();
}

void read_csv(std::string_view text, Collector& collector) {
  auto table = find_table(without_separator_line(text));
  if (!table)
    return collector.refuse(
        "is a table without a header row that names its columns: question, option 1, option 2 "
        "and so on, answers");
  CsvReader(*std::move(table), collector).read();
}

}  // namespace mcs::formats
