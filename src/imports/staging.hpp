// Files that people have shown us and not accepted yet. A slice declares what it imports as an
// `import_kind`; the routes (routes.hpp) read a file with it, show its errors and what it would
// change, and apply it as a whole once the same person accepts.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "api/route.hpp"
#include "imports/reader.hpp"

namespace headway::imports {

using import_id = id<struct import_tag>;

// How many records a file adds and changes, and how many it holds as they are.
struct changes {
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t unchanged = 0;
  friend bool operator==(const changes&, const changes&) = default;
};
BOOST_DESCRIBE_STRUCT(changes, (), (added, changed, unchanged))

// The rows of a file, understood. Shared between threads, so that applying leaves it as it is.
class plan {
 public:
  virtual ~plan() = default;
  // Brings the store to what the file says, within the unit of work of `c`, all or, with a problem,
  // nothing. Compares with the store as it is now: applied twice, everything is unchanged.
  virtual result<changes> apply(api::write_call& c) const = 0;
};

struct preview {
  outcome seen;
  changes foreseen;
  std::vector<std::string> sample;    // the first rows as JSON objects
  std::shared_ptr<const plan> ready;  // may be null when there are errors
};

// What a slice can import. Thread-safe, lives as long as the routes.
class import_kind {
 public:
  virtual ~import_kind() = default;
  virtual std::string_view name() const = 0;  // "people": the parameter `kind`
  virtual std::span<const field> fields() const = 0;
  // Reads the file, compares it with the store, writes nothing. In the pool of readers.
  virtual preview read(const api::read_call& c, documents::table_source& table,
                       const mapping& layout) const = 0;
};

namespace limits {
using namespace headway::limits;
inline constexpr std::size_t staged_imports = 32;
inline constexpr std::size_t staged_imports_of_account = 4;
inline constexpr std::size_t sample_rows = 10;
inline constexpr std::chrono::hours staged_for{1};
}  // namespace limits

// What waits for a yes. In memory: a restart forgets it, and the file is shown again. Thread-safe.
class staging {
 public:
  struct entry {
    uuid account;
    std::string kind;
    std::shared_ptr<const plan> of;
    instant until;
    changes applied;  // by the last acceptance
  };
  // Beyond the limits the entries that end first make room.
  import_id put(entry made, instant now);
  // Only for the account that showed the file.
  std::optional<entry> find(const import_id& id, const uuid& account, instant now) const;
  void note_applied(const import_id& id, const changes& applied);
  bool remove(const import_id& id, const uuid& account);

 private:
  void make_room(const uuid& account, instant now);

  mutable std::mutex guard_;
  std::unordered_map<import_id, entry> entries_;
};

namespace problems {
using namespace headway::problems;
inline constexpr problem_kind unknown_kind{"import.unknown_kind", 422,
                                           "不能导入“{kind}”，可导入：{allowed}",
                                           "\"{kind}\" cannot be imported; kinds: {allowed}"};
inline constexpr problem_kind unknown_mapping{"import.unknown_mapping", 422,
                                              "没有名为“{mapping}”的对应表",
                                              "There is no mapping \"{mapping}\""};
inline constexpr problem_kind not_staged{"import.not_staged", 404,
                                         "没有这次导入，或已过期，请重新上传文件",
                                         "There is no such import, or it has expired; upload the "
                                         "file again"};
}  // namespace problems

}  // namespace headway::imports
