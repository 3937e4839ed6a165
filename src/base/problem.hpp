// Expected failures are values. A `problem_kind` is declared once, next to the rule that raises it,
// with its stable code, its HTTP status and its text in both languages; a `problem` is one
// occurrence of it, with the place in the input it is about.
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headway {

enum class language : unsigned char { zh, en };

// A stable, documented kind of failure. `code` ("hazard.acceptor_is_rectifier") is append-only: it
// is never renamed and never reused. Texts may hold `{name}` where an argument of the problem goes.
struct problem_kind {
  std::string_view code;
  int status;  // HTTP status, RFC 9110
  std::string_view zh;
  std::string_view en;
  // Whether the request itself is in order and only the state it met stands against it: a command
  // decided apart (api/command_runner.hpp) may then still be kept.
  bool of_state;

  // All four are demanded at compile time: a kind without a text in both languages does not build.
  consteval problem_kind(std::string_view code_, int status_, std::string_view zh_,
                         std::string_view en_)
      : code(code_), status(status_), zh(zh_), en(en_), of_state(status_ == 409 || status_ == 412) {
    if (code.empty() || zh.empty() || en.empty() || status < 400 || status > 599)
      throw "a problem_kind needs a code, a status of 400-599, and a text in both languages";
  }
  // The same refusal stands whatever the state: it is about who asks.
  consteval problem_kind about_the_asker() const {
    problem_kind made = *this;
    made.of_state = false;
    return made;
  }
};

// One occurrence. `pointer` is a JSON pointer (RFC 6901) into the request body, empty when the
// problem is not about one field.
struct problem {
  const problem_kind* kind;
  std::string pointer;
  std::vector<std::pair<std::string, std::string>> arguments;

  problem();  // server.internal; boost::system::result demands a default
  problem(const problem_kind& kind_, std::string pointer_ = {},
          std::vector<std::pair<std::string, std::string>> arguments_ = {})
      : kind(&kind_), pointer(std::move(pointer_)), arguments(std::move(arguments_)) {}

  std::string_view code() const { return kind->code; }
  // The text of the kind in `in`, with the arguments filled in.
  std::string text(language in) const;

  friend bool operator==(const problem&, const problem&) = default;
};

template <class T>
using result = boost::system::result<T, problem>;

// Called by result<T>::value() when it holds a problem: using an unchecked result is a bug.
[[noreturn]] void throw_exception_from_error(const problem& held,
                                             const boost::source_location& where);

namespace problems {
inline constexpr problem_kind malformed_json{"json.malformed", 400,
                                             "内容不是有效的 JSON（第 {byte} 字节）",
                                             "The body is not valid JSON (byte {byte})"};
inline constexpr problem_kind wrong_type{"field.wrong_type", 422, "此处应为{expected}",
                                         "Expected {expected} here"};
inline constexpr problem_kind missing_field{"field.missing", 422, "缺少必填项“{field}”",
                                            "The required field \"{field}\" is missing"};
inline constexpr problem_kind unknown_field{"field.unknown", 422, "不认识的字段“{field}”",
                                            "Unknown field \"{field}\""};
inline constexpr problem_kind unknown_code{"field.unknown_code", 422,
                                           "不认识的代码“{value}”，允许：{allowed}",
                                           "Unknown code \"{value}\"; allowed: {allowed}"};
inline constexpr problem_kind out_of_range{"field.out_of_range", 422,
                                           "数值须在 {least} 到 {most} 之间",
                                           "The value must be between {least} and {most}"};
inline constexpr problem_kind too_long{"field.too_long", 422, "最多 {most} 个",
                                       "At most {most} are allowed"};
inline constexpr problem_kind too_short{"field.too_short", 422, "至少 {least} 个",
                                        "At least {least} are required"};
inline constexpr problem_kind bad_text{"field.bad_text", 422, "文字含有无效字符",
                                       "The text holds invalid characters"};
inline constexpr problem_kind not_found{"request.not_found", 404, "没有找到", "Not found"};
inline constexpr problem_kind not_signed_in{"request.not_signed_in", 401, "请先登录",
                                            "Sign in first"};
inline constexpr problem_kind not_permitted{"request.not_permitted", 403, "您没有此项权限",
                                            "You are not permitted to do this"};
inline constexpr problem_kind version_changed{
    "request.version_changed", 412, "记录已被他人更新，请先查看最新内容",
    "The record has changed meanwhile; look at its newest state first"};
inline constexpr problem_kind too_busy{"request.too_busy", 503, "系统繁忙，请稍后再试",
                                       "The system is busy; try again shortly"};
inline constexpr problem_kind too_many_requests{"request.too_many", 429, "请求过于频繁，请稍后再试",
                                                "Too many requests; try again later"};
inline constexpr problem_kind body_too_large{"request.body_too_large", 413,
                                             "内容过大，上限为 {most} 字节",
                                             "The body is too large; at most {most} bytes"};
inline constexpr problem_kind internal{"server.internal", 500, "服务器内部错误，已记录",
                                       "Internal error; it has been logged"};
inline constexpr problem_kind store_failed{"server.store_failed", 503, "存储暂时不可用，请稍后再试",
                                           "The store is unavailable; try again shortly"};
}  // namespace problems

}  // namespace headway
