#include "formats/csv_columns.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/white_space.hpp"
#include "formats/ascii.hpp"

namespace mcs::formats {

namespace {

using namespace std::string_view_literals;

constexpr std::array question_words{"question"sv,
                                    "questions"sv,
                                    "question text"sv,
                                    "question title"sv,
                                    "prompt"sv,
                                    "frage"sv,
                                    "fragetext"sv,
                                    "pregunta"sv,
                                    "intitulé"sv,
                                    "énoncé"sv,
                                    "texte de la question"sv,
                                    "問題"sv,
                                    "問題文"sv,
                                    "質問"sv,
                                    "質問文"sv};
constexpr std::array category_words{"category"sv,   "categories"sv, "topic"sv,     "subject"sv,
                                    "kategorie"sv,  "thema"sv,      "categoría"sv, "categoria"sv,
                                    "tema"sv,       "catégorie"sv,  "thème"sv,     "カテゴリ"sv,
                                    "カテゴリー"sv, "分類"sv};
constexpr std::array type_words{"type"sv, "question type"sv,    "fragetyp"sv,
                                "tipo"sv, "tipo de pregunta"sv, "type de question"sv,
                                "種類"sv};
constexpr std::array answer_words{"answer"sv,
                                  "answers"sv,
                                  "correct"sv,
                                  "correct answer"sv,
                                  "correct answers"sv,
                                  "correct option"sv,
                                  "correct options"sv,
                                  "correct choice"sv,
                                  "right"sv,
                                  "right answer"sv,
                                  "right answers"sv,
                                  "solution"sv,
                                  "key"sv,
                                  "answer key"sv,
                                  "richtig"sv,
                                  "antwort"sv,
                                  "richtige antwort"sv,
                                  "richtige antworten"sv,
                                  "lösung"sv,
                                  "correcta"sv,
                                  "respuesta"sv,
                                  "respuesta correcta"sv,
                                  "respuestas correctas"sv,
                                  "bonne réponse"sv,
                                  "bonnes réponses"sv,
                                  "réponse"sv,
                                  "réponse correcte"sv,
                                  "réponses correctes"sv,
                                  "正解"sv,
                                  "答え"sv,
                                  "正答"sv};
// Before a number or a letter.
constexpr std::array option_words{
    "option"sv, "answer"sv,  "choice"sv, "answer option"sv, "antwort"sv, "respuesta"sv, "opción"sv,
    "opcion"sv, "réponse"sv, "choix"sv,  "proposition"sv,   "選択肢"sv,  "回答"sv};
constexpr std::array wrong_option_words{"incorrect"sv,         "incorrect answer"sv,
                                        "incorrect answers"sv, "wrong"sv,
                                        "wrong answer"sv,      "distractor"sv,
                                        "falsche antwort"sv,   "respuesta incorrecta"sv,
                                        "mauvaise réponse"sv,  "不正解"sv};
// Known, and of no use here.
constexpr std::array unused_words{"#"sv,
                                  "no"sv,
                                  "nr"sv,
                                  "number"sv,
                                  "id"sv,
                                  "question #"sv,
                                  "question number"sv,
                                  "time"sv,
                                  "time limit"sv,
                                  "time in seconds"sv,
                                  "points"sv,
                                  "difficulty"sv,
                                  "image"sv,
                                  "image link"sv,
                                  "explanation"sv,
                                  "answer explanation"sv,
                                  "feedback"sv,
                                  "tags"sv,
                                  ""sv};

template <std::size_t size>
bool contains(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

// Small letters, single spaces, and without what explains: "Answer 1 - max 75 characters",
// "Correct answer(s) - choose at least one", "Time limit (sec)".
std::string normal_form(std::string_view cell) {
  cell = trim(cell.substr(0, cell.find(" - ")));
  std::string word;
  for (const char c : cell.substr(0, std::min<std::size_t>(cell.size(), 60))) {
    if (c == '(' && !word.empty()) break;
    const bool gap = c == ' ' || c == '_' || c == '-' || c == '\n' || c == '\t' || c == '.';
    if (!gap && c != ':' && c != '*')
      word += lower(c);
    else if (!word.empty() && word.back() != ' ')
      word += ' ';
  }
  return std::string(trim(word));
}

// Whether the word is one of `words` with a number or one letter after it.
template <std::size_t size>
bool is_numbered(const std::array<std::string_view, size>& words, std::string_view word) {
  std::string_view stem = word;
  while (!stem.empty() && is_digit(stem.back())) stem.remove_suffix(1);
  if (stem.size() == word.size() && word.size() > 2 && word[word.size() - 2] == ' ' &&
      is_letter(word.back()))
    stem.remove_suffix(1);
  return stem.size() < word.size() && contains(words, trim(stem));
}

bool is_option(std::string_view word) {
  return is_numbered(option_words, word) || (word.size() == 1 && word[0] >= 'a' && word[0] <= 'j');
}

}  // namespace

std::optional<CsvColumns> columns_of(const std::vector<std::string>& header) {
  CsvColumns columns;
  std::optional<std::size_t> question;
  std::optional<std::size_t> answer;
  std::vector<std::size_t> wrong_options;
  const auto once = [](std::optional<std::size_t>& column, std::size_t place) {
    if (!column) column = place;
  };
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string word = normal_form(header[i]);
    if (contains(question_words, word))
      once(question, i);
    else if (contains(category_words, word))
      once(columns.category, i);
    else if (contains(type_words, word))
      once(columns.type, i);
    else if (contains(answer_words, word))
      once(answer, i);
    else if (contains(wrong_option_words, word) || is_numbered(wrong_option_words, word))
      wrong_options.push_back(i);
    else if (is_option(word))
      columns.options.push_back(i);
    else if (!contains(unused_words, word))
      columns.ignored.push_back(i);
  }
  columns.only_wrong = columns.options.empty();
  if (columns.only_wrong) columns.options = std::move(wrong_options);
  const std::size_t needed = columns.only_wrong ? 1 : 2;
  if (!question || !answer || columns.options.size() < needed) return std::nullopt;
  columns.question = *question;
  columns.answers = *answer;
  return columns;
}

}  // namespace mcs::formats
