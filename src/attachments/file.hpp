// The few things that attachments ask of the disk. Thread-safe; a failure is false, never silent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headway::attachments {

// Writes `bytes` at `offset`, making the file if it is not there.
bool write_at(const std::string& path, std::int64_t offset, std::string_view bytes);
// Writes a new file and waits until its content is durable.
bool write_durably(const std::string& path, std::string_view bytes);
// Waits until the entries of a folder are durable.
bool make_folder_durable(const std::string& path);
// The whole of a file of at most `most` bytes.
std::optional<std::string> read_whole(const std::string& path, std::size_t most);

}  // namespace headway::attachments
