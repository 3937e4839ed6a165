// A folder of content-addressed files: `ab/cd/abcd….` is the file whose bytes have that
// BLAKE2b-256. A file is there whole or not at all, whenever the process or the power goes.
#pragma once

#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace headway::attachments {

// Thread-safe. Problem of every member that writes: store.full, server.store_failed.
class blob_store {
 public:
  // Makes the folder, and empties its folder of unfinished files: none of them outlives a process.
  static result<blob_store> open(std::string folder);

  // Keeps `bytes` and gives their address, once the file and its folder entry are durable. Keeping
  // the same bytes again changes nothing.
  result<std::string> put(std::string_view bytes) const;
  // Where the blob lies. `address` must be one that put() gave.
  std::string path_of(std::string_view address) const;
  // Where a small copy of it lies, if one has been made.
  std::string small_path(std::string_view address, int width) const;
  // Where files that are not whole yet may be written: removed by the next open().
  std::string unfinished(std::string_view name) const;

 private:
  explicit blob_store(std::string folder) : folder_(std::move(folder)) {}

  std::string folder_;
};

// The address of `bytes`: 64 hexadecimal digits.
std::string address_of(std::string_view bytes);

}  // namespace headway::attachments
