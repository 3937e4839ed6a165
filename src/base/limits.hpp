// Every bound of the system has its name here. Passing one gives a clear problem, never a crash
// and never silence.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace headway::limits {

inline constexpr std::size_t request_head_bytes = 16 * 1024;
inline constexpr std::size_t request_body_bytes = 1 * 1024 * 1024;
inline constexpr std::size_t attachment_bytes = 20 * 1024 * 1024;
inline constexpr std::size_t attachment_chunk_bytes = 1 * 1024 * 1024;
inline constexpr std::size_t uploads = 512;  // pictures on their way in, of all accounts
inline constexpr std::size_t uploads_bytes_per_account = 8 * attachment_bytes;
inline constexpr std::chrono::minutes upload_abandoned_after{60};  // since its last request
inline constexpr std::chrono::minutes upload_answer_kept{10};      // for a client that asks again
inline constexpr std::size_t import_file_bytes = 64 * 1024 * 1024;
inline constexpr std::size_t import_unpacked_bytes = 1024ull * 1024 * 1024;
inline constexpr std::size_t import_rows = 1'000'000;
inline constexpr std::size_t import_errors_listed = 1'000;
inline constexpr std::size_t import_columns = 16'384;         // as many as a spreadsheet has
inline constexpr std::size_t import_cell_bytes = 128 * 1024;  // a spreadsheet's 32,767 characters
inline constexpr std::size_t import_row_bytes = 1024 * 1024;
inline constexpr std::size_t import_mapping_bytes = 64 * 1024;
inline constexpr std::size_t workbook_parts = 4'096;
inline constexpr std::size_t workbook_ratio = 300;  // unpacked to packed bytes of one part
inline constexpr std::size_t workbook_shared_strings = 4'000'000;
inline constexpr std::size_t workbook_shared_string_bytes = 256 * 1024 * 1024;
inline constexpr std::size_t workbook_styles = 70'000;
inline constexpr std::size_t picture_pixels = 65'000'000;  // what today's phones take
inline constexpr std::size_t request_headers = 64;
inline constexpr std::size_t request_bodies_bytes = 256 * 1024 * 1024;  // of all requests together
inline constexpr std::size_t connections = 4'096;
inline constexpr std::size_t event_streams = 1'024;
inline constexpr std::size_t event_stream_bytes = 64 * 1024;  // waiting for one slow client
inline constexpr std::size_t writer_queue = 1'024;            // commands waiting for the writer
inline constexpr std::size_t commands_per_commit = 128;       // commands sharing one commit
inline constexpr std::size_t reader_queue = 2'048;            // reads waiting for a pooled reader
inline constexpr std::size_t page_items = 200;
inline constexpr std::size_t page_items_default = 50;
inline constexpr std::size_t json_depth = 32;
inline constexpr std::size_t sessions_per_person = 16;
inline constexpr std::size_t facts_per_command = 4'096;
inline constexpr std::size_t contests_per_subject = 200;     // that commands decided apart may add
inline constexpr std::chrono::days clock_offset{100 * 366};  // of a device; one forgot its date
inline constexpr std::size_t devices_per_person = 16;
inline constexpr std::size_t enrolments_kept = 64;               // of one person, ended ones too
inline constexpr std::size_t handover_bytes = 32 * 1024 * 1024;  // one sealed entry
inline constexpr std::size_t handover_attachments = 32;
inline constexpr std::size_t photos_per_step = 12;
inline constexpr std::chrono::seconds request_deadline{30};
inline constexpr std::chrono::seconds idle_connection{120};

}  // namespace headway::limits
