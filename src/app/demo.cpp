#include "demo/generator.hpp"

#include <fmt/core.h>
#include <sodium.h>

#include <chrono>
#include <cstdio>

#include "app/store.hpp"
#include "app/verbs.hpp"
#include "demo/layout.hpp"
#include "people/passwords.hpp"
#include "people/sign_ins.hpp"

namespace headway::app {
namespace {

constexpr problem_kind not_a_demo{
    "demo.other_data", 409, "数据目录 {folder} 里是正式数据，演示请另选一个目录（--data）",
    "The folder {folder} holds data of its own; choose another one for the demonstration (--data)"};

// Whether what the store holds was made by us: its chief signs in with the known password.
bool is_demo(sql::connection& on, site_id site) {
  const auto chief = people::find_credential(on, site, demo::sign_ins().front().account);
  return chief && people::password_hasher().matches(chief->password_hash, demo::password);
}

demo::made make(sql::connection& on, const store& in, const configuration& with, instant now) {
  const auto node = journal::own_node(on, with.site, with.node, now);
  journal::chain chain(with.site, node, journal::end_of_chain(on, with.site, node));
  chain.begin();
  demo::wishes as;
  as.until = now;
  as.zone = with.zone;
  as.password_hash = people::password_hasher().hash(demo::password);
  return demo::generate(on, chain, in.models(), as);
}

result<void> prepare(const configuration& with) {
  const auto now = system_clock_source().now();
  const auto opened = store::open(with, store::purpose::writing, now);
  if (!opened) return opened.error();
  const auto on = (*opened)->database().connect(sql::access::write);
  sql::transaction all(*on, sql::access::write);
  if (journal::count_subjects(*on, with.site) > 0) {
    if (!is_demo(*on, with.site)) return problem(not_a_demo, "", {{"folder", with.folder}});
    return {};
  }
  const auto begun = std::chrono::steady_clock::now();
  const auto made = make(*on, **opened, with, now);
  all.commit();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  announce(
      "{} 人，党员 {} 名，班组 {} 个，关键岗位 {} 个，地点 {} 处，责任区 {} 个，隐患 {} 条，检查 "
      "{} "
      "次，用时 {:.1f} 秒\n",
      "{} persons, {} members, {} crews, {} key posts, {} places, {} zones, {} hazards, "
      "{} inspections in {:.1f} s\n",
      made.persons, made.members, made.crews, made.key_posts, made.places, made.zones, made.hazards,
      made.inspections, took.count());
  return {};
}

void print_sign_ins() {
  const bool zh = terminal_language() == language::zh;
  fmt::print("{}{}\n", zh ? "演示账号，密码都是 " : "Sign in; the password is always ",
             demo::password);
  for (const auto& each : demo::sign_ins())
    fmt::print("  {:<12}{}\n", each.account, zh ? each.zh : each.en);
  std::fflush(stdout);
}

}  // namespace

int demo(const configuration& with) {
  if (sodium_init() < 0) return 2;
  auto as = with;
  as.mine = std::string(demo::mine_name);
  if (const auto ready = prepare(as); !ready) return failed(ready.error());
  print_sign_ins();
  return serve(as);
}

}  // namespace headway::app
