// The few things that attachments ask of the disk. Thread-safe. Problems of what writes:
// store.full, server.store_failed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "base/problem.hpp"

namespace headway::attachments {

// Writes `bytes` at `offset`, making the file if it is not there.
result<void> write_at(const std::string& path, std::int64_t offset, std::string_view bytes);
// Writes a new file and waits until its content is durable.
result<void> write_durably(const std::string& path, std::string_view bytes);
// Waits until the entries of a folder are durable.
result<void> make_folder_durable(const std::string& path);
// What to tell of a failure that the system names.
problem problem_of(std::error_code failed);
// The whole of a file of at most `most` bytes.
std::optional<std::string> read_whole(const std::string& path, std::size_t most);

}  // namespace headway::attachments
