// A boundary, a line end and any bytes as a form: what is read, and refused, does not depend on
// where the bytes are cut.
#include "base/assert.hpp"
#include "net/testing/form_log.hpp"
#include "pieces.hpp"

namespace {

using namespace mcs;

constexpr net::MultipartLimits limits{.header = 256, .parts = 4};

class CheckedForm final : public net::testing::FormLog {
 public:
  explicit CheckedForm(std::string_view boundary) : FormLog(boundary, limits) {}

  void part_begins(const net::PartHeader& header) override {
    MCS_ASSERT(parts().size() < limits.parts);
    MCS_ASSERT(parts().empty() || parts().back().ended);
    FormLog::part_begins(header);
  }
  void part_data(std::string_view data) override {
    MCS_ASSERT(!data.empty() && !parts().empty() && !parts().back().ended);
    FormLog::part_data(data);
  }
  void part_ends() override {
    MCS_ASSERT(!parts().empty() && !parts().back().ended);
    FormLog::part_ends();
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Pieces form(data, size);
  const std::string_view line = form.bytes().substr(0, form.bytes().find('\n'));
  form.skip(line.size() + 1);
  const auto boundary =
      net::multipart_boundary(std::string("multipart/form-data; boundary=").append(line));
  if (!boundary) return 0;

  CheckedForm whole(*boundary);
  whole.feed(form.bytes()).finish();
  CheckedForm cut(*boundary);
  while (!form.empty()) cut.feed(form.take());
  cut.finish();
  MCS_ASSERT(cut.summary() == whole.summary());
  return 0;
}
