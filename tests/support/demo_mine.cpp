#include "support/demo_mine.hpp"

#include <filesystem>
#include <fstream>

#include "base/json.hpp"
#include "people/passwords.hpp"

namespace headway::tests {

demo::made lay_demo(const app::configuration& with, int days, instant now) {
  const auto opened = app::store::open(with, app::store::purpose::writing, now).value();
  const auto store = opened->database().connect(sql::access::write);
  sql::transaction all(*store, sql::access::write);
  const auto node = journal::own_node(*store, with.site, with.node, now);
  journal::chain chain(with.site, node, {});
  chain.begin();
  demo::wishes as;
  as.until = now;
  as.days = days;
  as.zone = with.zone;
  as.password_hash = people::password_hasher().hash(demo::password);
  auto made = demo::generate(*store, chain, opened->models(), as);
  all.commit();
  return made;
}

demo_mine::demo_mine(sql::engine on, int days)
    : place_(on),
      made_(lay_demo(place_.settings(), days, clock.now())),
      system_(app::system::start(place_.settings(), clock).value()) {}

visitor demo_mine::sign_in(const std::string& account) const {
  const auto answer = http_client(system_->port())
                          .send({.verb = "POST",
                                 .target = "/api/v1/session",
                                 .headers = {{"Content-Type", "application/json"}},
                                 .body = R"({"account":")" + account + R"(","password":")" +
                                         std::string(demo::password) + R"("})"});
  const auto cookie = answer.header("set-cookie");
  const auto begin = cookie.find('=') + 1;
  if (answer.status >= 300 || begin == 0) throw std::runtime_error("sign in: " + answer.body);
  const auto session = boost::json::parse(answer.body).as_object();
  return {system_->port(), cookie.substr(begin, cookie.find(';') - begin),
          *person_id::parse(std::string_view(session.at("person").as_string()))};
}

void demo_mine::lay_out(const std::string& name, const std::string& toml) const {
  const std::filesystem::path folder = system_->settings().folder + "/mappings";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / (name + ".toml")) << toml;
}

}  // namespace headway::tests
