// Composition root: one node, whole and running. `headway serve` is this and a wait for a signal;
// tests, proofs and benchmarks start the same thing in their own process.
#pragma once

#include <memory>

#include "api/dispatcher.hpp"
#include "app/configuration.hpp"
#include "app/store.hpp"

namespace headway::app {

class system {
 public:
  enum class listening : std::uint8_t { no, yes };
  // When it returns, requests are answered. `clock` outlives it. Problems: those of store::open,
  // http.cannot_listen.
  static result<std::unique_ptr<system>> start(const configuration& with, const clock_source& clock,
                                               listening how = listening::yes);
  ~system();  // stop()
  system(const system&) = delete;
  system& operator=(const system&) = delete;

  // Stops accepting, ends the streams, answers what is running, drains the writer. Idempotent.
  void stop();

  std::uint16_t port() const;  // 0 when not listening
  const configuration& settings() const;
  app::store& store();
  sql::writer& writer();
  sql::reader_pool& readers();
  journal::chain& chain();
  api::dispatcher& dispatcher();

  // Runs `work` as the system itself (no actor) on the writer, within a unit of work that is then
  // finished, and tells the subscribers. Waits. Throws what the work threw.
  void run_as_system(const std::function<void(journal::unit_of_work&)>& work);

 private:
  struct parts;
  explicit system(std::unique_ptr<parts> made);
  std::unique_ptr<parts> parts_;
};

}  // namespace headway::app
