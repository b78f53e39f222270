#include "adapters/sqlite/result_tables.hpp"

#include <array>
#include <bit>

#include "domain/answer_codec.hpp"

namespace mcs::sqlite {

using namespace domain;

namespace {

// Times are milliseconds since 1970; `reason` is a FinishReason, `answers` of a question its
// OptionSet's bits; `ordinal` counts from 0.
constexpr auto migrations = std::to_array<const char*>({R"sql(
CREATE TABLE results (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  quiz_name TEXT NOT NULL,
  question_duration_ms INTEGER NOT NULL,
  started_ms INTEGER NOT NULL,
  finished_ms INTEGER NOT NULL,
  reason INTEGER NOT NULL
) STRICT;

CREATE TABLE categories (
  result INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (result, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE questions (
  result INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  text TEXT NOT NULL,
  category TEXT NOT NULL,
  answers INTEGER NOT NULL,
  correct INTEGER NOT NULL,
  incorrect INTEGER NOT NULL,
  time_expired INTEGER NOT NULL,
  PRIMARY KEY (result, ordinal)
) STRICT;

CREATE TABLE options (
  result INTEGER NOT NULL,
  question INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (result, question, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE participants (
  result INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  user INTEGER NOT NULL,                -- 64 bits, read as signed
  name TEXT NOT NULL,
  rank INTEGER NOT NULL,
  score INTEGER NOT NULL,
  total_time_ms INTEGER,                -- NULL: did not finish
  answers BLOB NOT NULL,                -- packed, see answer_codec.hpp
  PRIMARY KEY (result, ordinal)
) STRICT;
)sql"});

std::uint32_t narrow(std::int64_t value) {
  return static_cast<std::uint32_t>(value);
}

}  // namespace

const Schema result_schema{"result store", 0x6D637372 /* mcsr */, migrations};

Result<std::unique_ptr<ResultTables>> ResultTables::open(Database database) {
  Preparer prepare(database);
  Statements statements{
      .begin_reading = prepare("BEGIN"),
      .end_reading = prepare("COMMIT"),
      .find = prepare("SELECT id FROM results WHERE code = ?"),
      .delete_result = prepare("DELETE FROM results WHERE id = ?"),
      .delete_categories = prepare("DELETE FROM categories WHERE result = ?"),
      .delete_questions = prepare("DELETE FROM questions WHERE result = ?"),
      .delete_options = prepare("DELETE FROM options WHERE result = ?"),
      .delete_participants = prepare("DELETE FROM participants WHERE result = ?"),
      .add_result = prepare("INSERT INTO results (code, quiz_name, question_duration_ms, "
                            "started_ms, finished_ms, reason) VALUES (?, ?, ?, ?, ?, ?)"),
      .add_category = prepare("INSERT INTO categories VALUES (?, ?, ?)"),
      .add_question = prepare("INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
      .add_option = prepare("INSERT INTO options VALUES (?, ?, ?, ?)"),
      .add_participant = prepare("INSERT INTO participants VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
      .result = prepare("SELECT id, quiz_name, question_duration_ms, started_ms, finished_ms, "
                        "reason FROM results WHERE code = ?"),
      .categories = prepare("SELECT name FROM categories WHERE result = ? ORDER BY ordinal"),
      .questions = prepare("SELECT text, category, answers, correct, incorrect, time_expired "
                           "FROM questions WHERE result = ? ORDER BY ordinal"),
      .options = prepare("SELECT question, text FROM options WHERE result = ? "
                         "ORDER BY question, ordinal"),
      .participants = prepare("SELECT user, name, rank, score, total_time_ms, answers "
                              "FROM participants WHERE result = ? ORDER BY ordinal"),
  };
  if (!prepare.result()) return fail(prepare.result().error());
  return std::unique_ptr<ResultTables>(
      new ResultTables(std::move(database), std::move(statements)));
}

// --- Writing ---

Result<void> ResultTables::put(const SpeedrunResult& result) {
  auto transaction = Transaction::begin(database_);
  if (!transaction) return fail(transaction.error());
  if (auto done = erase(result.id); !done) return done;
  if (auto done = add(result); !done) return done;
  return transaction->commit();
}

Result<void> ResultTables::erase(SpeedrunId id) {
  std::optional<std::int64_t> row;
  auto done = statements_.find.each([&row](Row found) { row = found.integer(0); }, id.text());
  if (!done || !row) return done;
  for (auto* statement :
       {&statements_.delete_result, &statements_.delete_categories, &statements_.delete_questions,
        &statements_.delete_options, &statements_.delete_participants})
    if (done = statement->run(*row); !done) break;
  return done;
}

Result<void> ResultTables::add(const SpeedrunResult& result) {
  auto done = statements_.add_result.run(
      result.id.text(), result.quiz_name, result.question_duration.count(),
      epoch_ms(result.started_at), epoch_ms(result.finished_at), static_cast<int>(result.reason));
  if (!done) return done;
  const std::int64_t row = database_.last_insert_row();
  for (std::size_t i = 0; i < result.categories.size(); ++i)
    if (done = statements_.add_category.run(row, i, result.categories[i]); !done) return done;
  if (done = add_questions(row, result); !done) return done;
  return add_participants(row, result);
}

Result<void> ResultTables::add_questions(std::int64_t row, const SpeedrunResult& result) {
  for (std::size_t q = 0; q < result.questions.size(); ++q) {
    const auto& [question, counts] = result.questions[q];
    static_assert(tally_kinds == 3);
    if (auto done =
            statements_.add_question.run(row, q, question.text, question.category,
                                         question.answers.bits(), counts[0], counts[1], counts[2]);
        !done)
      return done;
    for (std::size_t i = 0; i < question.options.size(); ++i)
      if (auto done = statements_.add_option.run(row, q, i, question.options[i]); !done)
        return done;
  }
  return {};
}

Result<void> ResultTables::add_participants(std::int64_t row, const SpeedrunResult& result) {
  for (std::size_t i = 0; i < result.participants.size(); ++i) {
    const auto& participant = result.participants[i];
    std::optional<std::int64_t> total_time;
    if (participant.total_time) total_time = participant.total_time->count();
    if (auto done = statements_.add_participant.run(
            row, i, std::bit_cast<std::int64_t>(participant.user.value), participant.name,
            participant.rank, participant.score, total_time,
            Blob{pack_answers(participant.answers)});
        !done)
      return done;
  }
  return {};
}

// --- Reading ---

Result<SpeedrunResult> ResultTables::get(SpeedrunId id) {
  // One view of all tables, though another connection may replace the result meanwhile.
  if (auto begun = statements_.begin_reading.run(); !begun) return fail(begun.error());
  auto result = read(id);
  if (auto ended = statements_.end_reading.run(); !ended) return fail(ended.error());
  return result;
}

Result<SpeedrunResult> ResultTables::read(SpeedrunId id) {
  SpeedrunResult result;
  result.id = id;
  const auto row = read_result(id, result);
  if (!row) return fail(row.error());
  const auto categories = statements_.categories.each(
      [&result](Row category) { result.categories.emplace_back(category.text(0)); }, *row);
  if (!categories) return fail(categories.error());
  if (auto done = read_questions(*row, result); !done) return fail(done.error());
  if (auto done = read_participants(*row, result); !done) return fail(done.error());
  return result;
}

Result<std::int64_t> ResultTables::read_result(SpeedrunId id, SpeedrunResult& result) {
  std::optional<std::int64_t> row;
  const auto done = statements_.result.each(
      [&](Row found) {
        row = found.integer(0);
        result.quiz_name = found.text(1);
        result.question_duration = Duration{found.integer(2)};
        result.started_at = from_epoch_ms(found.integer(3));
        result.finished_at = from_epoch_ms(found.integer(4));
        result.reason = static_cast<FinishReason>(found.integer(5));
      },
      id.text());
  if (!done) return fail(done.error());
  if (!row) return fail(ErrorCode::NotFound, "there is no such result");
  if (result.reason > FinishReason::Deadline)
    return fail(ErrorCode::Corrupt, "a stored result ended for an unknown reason");
  return *row;
}

Result<void> ResultTables::read_questions(std::int64_t row, SpeedrunResult& result) {
  if (auto done = statements_.questions.each(
          [&result](Row found) {
            QuestionResult question;
            question.question.text = found.text(0);
            question.question.category = found.text(1);
            question.question.answers =
                OptionSet::from_bits(static_cast<std::uint16_t>(found.integer(2)));
            question.counts = {narrow(found.integer(3)), narrow(found.integer(4)),
                               narrow(found.integer(5))};
            result.questions.push_back(std::move(question));
          },
          row);
      !done)
    return done;
  return statements_.options.each(
      [&result](Row found) -> Result<bool> {
        const auto question = static_cast<std::size_t>(found.integer(0));
        if (question >= result.questions.size())
          return fail(ErrorCode::Corrupt, "a stored result has options without a question");
        result.questions[question].question.options.emplace_back(found.text(1));
        return true;
      },
      row);
}

Result<void> ResultTables::read_participants(std::int64_t row, SpeedrunResult& result) {
  return statements_.participants.each(
      [&result](Row found) -> Result<bool> {
        auto answers = unpack_answers(found.blob(5));
        if (!answers) return fail(answers.error());
        ParticipantResult participant{.user = {std::bit_cast<std::uint64_t>(found.integer(0))},
                                      .name = std::string(found.text(1)),
                                      .rank = narrow(found.integer(2)),
                                      .score = narrow(found.integer(3)),
                                      .total_time = std::nullopt,
                                      .answers = std::move(*answers)};
        if (const auto time = found.optional_integer(4)) participant.total_time = Duration{*time};
        result.participants.push_back(std::move(participant));
        return true;
      },
      row);
}

}  // namespace mcs::sqlite
