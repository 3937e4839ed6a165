#include "support/note_api.hpp"

#include <stdexcept>

#include "api/answer.hpp"

namespace headway::tests {
namespace {

struct written {
  static constexpr std::string_view kind = "written";
  line_text words;
};
BOOST_DESCRIBE_STRUCT(written, (), (words))

struct note {
  std::string words;
  int changes = 0;
};
BOOST_DESCRIBE_STRUCT(note, (), (words, changes))

journal::objection fold(note& state, const journal::fact_header&, const written& happened) {
  state.words = happened.words.value;
  ++state.changes;
  return std::nullopt;
}

struct note_model {
  static constexpr std::string_view name = "note";
  using state = note;
  using fact = std::variant<written>;
  static std::span<const journal::record_table* const> tables() { return {}; }
  static void project(const note&, const journal::subject_header&, journal::record_sink&) {}
};

struct write_note {
  uuid id;
  line_text words;
};
BOOST_DESCRIBE_STRUCT(write_note, (), (id, words))

constexpr problem_kind rude{"note.rude", 409, "请文明用语", "That is rude"};

result<http::response> post_note(api::write_call& c) {
  const auto asked = decode<write_note>(c.in.body);
  if (!asked) return asked.error();
  const auto there = c.work.load<note_model>(asked->id);
  if (!there) return there.error();
  if (auto same = api::check_version(c, there->header.version); !same) return same.error();
  const bool is_new = !there->exists();
  c.work.record<note_model>(asked->id, c.who.section, written{asked->words});
  // Too late to refuse, as a careless handler might.
  if (asked->words.value == "rude") return problem(rude, "/words");
  return api::changed_answer(c, asked->id, is_new ? 201 : 200);
}

result<http::response> get_note(const api::read_call& c) {
  const auto id = c.id<uuid>();
  if (!id) return id.error();
  const auto found = api::visible(c, c.store, *id, "note");
  if (!found) return found.error();
  return api::record_answer(c, c.store, *found);
}

api::route_table note_routes() {
  using namespace api;
  return {
      api::post("/api/v1/notes", permission::report_hazard, write{post_note})
          .takes<write_note>()
          .gives_record<note>(201)
          .says("Write a note", "写便条"),
      api::get("/api/v1/notes/{id}", permission::read_section, quick_read{get_note})
          .gives_record<note>()
          .says("A note", "看便条"),
      api::get("/api/v1/echo", open_to_all{}, task{[](const call& c) -> result<http::response> {
                 const auto limit = c.page_limit();
                 if (!limit) return limit.error();
                 return page({encode(c.query("say").value_or("")), std::to_string(*limit)}, "x");
               }})
          .asks({"say", "limit"})
          .says("Echo", "回声"),
      api::get("/api/v1/broken", open_to_all{},
               slow_read{[](const read_call&) -> result<http::response> {
                 throw std::runtime_error("the secret inside");
               }})
          .says("Breaks", "出错"),
  };
}

const section_id section_a(*uuid::parse("00000000-0000-7000-8000-00000000000a"));
const section_id section_b(*uuid::parse("00000000-0000-7000-8000-00000000000b"));

// Known at once, but for "bert", who must be looked up.
class by_name final : public api::authenticator {
 public:
  found recall(const http::request& in, std::shared_ptr<const api::principal>& who) override {
    const auto name = in.header("authorization");
    if (name == "Bearer bert") return found::ask_store;
    who = principal_of(name);
    return who ? found::yes : found::no;
  }
  result<std::shared_ptr<const api::principal>> look_up(const http::request& in,
                                                        sql::connection&) override {
    if (auto known = principal_of(in.header("authorization"))) return known;
    return problem(headway::problems::not_signed_in);
  }

 private:
  static std::shared_ptr<const api::principal> principal_of(std::string_view authorization) {
    if (!authorization.starts_with("Bearer ")) return nullptr;
    const auto name = authorization.substr(7);
    if (name != "anna" && name != "bert" && name != "cara" && name != "dora") return nullptr;
    auto made = std::make_shared<api::principal>();
    made->person = person_id(named_uuid(name));
    made->account = named_uuid("account of " + std::string(name));
    made->section = name == "cara" ? section_b : section_a;
    made->permissions = api::permissions_of(api::role::worker);
    if (name == "dora") made->permissions = api::set_of({api::permission::read_section});
    return made;
  }
};

}  // namespace

struct note_api::parts {
  parts(sql::engine on, const clock_source& clock) : store(on) {
    models.add<note_model>();
    const auto first = store.database().connect(sql::access::write);
    sql::migrate(*first, journal::migrations(), clock.now()).value();
    sql::transaction all(*first, sql::access::write);
    const auto node = journal::own_node(*first, site, "test", clock.now());
    chain.emplace(site, node, journal::end_of_chain(*first, site, node));
    all.commit();
  }

  static constexpr site_id site{1};
  test_store store;
  journal::model_set models;
  std::optional<journal::chain> chain;
  by_name who;
  std::optional<sql::reader_pool> readers;
  std::optional<sql::writer> writer;
  std::optional<api::dispatcher> dispatcher;
  std::unique_ptr<http::server> server;
};

note_api::note_api(sql::engine on, double requests_at_once)
    : parts_(std::make_unique<parts>(on, clock)) {
  auto& p = *parts_;
  p.readers.emplace(p.store.database(), 6);
  p.writer.emplace(p.store.database(),
                   sql::writer::observer{.begun = [&p] { p.chain->begin(); },
                                         .committed = [&p] { p.chain->commit(); },
                                         .rolled_back = [&p] { p.chain->roll_back(); }});
  p.dispatcher.emplace(api::surroundings{.site = parts::site,
                                         .engine = on,
                                         .readers = *p.readers,
                                         .writer = *p.writer,
                                         .chain = *p.chain,
                                         .models = p.models,
                                         .clock = clock,
                                         .who = p.who,
                                         .requests_per_second = requests_at_once / 1000,
                                         .requests_at_once = requests_at_once,
                                         .connections = [&p] { return p.server->counted(); }},
                       note_routes());
  http::options wanted{.port = 0, .threads = 2};
  wanted.standing_headers = api::security_headers();
  wanted.body_bytes_for = [&p](http::verb method, std::string_view path) {
    return p.dispatcher->body_bytes_for(method, path);
  };
  p.server = http::server::listen(wanted, [&p](auto in, auto out) {
               p.dispatcher->handle(std::move(in), std::move(out));
             }).value();
}

note_api::~note_api() {
  parts_->dispatcher->close_streams();
  parts_->server->stop();
  parts_->dispatcher.reset();
}

std::uint16_t note_api::port() const { return parts_->server->port(); }

http_response note_api::send(const std::string& who, http_request request) {
  if (!who.empty()) request.headers.emplace_back("Authorization", "Bearer " + who);
  return http_client(port()).send(request);
}

http_response note_api::post(const std::string& who, const std::string& target,
                             const std::string& body, const std::string& key) {
  http_request request{.verb = "POST",
                       .target = target,
                       .headers = {{"Content-Type", "application/json"}},
                       .body = body};
  if (!key.empty()) request.headers.emplace_back("Idempotency-Key", key);
  return send(who, std::move(request));
}

std::int64_t note_api::facts() {
  const sql::reader_pool::lease store(*parts_->readers);
  return journal::end_of_chain(*store, parts::site, parts_->chain->node()).seq;
}

}  // namespace headway::tests
