#include "formats/category.hpp"

#include "base/white_space.hpp"

namespace mcs::formats {

namespace {

bool is_context(std::string_view part) {
  return part.size() > 1 && part.starts_with('$') && part.ends_with('$');
}

}  // namespace

std::string category_of_path(std::string_view path) {
  std::string category;
  std::string part;
  bool first = true;
  const auto end_part = [&] {
    const std::string_view name = trim(part);
    if (!name.empty() && !(first && (is_context(name) || name == "top"))) {
      first = false;
      if (!category.empty()) category += " / ";
      category += name;
    }
    part.clear();
  };
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] != '/') {
      part += path[i];
    } else if (i + 1 < path.size() && path[i + 1] == '/') {
      // A doubled slash is one in a name.
      part += path[i++];
    } else {
      end_part();
    }
  }
  end_part();
  return category;
}

}  // namespace mcs::formats
