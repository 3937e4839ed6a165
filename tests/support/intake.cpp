#include "support/intake.hpp"

#include <chrono>

#include "support/data_files.hpp"
#include "support/importing.hpp"

namespace headway::tests {
namespace {

constexpr const char* ihm_file =
    "industrial_safety_ihm/"
    "IHMStefanini_industrial_safety_and_health_database_with_accidents_description.csv";

struct expected {
  const char* file;
  const char* mapping;
  std::int64_t rows, added;                  // of the full set
  std::int64_t excerpt_rows, excerpt_added;  // of the excerpt in tests/data
};
// 14 of the accidents stand twice in their file, 654 of the phrases once or more; the CSV holds the
// same phrases as the workbook.
constexpr expected files[] = {
    {ihm_file, "ihm", 425, 411, 12, 12},
    {"cn_mine_accident_causation/test.xlsx", "causation", 6'261, 5'607, 40, 40},
    {"cn_mine_accident_causation/causation.csv", "causation", 6'261, 0, 40, 0},
    {ihm_file, "ihm", 425, 0, 12, 0},
};

class taker {
 public:
  explicit taker(demo_mine& mine) : mine_(mine), chief_(mine.sign_in("chief")) {}

  intake run() {
    prepare();
    for (const auto& each : files)
      take(each);
    verify();
    return std::move(seen_);
  }

 private:
  void prepare() {
    const std::filesystem::path data = std::filesystem::path(HEADWAY_SOURCE_DIR) / "tests/data";
    mine_.lay_out("ihm", read_all(data / "industrial_safety_ihm/hazards.toml"));
    mine_.lay_out("causation", read_all(data / "cn_mine_accident_causation/hazards.toml"));
    // The plants of the database become places of the section.
    for (int i = 1; i <= 12; ++i) {
      const std::string code = std::string("Local_") + (i < 10 ? "0" : "") + std::to_string(i);
      const auto answer = chief_.post(
          "/api/v1/places", R"({"id":")" + make_uuid(i).text() + R"(","kind":"roadway","name":")" +
                                code + R"(","code":")" + code + R"("})");
      if (answer.status != 201) breach("place " + code + ": " + answer.body);
    }
  }

  void take(const expected& of) {
    const auto file = real_data(of.file);
    seen_.excerpt = seen_.excerpt || file.excerpt;
    const auto facts_before = facts();
    const auto begun = std::chrono::steady_clock::now();
    const auto name = std::filesystem::path(of.file).filename().string();
    const auto shown = show_import(
        chief_, "kind=hazards&file_name=" + name + "&mapping=" + std::string(of.mapping),
        file.bytes);
    if (shown.status != 201 || shown.id().empty())
      return breach(name + ": " + boost::json::serialize(shown.body).substr(0, 600));
    const auto done = accept_import(chief_, shown);
    if (!done) return breach(name + ": the acceptance was refused");
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    const taken_file seen{name,        shown.count("rows"), shown.errors(),
                          done->added, done->unchanged,     facts() - facts_before,
                          took.count()};
    expect(name + " rows", seen.rows, file.excerpt ? of.excerpt_rows : of.rows);
    expect(name + " refused", seen.refused, 0);
    expect(name + " added", seen.added, file.excerpt ? of.excerpt_added : of.added);
    expect(name + " repeated", seen.repeated, seen.rows - seen.added);
    expect(name + " facts", seen.facts, seen.added);
    if (!(shown.changes() == *done)) breach(name + ": the preview foresaw something else");
    seen_.files.push_back(seen);
  }

  std::int64_t facts() {
    const auto body = boost::json::parse(chief_.get("/api/v1/journal/nodes").body);
    std::int64_t all = 0;
    for (const auto& node : body.at("items").as_array())
      all += node.at("facts").as_int64();
    return all;
  }

  void verify() {
    sql::connection& on = *reader_;
    const sql::transaction snapshot(on, sql::access::read);
    const auto& store = mine_.system().store();
    const auto found = journal::verify(on, store.site(), store.models(), [](std::int64_t) {});
    for (const auto& each : found.findings)
      breach(each.where + ": " + each.what.text(language::en));
    seen_.facts = found.facts;
    seen_.subjects = found.subjects;
  }

  void expect(const std::string& what, std::int64_t seen, std::int64_t wanted) {
    if (seen != wanted)
      breach(what + ": " + std::to_string(seen) + " instead of " + std::to_string(wanted));
  }
  void breach(std::string what) { seen_.breaches.push_back(std::move(what)); }

  demo_mine& mine_;
  visitor chief_;
  std::unique_ptr<sql::connection> reader_ =
      mine_.system().store().database().connect(sql::access::read);
  intake seen_;
};

}  // namespace

intake take_in_real_records(demo_mine& mine) { return taker(mine).run(); }

}  // namespace headway::tests
