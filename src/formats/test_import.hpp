// What the tests of the formats share: a set in short, and remarks in short.
#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <string>
#include <vector>

#include "formats/import.hpp"

namespace mcs::formats::testing {

// "[Category] Text: option | *right option", which shows at once what differs.
inline std::string in_short(const domain::Question& question) {
  std::string text = fmt::format("[{}] {}:", question.category, question.text);
  for (std::size_t i = 0; i < question.options.size(); ++i)
    text += fmt::format("{} {}{}", i == 0 ? "" : " |", question.answers.contains(i) ? "*" : "",
                        question.options[i]);
  return text;
}

inline std::vector<std::string> in_short(const Import& import) {
  std::vector<std::string> lines;
  if (!import) {
    for (const auto& problem : import.error())
      lines.push_back(fmt::format("refused {}: {}", problem.question, problem.message));
    return lines;
  }
  for (const domain::Question& question : import->questions) lines.push_back(in_short(question));
  return lines;
}

// "2@7 skipped not_multiple_choice": question 2, in line 7.
inline std::vector<std::string> remarks_of(const Import& import) {
  std::vector<std::string> lines;
  if (!import) return {"refused"};
  for (const Remark& remark : import->remarks)
    lines.push_back(fmt::format("{}@{} {}{}", remark.question, remark.line,
                                remark.skipped ? "skipped " : "", name_of(remark.code)));
  return lines;
}

// The same content, hostile: cut off anywhere, and with single bytes changed. The reader must come
// through and keep its promises.
inline void expect_robust(std::string_view content, std::string_view file_name) {
  const auto check = [&](const std::string& hostile) {
    const Import import = import_question_set(hostile, file_name);
    if (!import) {
      ASSERT_FALSE(import.error().empty());
      ASSERT_LE(import.error().size(), protocol::max_reported_problems);
      return;
    }
    ASSERT_FALSE(import->questions.empty());
    ASSERT_LE(import->remarks.size(), protocol::max_reported_problems);
    const Bytes native = protocol::write_question_set(import->questions);
    const auto again = protocol::read_question_set(native);
    ASSERT_TRUE(again) << native;
    ASSERT_EQ(again->questions, import->questions);
  };
  const std::size_t step = content.size() / 400 + 1;
  for (std::size_t i = 0; i < content.size(); i += step) {
    check(std::string(content.substr(0, i)));
    check(std::string(content.substr(i)));
    for (const char c : {'\0', '\n', '"', '\\', '{', '}', '<', '>', '&', '\xFF'}) {
      std::string changed(content);
      changed[i] = c;
      check(changed);
    }
  }
}

}  // namespace mcs::formats::testing
