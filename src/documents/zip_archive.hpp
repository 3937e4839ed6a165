// Reads the parts of a zip archive held in memory, guarded against bombs: the number of parts, the
// ratio and the sum of unpacked bytes are bounded by what really comes out, not by what the
// archive declares. Only stored and deflated parts; no encryption.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/function_ref.hpp"
#include "base/problem.hpp"
#include "documents/table.hpp"

namespace headway::documents {

class zip_archive {
 public:
  // `bytes` must outlive the archive.
  static result<zip_archive> open(std::string_view bytes);
  ~zip_archive();
  zip_archive(zip_archive&&) noexcept;
  zip_archive& operator=(zip_archive&&) noexcept;

  // Part names are compared without regard to ASCII case, as the format demands.
  bool has(std::string_view part) const;
  // Unpacks a part piece by piece until its end or until `each` says stop. Parts may be read again;
  // each counts once towards the sum. A part that is absent is `part_missing`.
  result<void> read(std::string_view part, function_ref<step(std::string_view)> each);

 private:
  struct state;
  explicit zip_archive(std::unique_ptr<state> state);
  std::unique_ptr<state> state_;
};

namespace problems {
inline constexpr problem_kind archive_damaged{"table.archive_damaged", 422,
                                              "文件已损坏，打不开（{part}），请重新导出后再试",
                                              "The file is damaged ({part}); export it again"};
inline constexpr problem_kind part_missing{"table.part_missing", 422, "文件不完整，缺少 {part}",
                                           "The file is incomplete: {part} is missing"};
inline constexpr problem_kind unpacks_too_large{
    "table.unpacks_too_large", 413, "文件解压后异常庞大（{part}），已拒绝",
    "The file unpacks to an unreasonable size ({part}) and was refused"};
inline constexpr problem_kind too_many_parts{"table.too_many_parts", 413,
                                             "压缩包内的文件超过 {most} 个，已拒绝",
                                             "The archive has more than {most} parts"};
}  // namespace problems

}  // namespace headway::documents
