#include "architecture/include_arrows.hpp"

#include <gmock/gmock.h>
#include <set>
#include <utility>

#include "support/project_files.hpp"

namespace mcs::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

IncludeArrows map() {
  return IncludeArrows(test::read_project_file("ARCHITECTURE.md"));
}

TEST(IncludeArrows, EveryFileIncludesOnlyWhatTheMapAllows) {
  const IncludeArrows arrows = map();
  std::size_t files = 0;
  std::set<std::string> violations;
  for (const std::string_view folder : {"src", "apps"}) {
    for (const std::string& path : test::list_project_files(folder)) {
      if (!path.ends_with(".cpp") && !path.ends_with(".hpp")) continue;
      ++files;
      for (std::string& violation : arrows.violations(path, test::read_project_file(path)))
        violations.insert(std::move(violation));
    }
  }
  EXPECT_THAT(violations, IsEmpty());
  EXPECT_GT(files, 100U);
}

TEST(IncludeArrows, RefusesWhatTheMapDoesNotAllow) {
  struct Case {
    std::string_view file;
    std::string_view include;
  };
  const IncludeArrows arrows = map();
  for (const auto& [file, include] : {
           Case{"src/base/ids.hpp", "\"domain/name.hpp\""},
           Case{"src/base/ids.hpp", "<boost/json/value.hpp>"},
           Case{"src/domain/step.cpp", "\"protocol/client_packets.hpp\""},
           Case{"src/domain/step.cpp", "<fmt/format.h>"},
           Case{"src/domain/step_race_test.cpp", "\"ports/clock.hpp\""},
           Case{"src/net/server.cpp", "\"domain/name.hpp\""},
           Case{"src/net/server.cpp", "\"net/testing/raw_client.hpp\""},
           Case{"src/services/reporter.cpp", "\"net/problem.hpp\""},
           Case{"src/services/reporter.cpp", "\"adapters/memory/result_store.hpp\""},
           Case{"src/services/reporter.cpp", "\"support/event_loop.hpp\""},
           Case{"src/api/routes.hpp", "\"adapters/sqlite/result_store.hpp\""},
           Case{"src/adapters/sqlite/schema.cpp", "\"adapters/directory/files.hpp\""},
           Case{"src/adapters/sqlite/schema.cpp", "\"services/reporter.hpp\""},
           Case{"src/adapters/sqlite/schema.cpp", "\"schema.hpp\""},
           Case{"apps/mc-speedrun/run.cpp", "\"domain/test_speedrun.hpp\""},
       }) {
    const std::string text = "#pragma once\n#include " + std::string(include) + "\n";
    EXPECT_THAT(
        arrows.violations(file, text),
        ElementsAre(
            std::string(file).append(" includes ").append(include.substr(1, include.size() - 2))));
  }
}

TEST(IncludeArrows, RefusesFoldersThatAreNotOnTheMap) {
  EXPECT_THAT(map().violations("src/unheard_of/thing.cpp", ""),
              ElementsAre("src/unheard_of is not on the map"));
}

TEST(IncludeArrows, AnAdapterMayHaveARowOfItsOwn) {
  const IncludeArrows arrows(
      "| `src/adapters` | stores | ports |\n"
      "| `src/adapters/queue` | one of them | ports, adapters/shared |\n");
  constexpr std::string_view shared = "#include \"adapters/shared/service.hpp\"\n";
  EXPECT_THAT(arrows.violations("src/adapters/queue/queue.cpp", shared), IsEmpty());
  EXPECT_THAT(arrows.violations("src/adapters/table/table.cpp", shared),
              ElementsAre("src/adapters/table/table.cpp includes adapters/shared/service.hpp"));
}

TEST(IncludeArrows, AllowsWhatTheMapAllows) {
  const IncludeArrows arrows = map();
  EXPECT_THAT(
      arrows.violations("src/domain/step.cpp", "#include <vector>\n#include \"base/ids.hpp\"\n"),
      IsEmpty());
  EXPECT_THAT(arrows.violations("src/api/routes.hpp", "#include \"ports/clock.hpp\"\n"), IsEmpty());
  EXPECT_THAT(arrows.violations("src/services/reporter_test.cpp",
                                "#include \"adapters/memory/result_store.hpp\"\n"
                                "#include \"support/event_loop.hpp\"\n"),
              IsEmpty());
  EXPECT_THAT(arrows.violations("apps/mc-speedrun/run.cpp",
                                "#include \"adapters/sqlite/speedrun_log.hpp\"\n"),
              IsEmpty());
}

}  // namespace
}  // namespace mcs::architecture
