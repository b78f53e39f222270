// Feeds a MultipartReader and writes down what it makes of a form.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/multipart_reader.hpp"

namespace mcs::net::testing {

struct FormPart {
  PartHeader header;
  std::string data;
  bool ended = false;
};

class FormLog : public MultipartListener {
 public:
  explicit FormLog(std::string_view boundary, MultipartLimits limits = {})
      : reader_(boundary, *this, limits) {}

  // In pieces of `piece` bytes.
  FormLog& feed(std::string_view bytes, std::size_t piece = std::string_view::npos) {
    while (!bytes.empty() && !error_) {
      if (auto fed = reader_.feed(bytes.substr(0, piece)); !fed) error_ = fed.error();
      bytes.remove_prefix(std::min(piece, bytes.size()));
    }
    return *this;
  }
  FormLog& finish() {
    if (auto finished = reader_.finish(); !error_ && !finished) error_ = finished.error();
    return *this;
  }

  const std::vector<FormPart>& parts() const { return parts_; }
  const std::optional<Error>& error() const { return error_; }

  // Everything, to compare.
  std::string summary() const {
    std::string text;
    for (const FormPart& part : parts_)
      text += part.header.name + '|' + part.header.filename.value_or("-") + '|' +
              part.header.content_type + '|' + part.data + (part.ended ? "|end\n" : "|cut\n");
    return text + (error_ ? std::string(facts(error_->code).name) : "ok");
  }

  void part_begins(const PartHeader& header) override { parts_.push_back({header, {}, false}); }
  void part_data(std::string_view data) override { parts_.back().data += data; }
  void part_ends() override { parts_.back().ended = true; }

 private:
  MultipartReader reader_;
  std::vector<FormPart> parts_;
  std::optional<Error> error_;
};

}  // namespace mcs::net::testing
