#include "base/system_words.hpp"

#include <string_view>

namespace headway {
namespace {

struct known_refusal {
  std::errc code;
  std::string_view words;
};
constexpr known_refusal known_refusals[] = {
    {std::errc::permission_denied, "没有权限|permission denied"},
    {std::errc::operation_not_permitted, "不允许这样做|operation not permitted"},
    {std::errc::read_only_file_system, "磁盘是只读的|read-only file system"},
    {std::errc::no_space_on_device, "磁盘满了|no space left on the disk"},
    {std::errc::no_such_file_or_directory, "没有这个文件或目录|no such file or folder"},
    {std::errc::not_a_directory, "那里是文件，不是目录|not a folder"},
    {std::errc::is_a_directory, "那里是目录，不是文件|is a folder"},
    {std::errc::file_exists, "已经有了|it is already there"},
    {std::errc::io_error, "磁盘读写出错|the disk failed to read or write"},
    {std::errc::too_many_files_open, "打开的文件太多|too many open files"},
    {std::errc::address_in_use, "端口已被别的程序占用|another program is using the port"},
    {std::errc::address_not_available, "本机没有这个地址|this machine does not have the address"},
};

}  // namespace

std::string words_of(std::error_code failed) {
  for (const auto& each : known_refusals)
    if (failed == each.code) return std::string(each.words);
  return failed.message();
}

}  // namespace headway
