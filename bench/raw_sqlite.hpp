// SQLite and nothing else: the yardstick of durable commands. Its own statements on its own
// connection, with the settings that the server uses (write-ahead log, synchronous FULL, the same
// page cache and checkpoints); no HTTP, no rules, no hashes, no text is encoded or parsed.
#pragma once

#include <memory>
#include <string>

namespace headway::bench {

class raw_sqlite {
 public:
  // Takes what the newest command of the database `like` wrote as its pattern: the rows of its
  // facts, its subject and its records. It writes into `file`, a database with the same tables.
  raw_sqlite(const std::string& file, const std::string& like);
  ~raw_sqlite();
  // Commits the rows of `count` commands, `at_once` of them in a transaction; gives commands a
  // second.
  double commit(int count, int at_once);

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

// What one flush of the disk of `folder` takes: a page is written behind the last one and forced
// out, as a commit does. The median of some dozens.
double flush_ms(const std::string& folder);

}  // namespace headway::bench
