#include "people/administration.hpp"
#include "people/sign_ins.hpp"

namespace headway::people {
namespace {

template <class Asked>
result<void> run(unit_of_work& work, account_id on, const Asked& asked) {
  auto found = work.load<account_model>(on);
  if (!found) return found.error();
  const auto decided = decide(**found, asked);
  if (!decided) return decided.error();
  work.record<account_model>(on, found->header.section, *decided);
  return {};
}

}  // namespace

result<void> execute(unit_of_work& work, const open_account& asked,
                     const std::string& password_hash) {
  auto person = work.load<person_model>(asked.person);
  if (!person || !(*person)->active) return problem(problems::unknown_person, "/person");
  auto found = work.load<account_model>(asked.id);
  if (!found) return found.error();
  const auto decided = decide(**found, asked);
  if (!decided) return decided.error();
  if (find_credential(work.store(), work.site(), std::string_view(asked.account)))
    return problem(problems::account_name_taken, "/account", {{"account", asked.account.value}});
  work.record<account_model>(asked.id, person->header.section, *decided);
  put_credential(work.store(), work.site(), {asked.id, asked.account.value, password_hash},
                 work.now());
  return {};
}

result<void> execute(unit_of_work& work, account_id on, const set_roles& asked) {
  return run(work, on, asked);
}

result<void> execute(unit_of_work& work, account_id on, const lock_account& asked) {
  if (auto done = run(work, on, asked); !done) return done.error();
  end_sign_ins_of(work.store(), work.site(), on, uuid{}, work.now());
  return {};
}

result<void> execute(unit_of_work& work, account_id on, const unlock_account& asked) {
  return run(work, on, asked);
}

result<void> execute(unit_of_work& work, account_id on, const close_account& asked) {
  if (auto done = run(work, on, asked); !done) return done.error();
  erase_credential(work.store(), work.site(), on, work.now());
  return {};
}

result<void> set_password_hash(unit_of_work& work, account_id on,
                               const std::string& password_hash) {
  auto known = find_credential(work.store(), work.site(), on);
  if (!known) return problem(problems::not_found);
  known->password_hash = password_hash;
  put_credential(work.store(), work.site(), *known, work.now());
  end_sign_ins_of(work.store(), work.site(), on, uuid{}, work.now());
  return {};
}

}  // namespace headway::people
