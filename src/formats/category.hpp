// Categories as Moodle writes them, as paths: "$course$/top/Science/Physics".
#pragma once

#include <string>
#include <string_view>

namespace mcs::formats {

// "Science / Physics": without the course and the top, which every question has.
std::string category_of_path(std::string_view path);

}  // namespace mcs::formats
