// Looks into JSON text without building anything, which is most of what reading packets costs.
// Trusts that the text is JSON: for what the server under test sends, not for strangers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mcs::bots {

// A value within a text that outlives it; absent where there is none.
class JsonView {
 public:
  JsonView() = default;
  explicit JsonView(std::string_view text);

  explicit operator bool() const { return !text_.empty(); }

  // The member of an object; absent if there is none, or this is no object. Costs as much as what
  // stands before it.
  JsonView operator[](std::string_view member) const;
  // A string's content as it is written, escapes and all; empty for anything else.
  std::string_view text() const;
  // Of numbers without a fraction.
  std::optional<std::int64_t> integer() const;
  bool is_true() const { return text_.starts_with("true"); }

  // Calls `visit` with each element of an array.
  template <class Visit>
  void each(Visit visit) const {
    for (std::string_view rest = first_element(); !rest.empty(); skip_element(rest))
      visit(JsonView(rest));
  }

 private:
  // What begins with an array's first element, or its next; empty when there is none.
  std::string_view first_element() const;
  static void skip_element(std::string_view& rest);

  // Begins with the value. Where it ends is found out only when something behind it is wanted.
  std::string_view text_;
};

}  // namespace mcs::bots
