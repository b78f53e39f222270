// Moodle's XML export: multichoice and truefalse questions.
// https://docs.moodle.org/en/Moodle_XML_format
#include <algorithm>
#include <charconv>
#include <cstring>
#include <fmt/format.h>
#include <pugixml.hpp>

#include "base/utf8.hpp"
#include "base/white_space.hpp"
#include "formats/ascii.hpp"
#include "formats/category.hpp"
#include "formats/plain_text.hpp"
#include "formats/readers.hpp"

namespace mcs::formats {

namespace {

constexpr double whole = 100;
constexpr double tolerance = 0.01;  // Moodle writes a third as 33.33333.

double fraction_of(const pugi::xml_node& answer) {
  const std::string_view text = trim(answer.attribute("fraction").value());
  double fraction = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), fraction);
  return error == std::errc{} ? fraction : 0;
}

// The lines at which offsets stand, which must not fall.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {}
  std::uint32_t line_at(std::ptrdiff_t offset) {
    const auto end = std::clamp<std::size_t>(
        static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)), at_, text_.size());
    line_ += static_cast<std::uint32_t>(std::ranges::count(text_.substr(at_, end - at_), '\n'));
    at_ = end;
    return line_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
};

class QuestionReader {
 public:
  QuestionReader(const pugi::xml_node& question, std::string_view category, Collector& collector)
      : question_(question), collector_(collector) {
    draft_.category = category;
    draft_.text = text_of(question.child("questiontext"));
    if (question.child("questiontext").child("file")) draft_.media_left_out = true;
    // How Moodle 1.9 wrote a picture.
    if (*question.child("image").text().get() != '\0') draft_.media_left_out = true;
  }

  void read() {
    const std::string_view type = question_.attribute("type").value();
    if (type == "truefalse")
      read_true_false();
    else if (type == "multichoice")
      read_multiple_choice();
    else
      collector_.skip(RemarkCode::NotMultipleChoice,
                      fmt::format("is of the type \"{}\"",
                                  is_valid_utf8(type) ? first_code_points(type, 40) : ""),
                      draft_.text);
  }

 private:
  // Of an element with a <text>, in the format that its attribute names.
  std::string text_of(const pugi::xml_node& element) {
    std::string text = element.child("text").text().get();
    // Of old exports, which had the text itself there.
    if (!element.child("text")) text = element.text().get();
    const std::string_view format = element.attribute("format").value();
    if (format == "plain_text" || format == "markdown") return std::string(trim(text));
    PlainText plain =
        plain_text(text, format == "moodle_auto_format" ? Newlines::Keep : Newlines::Collapse);
    draft_.media_left_out = draft_.media_left_out || plain.media_left_out;
    return std::move(plain.text);
  }

  void read_true_false() {
    draft_.options = {"True", "False"};
    draft_.right = {false, false};
    for (const pugi::xml_node answer : question_.children("answer")) {
      const std::string word = lower(text_of(answer));
      if (fraction_of(answer) <= 0) continue;
      if (word == "true") draft_.right[0] = true;
      if (word == "false") draft_.right[1] = true;
    }
    collector_.add(std::move(draft_));
  }

  void read_multiple_choice() {
    std::vector<double> fractions;
    double best = 0;
    for (const pugi::xml_node answer : question_.children("answer")) {
      draft_.options.push_back(text_of(answer));
      if (answer.child("file")) draft_.media_left_out = true;
      fractions.push_back(fraction_of(answer));
      best = std::max(best, fractions.back());
    }
    const std::string_view single = trim(question_.child("single").text().get());
    const bool one_counts = single == "true" || single == "1" || (single.empty() && best >= whole);
    for (const double fraction : fractions) {
      const bool earns = fraction > 0;
      const bool earns_most = earns && fraction > best - tolerance;
      draft_.right.push_back(one_counts ? earns_most : earns);
      if (earns && !earns_most) draft_.partial_credit = true;
    }
    collector_.add(std::move(draft_));
  }

  pugi::xml_node question_;
  Collector& collector_;
  Draft draft_;
};

}  // namespace

void read_moodle_xml(std::string_view text, Collector& collector) {
  LineCounter lines(text);
  pugi::xml_document document;
  // Knows no entities but XML's own five, and skips what a document type declares.
  const pugi::xml_parse_result parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed)
    return collector.refuse(fmt::format("is not XML: {} (line {})", parsed.description(),
                                        lines.line_at(parsed.offset)));
  const pugi::xml_node quiz = document.child("quiz");
  if (!quiz) return collector.refuse("is XML, but no quiz exported by Moodle");
  std::string category;
  for (const pugi::xml_node question : quiz.children("question")) {
    if (std::strcmp(question.attribute("type").value(), "category") == 0) {
      category = category_of_path(
          plain_text(question.child("category").child("text").text().get(), Newlines::Collapse)
              .text);
      continue;
    }
    collector.begin(lines.line_at(question.offset_debug()));
    QuestionReader(question, category, collector).read();
  }
}

}  // namespace mcs::formats
