// Open Trivia Database: what its API answers, in each of its encodings: HTML entities (the
// default), RFC 3986, RFC 1738 ("urlLegacy") and base64. https://opentdb.com/api_config.php
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>
#include <functional>
#include <optional>

#include "base/utf8.hpp"
#include "base/white_space.hpp"
#include "formats/ascii.hpp"
#include "formats/option_place.hpp"
#include "formats/plain_text.hpp"
#include "formats/readers.hpp"
#include "protocol/json_parser.hpp"

namespace mcs::formats {

namespace json = boost::json;

namespace {

constexpr std::string_view base64_multiple = "bXVsdGlwbGU=";
constexpr std::string_view base64_boolean = "Ym9vbGVhbg==";

using Decode = std::string (*)(std::string_view);

int hexadecimal_digit(char c) {
  if (is_digit(c)) return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool is_percent_code(std::string_view text) {
  return text.size() >= 3 && text[0] == '%' && hexadecimal_digit(text[1]) >= 0 &&
         hexadecimal_digit(text[2]) >= 0;
}

// RFC 1738's "+" never stands for itself in RFC 3986's, so this reads both.
std::string decode_url(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  while (!text.empty()) {
    const bool code = is_percent_code(text);
    if (code)
      decoded += static_cast<char>(hexadecimal_digit(text[1]) * 16 + hexadecimal_digit(text[2]));
    else
      decoded += text[0] == '+' ? ' ' : text[0];
    text.remove_prefix(code ? 3 : 1);
  }
  return decoded;
}

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (is_digit(c)) return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

// What is no base64 stays as it is.
std::string decode_base64(std::string_view text) {
  std::string decoded;
  unsigned bits = 0;
  int count = 0;
  std::string_view digits = text.substr(0, text.find('='));
  for (const char c : digits) {
    const int digit = base64_digit(c);
    if (digit < 0) return std::string(text);
    bits = bits << 6 | static_cast<unsigned>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    decoded += static_cast<char>(bits >> count & 0xFFU);
  }
  return decoded;
}

const json::string* text_in(const json::object& object, std::string_view member) {
  const json::value* const value = object.if_contains(member);
  return value == nullptr ? nullptr : value->if_string();
}

const json::array* list_in(const json::object& object, std::string_view member) {
  const json::value* const value = object.if_contains(member);
  return value == nullptr ? nullptr : value->if_array();
}

const json::array* questions_in(const json::value& root) {
  if (const json::array* const list = root.if_array()) return list;
  const json::object* const object = root.if_object();
  return object == nullptr ? nullptr : list_in(*object, "results");
}

// The encoding is nowhere told, and is the same for all questions.
Decode encoding_of(const json::array& questions) {
  bool percent = false;
  for (const json::value& item : questions) {
    const json::object* const question = item.if_object();
    if (question == nullptr) continue;
    if (const auto* const type = text_in(*question, "type");
        type != nullptr && (*type == base64_multiple || *type == base64_boolean))
      return decode_base64;
    const auto* const text = text_in(*question, "question");
    if (text == nullptr) continue;
    const std::string_view words(*text);
    // Both URL encodings write a space otherwise.
    if (words.contains(' ')) return decode_entities;
    for (std::size_t i = words.find('%'); i != std::string_view::npos; i = words.find('%', i + 1))
      percent = percent || is_percent_code(words.substr(i));
    percent = percent || words.contains('+');
  }
  return percent ? decode_url : decode_entities;
}

std::optional<Draft> draft_of(const json::object& question, Decode decode) {
  const auto* const text = text_in(question, "question");
  const auto* const right = text_in(question, "correct_answer");
  const auto* const wrong = list_in(question, "incorrect_answers");
  if (text == nullptr || right == nullptr || wrong == nullptr) return std::nullopt;
  const auto decoded = [decode](std::string_view encoded) {
    return std::string(trim(decode(encoded)));
  };
  Draft draft;
  draft.text = decoded(*text);
  if (const auto* const category = text_in(question, "category"))
    draft.category = decoded(*category);
  for (const json::value& option : *wrong) {
    if (!option.is_string()) return std::nullopt;
    draft.options.push_back(decoded(option.get_string()));
  }
  const auto* const type = text_in(question, "type");
  if (type != nullptr && decoded(*type) == "boolean") {
    const bool is_true = lower(decoded(*right)) == "true";
    draft.options = {"True", "False"};
    draft.right = {is_true, !is_true};
  } else {
    place_right_option(draft, decoded(*right));
  }
  return draft;
}

}  // namespace

bool looks_like_open_trivia_db(const json::value& root) {
  if (const json::object* const object = root.if_object())
    return object->contains("response_code") || list_in(*object, "results") != nullptr;
  const json::array* const list = root.if_array();
  if (list == nullptr || list->empty()) return false;
  const json::object* const first = list->front().if_object();
  return first != nullptr && first->contains("correct_answer");
}

void read_open_trivia_db(const json::value& root, Collector& collector) {
  const json::array* const questions = questions_in(root);
  const json::object* const answer = root.if_object();
  if (questions == nullptr || questions->empty()) {
    const json::value* const code =
        answer == nullptr ? nullptr : answer->if_contains("response_code");
    const auto number = code == nullptr ? std::nullopt : protocol::as_integer(*code);
    return collector.refuse(
        fmt::format("is an answer of the Open Trivia Database without questions{}",
                    number ? fmt::format(" (its response code is {})", *number) : ""));
  }
  const Decode decode = encoding_of(*questions);
  for (const json::value& item : *questions) {
    collector.begin();
    const json::object* const question = item.if_object();
    auto draft = question == nullptr ? std::nullopt : draft_of(*question, decode);
    if (draft)
      collector.add(*std::move(draft));
    else
      collector.skip(RemarkCode::Malformed,
                     "must have the texts question and correct_answer and the list "
                     "incorrect_answers");
  }
}

}  // namespace mcs::formats
