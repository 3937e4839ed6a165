// The only file that knows libpq-fe.h.
#include <libpq-fe.h>

#include <array>
#include <charconv>
#include <cstring>
#include <vector>

#include "base/ensure.hpp"
#include "sql/dialect.hpp"
#include "sql/engines.hpp"
#include "sql/postgres_wire.hpp"

namespace headway::sql {
namespace {

namespace type = postgres_type;

// Of every session, unless the connection URI gives its own `options`.
constexpr const char* session_options =
    "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s "
    "-c client_min_messages=warning";
constexpr const char* connect_timeout_seconds = "5";

failure reason_of(std::string_view state) {
  if (state == "23505") return failure::conflict;
  if (state == "40001" || state == "40P01") return failure::serialization;
  if (state == "55P03" || state == "57014") return failure::busy;  // a lock, a timeout
  if (state == "53100") return failure::full;
  if (state == "58030") return failure::io;
  if (state.starts_with("57P") || state.starts_with("08") || state.starts_with("53"))
    return failure::disconnected;
  const auto family = state.substr(0, 2);
  if (family == "23") return failure::constraint;
  if (family == "XX") return failure::corrupt;
  return failure::other;
}

struct clear_answer {
  void operator()(PGresult* of) const { PQclear(of); }
};
using answer = std::unique_ptr<PGresult, clear_answer>;

error error_of(PGconn* from, const PGresult* met, std::string_view doing) {
  const char* state = met ? PQresultErrorField(met, PG_DIAG_SQLSTATE) : nullptr;
  const char* said = met ? PQresultErrorField(met, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
  const bool lost = PQstatus(from) != CONNECTION_OK;
  const auto why = lost ? failure::disconnected : state ? reason_of(state) : failure::other;
  return error(why, std::string(said ? said : PQerrorMessage(from)) + " (PostgreSQL " +
                        (state ? state : "-") + "): " + std::string(doing.substr(0, 200)));
}

class postgres_row final : public row {
 public:
  explicit postgres_row(const PGresult* at) : at_(at) {}

  bool is_null(int column) const override { return PQgetisnull(at_, 0, column) != 0; }
  std::int64_t integer(int column) const override {
    if (is_null(column)) return demand(column, true), 0;
    switch (PQftype(at_, column)) {
      case type::int8:
        return number<std::int64_t>(column);
      case type::int4:
        return number<std::int32_t>(column);
      case type::int2:
        return number<std::int16_t>(column);
      case type::boolean:
        return number<std::uint8_t>(column);
      default:
        return demand(column, false), 0;
    }
  }
  double real(int column) const override {
    switch (PQftype(at_, column)) {
      case type::float8:
        return is_null(column) ? 0 : number<double>(column);
      case type::float4:
        return is_null(column) ? 0 : number<float>(column);
      default:
        return static_cast<double>(integer(column));
    }
  }
  std::string_view text(int column) const override {
    demand(column, type::is_text(PQftype(at_, column)) || is_null(column));
    return {PQgetvalue(at_, 0, column), length(column)};
  }
  bytes_view bytes(int column) const override {
    demand(column, PQftype(at_, column) == type::bytea || is_null(column));
    return {reinterpret_cast<const std::byte*>(PQgetvalue(at_, 0, column)), length(column)};
  }

 private:
  template <class T>
  T number(int column) const {
    T read;
    std::memcpy(&read, PQgetvalue(at_, 0, column), sizeof read);
    return in_network_order(read);
  }
  std::size_t length(int column) const {
    return static_cast<std::size_t>(PQgetlength(at_, 0, column));
  }
  void demand(int column, bool fits) const {
    if (!fits || column >= PQnfields(at_)) [[unlikely]]
      throw error(failure::other, "column " + std::to_string(column) +
                                      " has another type than it is read as (its type is " +
                                      std::to_string(PQftype(at_, column)) +
                                      "; CAST it), or does not exist");
  }
  const PGresult* at_;
};

class postgres_connection final : public connection {
 public:
  explicit postgres_connection(const std::string& uri) {
    const std::array keywords = {"connect_timeout", "fallback_application_name",
                                 "client_encoding", "options",
                                 "dbname",          static_cast<const char*>(nullptr)};
    const std::array values = {
        connect_timeout_seconds, "headway",   "UTF8",
        session_options,         uri.c_str(), static_cast<const char*>(nullptr)};
    on_ = PQconnectdbParams(keywords.data(), values.data(), 1);
    PQsetNoticeProcessor(
        on_, [](void*, const char*) {}, nullptr);
    if (PQstatus(on_) == CONNECTION_OK) return;
    const error failed(failure::disconnected, PQerrorMessage(on_));
    PQfinish(on_);
    throw failed;
  }
  postgres_connection(const postgres_connection&) = delete;
  postgres_connection& operator=(const postgres_connection&) = delete;
  ~postgres_connection() override { PQfinish(on_); }

  sql::engine engine() const override { return engine::postgres; }

  void begin(access how) override {
    ENSURE(!gives_rows_ && PQtransactionStatus(on_) != PQTRANS_INTRANS);
    const char* const sql = how == access::read ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                                : "BEGIN ISOLATION LEVEL REPEATABLE READ";
    if (PQstatus(on_) == CONNECTION_OK) {
      try {
        return execute(sql);
      } catch (const error& failed) {
        if (failed.why() != failure::disconnected) throw;
      }
    }
    reconnect();
    execute(sql);
  }

  void commit() override {
    ENSURE(!gives_rows_ && PQtransactionStatus(on_) != PQTRANS_IDLE);
    const answer committed(PQexec(on_, "COMMIT"));
    check(committed.get(), "COMMIT");
    // The server answers ROLLBACK when a statement of the transaction had failed.
    if (std::string_view(PQcmdStatus(committed.get())) != "COMMIT")
      throw error(failure::other, "the transaction had failed and was rolled back");
  }

  void rollback() noexcept override {
    if (PQtransactionStatus(on_) == PQTRANS_IDLE) return;
    PQclear(PQexec(on_, "ROLLBACK"));
  }

  std::int64_t run(const statement& what, std::span<const value> parameters) override {
    const prepared& used = ready(what, parameters);
    const answer done(PQexecPrepared(on_, used.name.c_str(), wire_.count(), wire_.values(),
                                     wire_.lengths(), wire_.formats(), 1));
    check(done.get(), what.sql());
    if (std::string_view(PQcmdStatus(done.get())).starts_with("SELECT")) return 0;
    std::int64_t changed = 0;
    const std::string_view digits = PQcmdTuples(done.get());
    std::from_chars(digits.data(), digits.data() + digits.size(), changed);
    return changed;
  }

  void each(const statement& what, std::span<const value> parameters,
            function_ref<bool(const row&)> take) override {
    const prepared& used = ready(what, parameters);
    if (!PQsendQueryPrepared(on_, used.name.c_str(), wire_.count(), wire_.values(), wire_.lengths(),
                             wire_.formats(), 1))
      throw error_of(on_, nullptr, what.sql());
    PQsetSingleRowMode(on_);
    const streaming now(*this);
    while (const answer next{PQgetResult(on_)}) {
      if (PQresultStatus(next.get()) == PGRES_SINGLE_TUPLE) {
        if (!take(postgres_row(next.get()))) return;
      } else {
        check(next.get(), what.sql());
      }
    }
  }

  void script(const std::string& sql) override {
    ENSURE(!gives_rows_);
    execute(in_dialect(engine::postgres, sql).c_str());
  }

 private:
  struct prepared {
    std::string name;  // empty: not prepared yet
    std::vector<Oid> types;
  };

  // Rows are under way; at the end those not taken are read and forgotten.
  class streaming {
   public:
    explicit streaming(postgres_connection& on) : on_(on) { on_.gives_rows_ = true; }
    streaming(const streaming&) = delete;
    streaming& operator=(const streaming&) = delete;
    ~streaming() {
      while (const answer rest{PQgetResult(on_.on_)}) {
      }
      on_.gives_rows_ = false;
    }

   private:
    postgres_connection& on_;
  };

  void check(const PGresult* met, std::string_view doing) {
    const auto status = met ? PQresultStatus(met) : PGRES_FATAL_ERROR;
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw error_of(on_, met, doing);
  }

  void execute(const char* sql) { check(answer(PQexec(on_, sql)).get(), sql); }

  void reconnect() {
    for (auto& each : prepared_)
      each.name.clear();
    PQreset(on_);
    if (PQstatus(on_) != CONNECTION_OK) throw error(failure::disconnected, PQerrorMessage(on_));
  }

  const prepared& ready(const statement& what, std::span<const value> parameters) {
    ENSURE(!gives_rows_);
    if (what.number() >= prepared_.size()) prepared_.resize(what.number() + 16);
    prepared& found = prepared_[what.number()];
    if (found.name.empty()) prepare(found, what);
    if (found.types.size() != parameters.size()) [[unlikely]]
      throw error(failure::other,
                  std::to_string(parameters.size()) + " parameters given to: " + what.sql());
    wire_.set(parameters, found.types);
    return found;
  }

  void prepare(prepared& made, const statement& what) {
    const auto sql = in_dialect(engine::postgres, what.sql());
    const auto name = "s" + std::to_string(what.number());
    // `$1 IS NULL` tells no type, and its presence makes PostgreSQL refuse what it infers
    // elsewhere.
    const auto probe = without_null_tests(sql);
    if (probe != sql) {
      prepare_as("", probe, {});
      made.types = described("");
    }
    prepare_as(name, sql, probe != sql ? made.types : std::vector<Oid>());
    if (probe == sql) made.types = described(name);
    made.name = name;
  }

  void prepare_as(const std::string& name, const std::string& sql, const std::vector<Oid>& types) {
    check(answer(PQprepare(on_, name.c_str(), sql.c_str(), static_cast<int>(types.size()),
                           types.data()))
              .get(),
          sql);
  }

  std::vector<Oid> described(const std::string& name) {
    const answer told(PQdescribePrepared(on_, name.c_str()));
    check(told.get(), name);
    std::vector<Oid> types;
    for (int i = 0; i < PQnparams(told.get()); ++i)
      types.push_back(PQparamtype(told.get(), i));
    return types;
  }

  PGconn* on_ = nullptr;
  std::vector<prepared> prepared_;
  wire_parameters wire_;
  bool gives_rows_ = false;
};

class postgres_database final : public database {
 public:
  explicit postgres_database(std::string uri) : uri_(std::move(uri)) {}
  sql::engine engine() const override { return engine::postgres; }
  std::unique_ptr<connection> connect(access) override {
    return std::make_unique<postgres_connection>(uri_);
  }
  void backup_to(const std::string&) override {
    throw error(failure::other, "PostgreSQL is backed up by its own tools (pg_dump)");
  }

 private:
  std::string uri_;
};

}  // namespace

result<std::unique_ptr<database>> open_postgres(const options& wanted) {
  try {
    const postgres_connection reachable(wanted.location);
  } catch (const error& failed) {
    return problem(problems::unreachable, "", {{"reason", failed.what()}});
  }
  return std::make_unique<postgres_database>(wanted.location);
}

}  // namespace headway::sql
