// Reads and checks one question of an uploaded set, and collects what is wrong with it.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/question_set.hpp"
#include "protocol/question_set_json.hpp"

namespace mcs::protocol {

// What is wrong, up to max_reported_problems; what comes after is dropped.
class Problems {
 public:
  void add(std::uint32_t question, std::string field, std::string message);
  bool empty() const { return list_.empty(); }
  bool full() const { return list_.size() == max_reported_problems; }
  std::vector<QuestionSetProblem> take() { return std::move(list_); }

 private:
  std::vector<QuestionSetProblem> list_;
};

// What is odd but accepted: each field is told once, with the first question and the number of all.
class Warnings {
 public:
  void add(std::uint32_t question, std::string_view field, std::string_view message);
  std::vector<QuestionSetProblem> take();

 private:
  struct Warning {
    std::uint32_t first_question;
    std::string field;
    std::string message;
    std::size_t count;
  };
  std::vector<Warning> list_;
};

class QuestionReader {
 public:
  QuestionReader(std::uint32_t number, const boost::json::object& members, Problems& problems,
                 Warnings& warnings)
      : number_(number), members_(members), problems_(problems), warnings_(warnings) {}

  // What is wrong was added to the problems; the question is then of no use.
  domain::Question read();

 private:
  std::string text(const boost::json::value& value, const std::string& field, std::size_t limit);
  std::string category();
  std::vector<std::string> options();
  domain::OptionSet answers(std::size_t option_count);
  const boost::json::array* array(std::string_view member, std::size_t low, std::size_t high);
  void warn_of_unknown_members();
  void refuse(std::string field, std::string message) {
    problems_.add(number_, std::move(field), std::move(message));
  }

  std::uint32_t number_;  // 1-based.
  const boost::json::object& members_;
  Problems& problems_;
  Warnings& warnings_;
};

}  // namespace mcs::protocol
