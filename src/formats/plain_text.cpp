#include "formats/plain_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/white_space.hpp"
#include "formats/ascii.hpp"
#include "formats/html_entities.hpp"
#include "formats/text_encoding.hpp"

namespace mcs::formats {

namespace {

using namespace std::string_view_literals;

constexpr std::array blocks{"address"sv, "article"sv, "blockquote"sv, "br"sv,     "dd"sv,
                            "div"sv,     "dl"sv,      "dt"sv,         "figure"sv, "h1"sv,
                            "h2"sv,      "h3"sv,      "h4"sv,         "h5"sv,     "h6"sv,
                            "hr"sv,      "li"sv,      "ol"sv,         "p"sv,      "pre"sv,
                            "section"sv, "table"sv,   "tr"sv,         "ul"sv,     "center"sv};
constexpr std::array media{"img"sv,    "audio"sv,  "video"sv, "object"sv, "embed"sv,
                           "iframe"sv, "applet"sv, "svg"sv,   "canvas"sv, "math"sv};
// What stands in them is no text.
constexpr std::array unread{"script"sv, "style"sv, "template"sv};

constexpr std::array<std::pair<char, std::string_view>, 15> superscripts{{{'0', "⁰"},
                                                                          {'1', "¹"},
                                                                          {'2', "²"},
                                                                          {'3', "³"},
                                                                          {'4', "⁴"},
                                                                          {'5', "⁵"},
                                                                          {'6', "⁶"},
                                                                          {'7', "⁷"},
                                                                          {'8', "⁸"},
                                                                          {'9', "⁹"},
                                                                          {'+', "⁺"},
                                                                          {'-', "⁻"},
                                                                          {'n', "ⁿ"},
                                                                          {'(', "⁽"},
                                                                          {')', "⁾"}}};
constexpr std::array<std::pair<char, std::string_view>, 14> subscripts{{{'0', "₀"},
                                                                        {'1', "₁"},
                                                                        {'2', "₂"},
                                                                        {'3', "₃"},
                                                                        {'4', "₄"},
                                                                        {'5', "₅"},
                                                                        {'6', "₆"},
                                                                        {'7', "₇"},
                                                                        {'8', "₈"},
                                                                        {'9', "₉"},
                                                                        {'+', "₊"},
                                                                        {'-', "₋"},
                                                                        {'(', "₍"},
                                                                        {')', "₎"}}};

template <std::size_t size>
bool contains(const std::array<std::string_view, size>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// Raised or lowered by Unicode's own digits, or else marked: x_max, 2^(k+1).
template <std::size_t size>
std::string shifted(std::string_view text,
                    const std::array<std::pair<char, std::string_view>, size>& table, char mark) {
  std::string result;
  for (const char c : text) {
    const auto* const found = std::ranges::find(table, c, [](const auto& p) { return p.first; });
    if (found == table.end())
      return text.size() > 1 ? std::string{mark, '('}.append(text).append(")")
                             : std::string{mark}.append(text);
    result += found->second;
  }
  return result;
}

// The character that an entity stands for, after its '&', and how long it is with its ';'.
std::optional<std::pair<char32_t, std::size_t>> read_entity(std::string_view text) {
  constexpr std::size_t longest = 12;
  const std::size_t end = text.substr(0, longest).find(';');
  if (end == std::string_view::npos || end == 0) return std::nullopt;
  std::string_view name = text.substr(0, end);
  if (!name.starts_with('#')) {
    const auto character = html_entity(name);
    if (!character) return std::nullopt;
    return std::pair{*character, end + 1};
  }
  name.remove_prefix(1);
  const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
  if (hexadecimal) name.remove_prefix(1);
  std::uint32_t number = 0;
  const char* const last = name.data() + name.size();
  const auto [stopped, error] = std::from_chars(name.data(), last, number, hexadecimal ? 16 : 10);
  if (error != std::errc{} || stopped != last) return std::nullopt;
  // Control characters have no place in a quiz.
  if (number < 0x20 || number == 0x7F) number = ' ';
  return std::pair{static_cast<char32_t>(number), end + 1};
}

struct Tag {
  std::string name;  // In small letters; empty for comments and declarations.
  bool closing = false;
  std::string_view attributes;
};

// What stands after `name`=, without its quotes.
std::string_view attribute(std::string_view attributes, std::string_view name) {
  // At the beginning only: the end is far, and every name would go there.
  const auto skip_space = [](std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\n\r\f"), text.size()));
  };
  for (std::size_t at = 1; at + name.size() < attributes.size(); ++at) {
    std::string_view rest = attributes.substr(at);
    if (is_letter(attributes[at - 1]) || attributes[at - 1] == '-') continue;
    if (!starts_with_any_case(rest, name)) continue;
    rest.remove_prefix(name.size());
    skip_space(rest);
    if (!rest.starts_with('=')) continue;
    rest.remove_prefix(1);
    skip_space(rest);
    const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
    const char end = quoted ? rest.front() : ' ';
    if (quoted) rest.remove_prefix(1);
    return rest.substr(0, rest.find(end));
  }
  return {};
}

class HtmlReader {
 public:
  HtmlReader(std::string_view html, Newlines newlines) : rest_(html), newlines_(newlines) {}

  PlainText read() {
    while (!rest_.empty()) step();
    close_script();
    const std::string_view text = trim(out_);
    return {text.empty() ? pictured_ : std::string(text), media_};
  }

 private:
  void step() {
    if (rest_.front() == '<')
      if (const auto tag = take_tag()) return apply(*tag);
    if (rest_.front() == '&') {
      if (const auto entity = read_entity(rest_.substr(1))) {
        rest_.remove_prefix(entity->second + 1);
        // A hard space is wide enough as a soft one.
        if (entity->first == 0xA0) return preformatted_ ? keep(' ') : space();
        return append_code_point(out_, entity->first);
      }
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (preformatted_)
      keep(c);
    else if (c == '\n' && newlines_ == Newlines::Keep)
      new_line();
    else if (c == ' ' || c == '\n' || c == '\t')
      space();
    else
      out_ += c;
  }

  // Nothing, and nothing is taken, if what begins with '<' is no tag.
  std::optional<Tag> take_tag() {
    if (no_more_tags_) return std::nullopt;
    if (rest_.starts_with("<!--")) return take_until("-->");
    Tag tag;
    std::size_t at = 1;
    if (at < rest_.size() && rest_[at] == '/') tag.closing = true, ++at;
    if (at < rest_.size() && (rest_[at] == '!' || rest_[at] == '?')) return take_until(">");
    if (at == rest_.size() || !is_letter(rest_[at])) return std::nullopt;
    while (at < rest_.size() && (is_letter(rest_[at]) || is_digit(rest_[at])))
      tag.name += lower(rest_[at++]);
    const std::size_t attributes = at;
    char quote = '\0';
    for (; at < rest_.size() && (quote != '\0' || rest_[at] != '>'); ++at) {
      if (quote != '\0' ? rest_[at] == quote : rest_[at] == '"' || rest_[at] == '\'')
        quote = quote == '\0' ? rest_[at] : '\0';
    }
    if (at == rest_.size()) {
      // Looking again from every '<' that follows would take forever.
      no_more_tags_ = true;
      return std::nullopt;
    }
    tag.attributes = rest_.substr(attributes, at - attributes);
    rest_.remove_prefix(at + 1);
    return tag;
  }

  std::optional<Tag> take_until(std::string_view end) {
    const std::size_t found = rest_.find(end);
    if (found == std::string_view::npos) {
      no_more_tags_ = true;
      return std::nullopt;
    }
    rest_.remove_prefix(found + end.size());
    return Tag{};
  }

  void apply(const Tag& tag) {
    if (contains(media, tag.name)) media_ = true;
    if (tag.name == "img") describe(attribute(tag.attributes, "alt"));
    if (tag.name == "pre") return preformat(!tag.closing);
    if (tag.name == "br" && preformatted_) return keep('\n');
    if (contains(blocks, tag.name)) return new_line();
    if (tag.name == "td" || tag.name == "th") return space();
    if (tag.name == "sup" || tag.name == "sub") {
      close_script();
      if (!tag.closing) script_ = Script{tag.name == "sup", out_.size()};
      return;
    }
    if (!tag.closing && contains(unread, tag.name)) skip_content(tag.name);
  }

  void skip_content(const std::string& name) {
    const std::string end = "</" + name;
    for (std::size_t at = 0; at + end.size() <= rest_.size(); ++at) {
      if (!starts_with_any_case(rest_.substr(at), end)) continue;
      return rest_.remove_prefix(at);
    }
    rest_ = {};
  }

  void close_script() {
    if (!script_) return;
    const std::string inner(trim(std::string_view(out_).substr(script_->at)));
    if (!inner.empty()) {
      out_.resize(script_->at);
      out_ += script_->raised ? shifted(inner, superscripts, '^') : shifted(inner, subscripts, '_');
    }
    script_.reset();
  }

  // Code: its lines and indents say something. The line end after the tag does not.
  void preformat(bool begins) {
    new_line();
    preformatted_ = begins;
    if (begins && rest_.starts_with('\n')) rest_.remove_prefix(1);
  }

  void keep(char c) { out_ += c; }

  // What a picture shows, where there is nothing else to be read.
  void describe(std::string_view picture) {
    const std::string words = decode_entities(picture);
    if (is_blank(words)) return;
    if (!pictured_.empty()) pictured_ += ' ';
    pictured_ += trim(words);
  }

  void space() {
    if (!out_.empty() && out_.back() != ' ' && out_.back() != '\n') out_ += ' ';
  }

  void new_line() {
    close_script();
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
  }

  struct Script {
    bool raised;
    std::size_t at;  // Where its text begins in out_.
  };

  std::string_view rest_;
  Newlines newlines_;
  std::string out_;
  std::optional<Script> script_;
  std::string pictured_;
  bool preformatted_ = false;
  bool media_ = false;
  bool no_more_tags_ = false;
};

}  // namespace

PlainText plain_text(std::string_view html, Newlines newlines) {
  return HtmlReader(html, newlines).read();
}

std::string decode_entities(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  while (!text.empty()) {
    const auto entity = text.front() == '&' ? read_entity(text.substr(1)) : std::nullopt;
    if (entity)
      append_code_point(decoded, entity->first);
    else
      decoded += text.front();
    text.remove_prefix(entity ? entity->second + 1 : 1);
  }
  return decoded;
}

}  // namespace mcs::formats
