// The demonstration's section, served by a real server on either engine; its people sign in as they
// do on paper.
//
//   demo_mine mine(sql::engine::sqlite, 30);
//   auto chief = mine.sign_in("chief");
#pragma once

#include <memory>
#include <string>

#include "app/system.hpp"
#include "demo/generator.hpp"
#include "support/set_clock.hpp"
#include "support/test_store.hpp"
#include "support/world.hpp"

namespace headway::tests {

// Makes the section with so many days of history in an empty store.
demo::made lay_demo(const app::configuration& with, int days, instant now);

class demo_mine {
 public:
  // With so many days of history.
  demo_mine(sql::engine on, int days);
  demo_mine(const demo_mine&) = delete;
  demo_mine& operator=(const demo_mine&) = delete;

  visitor sign_in(const std::string& account) const;
  const demo::made& made() const { return made_; }
  app::system& system() { return *system_; }
  // Puts a mapping where imports look for it.
  void lay_out(const std::string& name, const std::string& toml) const;

  set_clock clock{*parse_instant("2026-11-22T12:40:00.000Z")};

 private:
  place_to_run place_;
  demo::made made_;
  std::unique_ptr<app::system> system_;
};

}  // namespace headway::tests
