#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>

#include "protocol/results.hpp"
#include "protocol/wire_names.hpp"

namespace mcs::protocol {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view end_of_line = "\r\n";

// What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection; CWE-1236), also in
// the full-width forms that some locales accept.
constexpr std::array formula_starts{"="sv,  "+"sv,  "-"sv,  "@"sv,  "\t"sv, "\r"sv,
                                    "\n"sv, "＝"sv, "＋"sv, "－"sv, "＠"sv};

// Everything that a stranger chose is quoted: spreadsheets disagree on what separates cells.
void append_text(std::string& out, std::string_view text) {
  out += '"';
  const auto begins = [text](std::string_view start) { return text.starts_with(start); };
  if (std::ranges::any_of(formula_starts, begins)) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_answer(std::string& out, const domain::AnswerResult& answer) {
  fmt::format_to(std::back_inserter(out), ",{},{},{},{}", answer.score, wire_name(answer.outcome),
                 answer.credited.count(), answer.credit.count());
}

void append_participant(std::string& out, const domain::ParticipantResult& participant,
                        std::size_t questions) {
  fmt::format_to(std::back_inserter(out), "{},", participant.rank);
  append_text(out, participant.name);
  fmt::format_to(std::back_inserter(out), ",{},{},{},", to_string(participant.user),
                 participant.score, participant.finished() ? "finished" : "dnf");
  if (participant.total_time) out += fmt::to_string(participant.total_time->count());
  for (const domain::AnswerResult& answer : participant.answers) append_answer(out, answer);
  for (std::size_t q = participant.answers.size(); q < questions; ++q) out += ",,,,";
  out += end_of_line;
}

}  // namespace

std::string results_csv(const domain::SpeedrunResult& result) {
  const std::size_t questions = result.questions.size();
  std::string out(byte_order_mark);
  out += "rank,name,userId,score,status,totalTimeMs";
  for (std::size_t q = 1; q <= questions; ++q)
    fmt::format_to(std::back_inserter(out),
                   ",q{0}_score,q{0}_outcome,q{0}_durationMs,q{0}_creditMs", q);
  out += end_of_line;
  for (const domain::ParticipantResult& participant : result.participants)
    append_participant(out, participant, questions);
  return out;
}

}  // namespace mcs::protocol
