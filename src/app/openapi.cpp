#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "app/system.hpp"
#include "app/verbs.hpp"

namespace headway::app {

// The routes exist only within a running system: one that listens nowhere, over an empty store.
int openapi() {
  std::string folder = std::filesystem::temp_directory_path() / "headway-openapi-XXXXXX";
  if (!::mkdtemp(folder.data()))
    return failed(problem(problems::folder_failed, "", {{"folder", folder}, {"why", "mkdtemp"}}));
  const system_clock_source clock;
  configuration with;
  with.folder = folder;
  int status = 0;
  {
    auto started = system::start(with, clock, system::listening::no);
    if (started)
      std::fputs((*started)->dispatcher().document().c_str(), stdout);
    else
      status = failed(started.error());
  }
  std::filesystem::remove_all(folder);
  return status;
}

}  // namespace headway::app
