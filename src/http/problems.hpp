// What the HTTP layer itself refuses.
#pragma once

#include "base/problem.hpp"

namespace headway::http::problems {

inline constexpr problem_kind malformed{"http.malformed", 400, "请求格式有误",
                                        "The request is malformed"};
inline constexpr problem_kind bad_host{"http.bad_host", 400, "请求须有且只有一个有效的 Host",
                                       "The request needs exactly one valid Host"};
inline constexpr problem_kind bad_framing{"http.bad_framing", 400, "请求的长度写法自相矛盾或不允许",
                                          "The length of the request is ambiguous or not allowed"};
inline constexpr problem_kind bad_target{"http.bad_target", 400, "网址含有无效字符",
                                         "The request target holds invalid characters"};
inline constexpr problem_kind bad_method{"http.bad_method", 405, "不支持这种请求方法",
                                         "This method is not supported"};
inline constexpr problem_kind too_slow{"http.too_slow", 408, "网络太慢，请求没有按时传完，请重试",
                                       "The request did not arrive in time; try again"};
inline constexpr problem_kind bad_expectation{"http.bad_expectation", 417, "不支持 Expect 的内容",
                                              "This expectation is not supported"};
inline constexpr problem_kind head_too_large{"http.head_too_large", 431, "请求头过大",
                                             "The head of the request is too large"};
inline constexpr problem_kind bad_coding{"http.bad_coding", 501, "不支持这种传输编码",
                                         "This transfer coding is not supported"};
inline constexpr problem_kind too_many_connections{"http.too_many_connections", 503,
                                                   "连接过多，请稍后再试",
                                                   "Too many connections; try again shortly"};
inline constexpr problem_kind bad_version{"http.bad_version", 505, "只支持 HTTP/1.1 和 HTTP/1.0",
                                          "Only HTTP/1.1 and HTTP/1.0 are supported"};
inline constexpr problem_kind cannot_listen{"http.cannot_listen", 503,
                                            "无法在 {address}:{port} 上监听：{reason}",
                                            "Cannot listen on {address}:{port}: {reason}"};

}  // namespace headway::http::problems
