#include "section.hpp"

#include <linux/magic.h>
#include <sys/vfs.h>

#include <filesystem>
#include <stdexcept>

#include "demo/generator.hpp"
#include "hazards/rules.hpp"
#include "people/passwords.hpp"

namespace headway::bench {
namespace {

constexpr int comments_per_hazard = 9;
constexpr int hazards_per_transaction = 1'000;

journal::chain chain_of(sql::connection& on, const app::configuration& with, instant now) {
  const auto node = journal::own_node(on, with.site, with.node, now);
  journal::chain made(with.site, node, journal::end_of_chain(on, with.site, node));
  made.begin();
  return made;
}

std::vector<hazards::fact> told_hazard(const hazard_id& id, instant now) {
  hazards::report_hazard asked;
  asked.id = id;
  asked.place = place_id(make_uuid(to_unix_ms(now)));
  asked.profession = hazards::profession::tunnelling;
  asked.inspection_type = hazards::inspection_type::post;
  asked.description.value = "距迎头8米左帮，顶板有明显下沉趋势";
  auto told = hazards::decide({}, asked, {{}, now, now, {}, hazards::default_rulebook()}).value();
  hazards::commented follow_up;
  follow_up.text.value = "已现场查看，支护完好，继续观察";
  told.insert(told.end(), comments_per_hazard, follow_up);
  return told;
}

}  // namespace

disk_folder::disk_folder(const std::string& name)
    : path_(std::filesystem::absolute("build/bench/" + name)) {
  std::filesystem::remove_all(path_);
  std::filesystem::create_directories(path_);
  struct statfs about {};
  if (::statfs(path_.c_str(), &about) != 0 || about.f_type == TMPFS_MAGIC)
    throw std::runtime_error(path_ + " is in memory: start from a folder on a disk");
}

disk_folder::~disk_folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

app::configuration settings_in(const std::string& folder) {
  app::configuration with;
  with.folder = folder;
  with.log_level = severity::error;
  return with;
}

year::year() {
  const auto with = settings_in(folder_.path());
  const auto now = system_clock_source().now();
  const auto store = app::store::open(with, app::store::purpose::writing, now).value();
  const auto on = store->database().connect(sql::access::write);
  sql::transaction all(*on, sql::access::write);
  auto chain = chain_of(*on, with, now);
  demo::wishes as;
  as.until = now;
  as.zone = with.zone;
  as.password_hash = people::password_hasher().hash(demo::password);
  demo::generate(*on, chain, store->models(), as);
  all.commit();
  facts_ = journal::nodes(*on, with.site).front().facts;
}

app::configuration year::copy_into(const disk_folder& folder) const {
  const auto with = settings_in(folder.path());
  std::filesystem::copy_file(settings_in(folder_.path()).location(), with.location());
  return with;
}

long_journal::long_journal() : with_(settings_in(folder_.path())) {}
long_journal::~long_journal() = default;

std::int64_t long_journal::grow_to(std::int64_t facts) {
  const system_clock_source clock;
  const auto store = app::store::open(with_, app::store::purpose::writing, clock.now()).value();
  const auto on = store->database().connect(sql::access::write);
  const section_id section(make_uuid(1));
  for (std::int64_t now_there = 0;;) {
    sql::transaction many(*on, sql::access::write);
    auto chain = chain_of(*on, with_, clock.now());
    for (int i = 0; i < hazards_per_transaction && now_there < facts; ++i) {
      const auto now = clock.now();
      const hazard_id id(make_uuid(to_unix_ms(now)));
      const journal::author by{{}, {}, now, command_id(make_uuid(to_unix_ms(now)))};
      journal::unit_of_work work(*on, chain, store->models(), by, now);
      work.record<hazards::hazard_model>(id, section, told_hazard(id, now));
      work.finish();
      now_there = journal::end_of_chain(*on, with_.site, chain.node()).seq;
    }
    many.commit();
    if (now_there >= facts) return now_there;
  }
}

}  // namespace headway::bench
