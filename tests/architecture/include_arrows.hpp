// Which folder's files may include which: the arrows of ARCHITECTURE.md's map. Reads the map
// itself, so that there is no second list.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mcs::architecture {

class IncludeArrows {
 public:
  // Of the map's rows: | `src/domain` | what it holds | what it may see |.
  explicit IncludeArrows(std::string_view document);

  // What is wrong with a file, a line for each: "src/domain/step.cpp includes net/server.hpp". The
  // path is from the project's root.
  std::vector<std::string> violations(std::string_view path, std::string_view text) const;

 private:
  using Folders = std::set<std::string, std::less<>>;

  // What the folder may see, and what that may see in turn.
  Folders visible_from(const std::string& folder) const;
  bool allows(std::string_view path, std::string_view included) const;

  std::map<std::string, Folders, std::less<>> rows_;  // By path: "src/domain", "apps/mc-speedrun".
};

}  // namespace mcs::architecture
