// GIFT: "::title:: question {=right ~wrong}", a blank line between questions.
// https://docs.moodle.org/en/GIFT_format
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "domain/rules.hpp"
#include "formats/ascii.hpp"
#include "formats/category.hpp"
#include "formats/lines.hpp"
#include "formats/plain_text.hpp"
#include "formats/readers.hpp"

namespace mcs::formats {

namespace {

constexpr std::string_view category_mark = "$CATEGORY:";

// What a backslash escapes. While a question is taken apart, an escaped character is its place in
// this list plus one: a control character, which decoded text has none of.
constexpr std::string_view escapable = "~=#{}:\\";
constexpr char escaped_newline = static_cast<char>(escapable.size() + 1);

std::string hide_escaped(std::string_view text) {
  std::string hidden;
  hidden.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
    const std::size_t place = next == '\0' ? std::string_view::npos : escapable.find(next);
    if (next == 'n')
      hidden += escaped_newline, ++i;
    else if (place != std::string_view::npos)
      hidden += static_cast<char>(place + 1), ++i;
    else
      hidden += text[i];
  }
  return hidden;
}

// Lines are broken to be read in an editor, or to be shown.
std::string show_escaped(std::string_view hidden, char line_end = ' ') {
  std::string text;
  text.reserve(hidden.size());
  for (const char c : hidden) {
    const auto place = static_cast<std::size_t>(static_cast<unsigned char>(c)) - 1;
    if (c == escaped_newline)
      text += '\n';
    else if (c == '\n')
      text += line_end;
    else
      text += place < escapable.size() ? escapable[place] : c;
  }
  return text;
}

enum class Markup : std::uint8_t { Auto, Html, None };

// Takes "[html]" and the like off the beginning.
Markup take_markup(std::string_view& text, Markup otherwise) {
  constexpr std::array<std::pair<std::string_view, Markup>, 4> names{
      {{"[html]", Markup::Html},
       {"[moodle]", Markup::Auto},
       {"[plain]", Markup::None},
       {"[markdown]", Markup::None}}};
  for (const auto& [name, markup] : names) {
    if (!text.starts_with(name)) continue;
    text.remove_prefix(name.size());
    return markup;
  }
  return otherwise;
}

// What is read of "%50%text".
std::optional<double> take_weight(std::string_view& text) {
  if (!text.starts_with('%')) return std::nullopt;
  const std::size_t end = text.find('%', 1);
  constexpr std::size_t longest = 12;
  if (end == std::string_view::npos || end > longest) return std::nullopt;
  double weight = 0;
  const char* const last = text.data() + end;
  const auto [stopped, error] = std::from_chars(text.data() + 1, last, weight);
  if (error != std::errc{} || stopped != last) return std::nullopt;
  text.remove_prefix(end + 1);
  return weight;
}

struct GiftOption {
  std::string_view text;  // Without mark and feedback.
  bool marked;            // With "=".
  std::optional<double> weight;
};

// Of "=right ~wrong#feedback ~%50%half"; enough of them to see that they are too many.
std::vector<GiftOption> split_options(std::string_view answers) {
  std::vector<GiftOption> options;
  while (!answers.empty() && options.size() <= domain::max_options) {
    const bool marked = answers.front() == '=';
    const bool wrong = answers.front() == '~';
    if (marked || wrong) answers.remove_prefix(1);
    const std::size_t end = std::min(answers.find_first_of("~="), answers.size());
    std::string_view text = trim(answers.substr(0, end));
    answers.remove_prefix(end);
    const auto weight = take_weight(text);
    options.push_back({trim(text.substr(0, text.find('#'))), marked, weight});
  }
  return options;
}

class QuestionReader {
 public:
  QuestionReader(std::string_view category, Collector& collector) : collector_(collector) {
    draft_.category = category;
  }

  void read(std::string_view source) {
    const std::string hidden = hide_escaped(source);
    std::string_view text = trim(hidden);
    if (text.starts_with("::")) {
      const std::size_t end = text.find("::", 2);
      if (end != std::string_view::npos) text = trim(text.substr(end + 2));
    }
    const std::size_t begin = text.find('{');
    const std::size_t end = text.find('}');
    if (begin == std::string_view::npos && end == std::string_view::npos)
      return skip(RemarkCode::NotMultipleChoice, "is a description: it has no {answers}", text);
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin)
      return skip(RemarkCode::Malformed, "has a brace without its other half", text);
    const std::string_view tail = trim(text.substr(end + 1));
    if (tail.contains('{') || tail.contains('}'))
      return skip(RemarkCode::Malformed,
                  "has more than one pair of braces: a blank line is needed between questions",
                  text);
    std::string words(trim(text.substr(0, begin)));
    // A word is missing in the middle.
    if (!tail.empty()) words.append(" _____").append(is_stop(tail[0]) ? "" : " ").append(tail);
    std::string_view question = words;
    markup_ = take_markup(question, Markup::Auto);
    draft_.text = shown(question, markup_);
    read_answers(without_general_feedback(trim(text.substr(begin + 1, end - begin - 1))));
  }

 private:
  static bool is_stop(char c) { return std::string_view(".,;:!?").contains(c); }

  static std::string_view without_general_feedback(std::string_view answers) {
    return trim(answers.substr(0, answers.rfind("####")));
  }

  void read_answers(std::string_view answers) {
    if (answers.empty()) return skip(RemarkCode::NotMultipleChoice, "is an essay");
    if (answers.front() == '#') return skip(RemarkCode::NotMultipleChoice, "asks for a number");
    if (answers.contains('~')) return read_multiple_choice(answers);
    const std::string word = lower(trim(answers.substr(0, answers.find('#'))));
    const bool is_true = word == "t" || word == "true";
    if (is_true || word == "f" || word == "false") {
      draft_.options = {"True", "False"};
      draft_.right = {is_true, !is_true};
      return collector_.add(std::move(draft_));
    }
    skip(RemarkCode::NotMultipleChoice, answers.contains('=') && answers.contains("->")
                                            ? "is about matching pairs"
                                            : "asks for words");
  }

  void read_multiple_choice(std::string_view answers) {
    const std::vector<GiftOption> options = split_options(answers);
    bool single = false;
    for (const GiftOption& option : options) single = single || option.marked;
    std::optional<double> share;
    for (const GiftOption& option : options) {
      std::string_view text = option.text;
      const Markup markup = take_markup(text, markup_);
      draft_.options.push_back(shown(text, markup));
      const double weight = option.weight.value_or(0);
      draft_.right.push_back(single ? option.marked : weight > 0);
      if (weight <= 0) continue;
      // With one right option, others that earn something; with several, unequal ones.
      if (single ? !option.marked : share.value_or(weight) != weight) draft_.partial_credit = true;
      share = weight;
    }
    collector_.add(std::move(draft_));
  }

  std::string shown(std::string_view hidden, Markup markup) {
    const std::string text = show_escaped(hidden, markup == Markup::Auto ? ' ' : '\n');
    if (markup == Markup::None) return std::string(trim(text));
    PlainText plain =
        plain_text(text, markup == Markup::Html ? Newlines::Collapse : Newlines::Keep);
    draft_.media_left_out = draft_.media_left_out || plain.media_left_out;
    return std::move(plain.text);
  }

  void skip(RemarkCode code, std::string message) {
    collector_.skip(code, std::move(message), draft_.text);
  }
  void skip(RemarkCode code, std::string message, std::string_view hidden) {
    const std::string text = plain_text(show_escaped(hidden), Newlines::Collapse).text;
    collector_.skip(code, std::move(message), text);
  }

  Collector& collector_;
  Draft draft_;
  Markup markup_ = Markup::Auto;
};

class GiftReader {
 public:
  explicit GiftReader(Collector& collector) : collector_(collector) {}

  void read(std::string_view text) {
    Lines lines(text);
    Line line;
    while (lines.next(line)) {
      if (line.text.empty())
        end_question();
      else if (!line.text.starts_with("//"))
        add(line);
    }
    end_question();
  }

 private:
  void add(const Line& line) {
    if (source_.empty() && line.text.starts_with(category_mark)) {
      const std::string path = hide_escaped(line.text.substr(category_mark.size()));
      category_ = category_of_path(show_escaped(path));
      return;
    }
    if (source_.empty()) collector_.begin(line.number);
    source_.append(line.whole).append("\n");
  }

  void end_question() {
    if (!source_.empty()) QuestionReader(category_, collector_).read(source_);
    source_.clear();
  }

  Collector& collector_;
  std::string category_;
  std::string source_;  // Of the question that is being read.
};

}  // namespace

bool looks_like_gift(std::string_view text) {
  Lines lines(text);
  Line line;
  bool open = false;
  while (lines.next(line)) {
    if (line.text.starts_with("//")) continue;
    if (line.text.starts_with(category_mark)) return true;
    const std::string hidden = hide_escaped(line.text);
    if (hidden.starts_with("::") && hidden.find("::", 2) != std::string::npos) return true;
    const std::size_t begin = open ? 0 : hidden.find('{');
    open = begin != std::string::npos && !line.text.empty();
    if (open && hidden.find('}', begin) != std::string::npos) return true;
  }
  return false;
}

void read_gift(std::string_view text, Collector& collector) {
  GiftReader(collector).read(text);
}

}  // namespace mcs::formats
