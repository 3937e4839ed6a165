#include "support/slice_api.hpp"

namespace headway::tests {
namespace {

class by_name final : public api::authenticator {
 public:
  found recall(const http::request& in, std::shared_ptr<const api::principal>& who) override {
    who = principal_of(in.header("authorization"));
    return who ? found::yes : found::no;
  }
  result<std::shared_ptr<const api::principal>> look_up(const http::request&,
                                                        sql::connection&) override {
    return problem(headway::problems::not_signed_in);
  }

 private:
  static std::shared_ptr<const api::principal> principal_of(std::string_view authorization) {
    if (!authorization.starts_with("Bearer ")) return nullptr;
    authorization.remove_prefix(7);
    const auto first = authorization.find('.'), last = authorization.rfind('.');
    if (first == last) return nullptr;
    const auto role =
        codec::enum_from<api::role>(authorization.substr(first + 1, last - first - 1));
    if (!role) return nullptr;
    auto made = std::make_shared<api::principal>();
    made->person = person_id(named_uuid(authorization.substr(0, first)));
    made->account = named_uuid(authorization);
    const auto section = authorization.substr(last + 1);
    if (section != "none") made->section = section == "A" ? section_a : section_b;
    made->roles = {*role};
    made->permissions = api::permissions_of(*role);
    return made;
  }
};

}  // namespace

struct slice_api::parts {
  explicit parts(sql::engine on) : store(on) {}

  test_store store;
  still_clock clock;
  journal::model_set models;
  by_name who;
  std::optional<journal::chain> chain;
  std::optional<sql::reader_pool> readers;
  std::optional<sql::writer> writer;
  std::optional<api::dispatcher> dispatcher;
  std::unique_ptr<http::server> server;
};

slice_api::slice_api(sql::engine on, slice of) : parts_(std::make_unique<parts>(on)) {
  auto& p = *parts_;
  if (of.add_models) of.add_models(p.models);
  const auto first = p.store.database().connect(sql::access::write);
  std::vector<sql::migration> steps(journal::migrations().begin(), journal::migrations().end());
  steps.insert(steps.end(), of.migrations.begin(), of.migrations.end());
  sql::migrate(*first, steps, p.clock.now()).value();
  sql::transaction all(*first, sql::access::write);
  const auto node = journal::own_node(*first, site, "test", p.clock.now());
  p.chain.emplace(site, node, journal::end_of_chain(*first, site, node));
  all.commit();
  p.readers.emplace(p.store.database(), 6);
  p.writer.emplace(p.store.database(),
                   sql::writer::observer{.begun = [&p] { p.chain->begin(); },
                                         .committed = [&p] { p.chain->commit(); },
                                         .rolled_back = [&p] { p.chain->roll_back(); }});
  p.dispatcher.emplace(api::surroundings{.site = site,
                                         .engine = on,
                                         .readers = *p.readers,
                                         .writer = *p.writer,
                                         .chain = *p.chain,
                                         .models = p.models,
                                         .clock = p.clock,
                                         .who = p.who,
                                         .requests_per_second = 0,
                                         .requests_at_once = 0},
                       std::move(of.routes));
  http::options wanted{.port = 0, .threads = 2};
  wanted.body_bytes_for = [&p](http::verb method, std::string_view path) {
    return p.dispatcher->body_bytes_for(method, path);
  };
  p.server = http::server::listen(wanted, [&p](auto in, auto out) {
               p.dispatcher->handle(std::move(in), std::move(out));
             }).value();
}

slice_api::~slice_api() {
  parts_->dispatcher->close_streams();
  parts_->server->stop();
  parts_->dispatcher.reset();
}

http_response slice_api::send(const std::string& who, http_request request) {
  if (!who.empty()) request.headers.emplace_back("Authorization", "Bearer " + who);
  return http_client(parts_->server->port()).send(request);
}

http_response slice_api::post(const std::string& who, const std::string& target,
                              const std::string& body) {
  return send(who, {.verb = "POST",
                    .target = target,
                    .headers = {{"Content-Type", "application/json"}},
                    .body = body});
}

}  // namespace headway::tests
