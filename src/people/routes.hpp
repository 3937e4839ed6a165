// The routes of people: session, accounts and tokens; directory, shift and roster; the
// administration of sections, crews, posts and persons.
#pragma once

#include <string>

#include "api/route.hpp"
#include "attachments/routes.hpp"
#include "people/passwords.hpp"
#include "people/session_keeper.hpp"
#include "people/shift_calendar.hpp"
#include "sql/database.hpp"

namespace headway::people {

// What the routes work with. All references outlive the route table.
struct services {
  site_id site;
  time_zone zone;
  std::string mine_name;
  const clock_source& clock;
  sql::reader_pool& readers;
  sql::writer& writer;
  session_keeper& sessions;
  password_hasher& passwords;
  const attachments::pictures& pictures;
  bool secure_cookies = false;  // send the cookie over HTTPS only, whatever a proxy says
};

api::route_table routes(const services& with);

namespace problems {
inline constexpr problem_kind wrong_password{"account.wrong_password", 401, "账号或密码不对",
                                             "The account or the password is wrong"};
inline constexpr problem_kind account_locked{"account.locked", 403, "账号已停用，请找管理员",
                                             "The account is locked; ask the administrator"};
inline constexpr problem_kind too_many_failures{
    "account.too_many_failures", 429, "密码错误次数太多，请 {seconds} 秒后再试",
    "Too many wrong passwords; try again in {seconds} seconds"};
inline constexpr problem_kind old_password_wrong{"account.old_password_wrong", 422, "原密码不对",
                                                 "The old password is wrong"};
inline constexpr problem_kind token_expiry{"account.token_expiry", 422, "有效期须在今天到两年之内",
                                           "A token expires between today and two years from now"};
inline constexpr problem_kind own_account{"account.own_account", 409,
                                          "不能停用自己的账号，也不能取消自己的管理权限",
                                          "You cannot lock your own account or take its right to "
                                          "manage accounts"};
inline constexpr problem_kind no_picture{"people.no_picture", 422, "没有这张照片，请先上传",
                                         "There is no such picture; upload it first"};
inline constexpr problem_kind roster_range{"people.roster_range", 422,
                                           "一次最多看 {most} 天，起止日期不能颠倒",
                                           "At most {most} days, the first not after the last"};
inline constexpr problem_kind bad_date{"people.bad_date", 422, "日期须写成 年-月-日",
                                       "A date is written YYYY-MM-DD"};
}  // namespace problems

}  // namespace headway::people
