// Devices that people carry: which key on which device speaks for whom, and the token that the
// device shows. Outside the journal, like sign-ins; of a token only its hash is kept.
//
// An enrolment binds a key to one person on one device; several people may share a device. It ends
// when it is revoked, replaced by a new one of the same pair, or not used for thirty days; what the
// person did before that moment is still his (handover/).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "people/sign_ins.hpp"

namespace headway::people {

inline constexpr std::chrono::days device_token_lasts{30};  // renewed by use,
inline constexpr std::chrono::hours device_seen_again{1};   // written down this often

struct enrolment {
  uuid id;
  device_id device;
  person_id person;
  account_id account;
  std::string name;        // as people call the device
  std::string public_key;  // a P-256 point (sealing/)
  instant enrolled_at;
  instant expires_at;
  instant last_seen_at;
  std::optional<instant> revoked_at = {};

  instant ends_at() const { return revoked_at ? std::min(*revoked_at, expires_at) : expires_at; }
};

// Ends the pair's enrolment before it, and the person's oldest beyond limits::devices_per_person.
void enrol(sql::connection& store, site_id site, const enrolment& made, const token_hash& token);

// Who holds the token of a device. Problems: request.not_signed_in (unknown, expired, the account
// or person not active), device.revoked.
struct recognised_device {
  recognised by;
  uuid enrolment;
  bool to_renew = false;  // not written down for a while
};
result<recognised_device> recognise_device(sql::connection& store, site_id site,
                                           const token_hash& token, instant now);
void renew_enrolment(sql::connection& store, site_id site, const uuid& id, instant now);

// Ends without revoking: the device keeps what it holds. `kept`: nil ends all.
void end_enrolment(sql::connection& store, site_id site, const uuid& id, instant now);
void end_enrolments_of(sql::connection& store, site_id site, account_id account, const uuid& kept,
                       instant now);
// Gives the accounts concerned; none: nobody of these is enrolled on it. `person`: nil for
// everybody.
std::vector<account_id> revoke_device(sql::connection& store, site_id site, device_id device,
                                      person_id person, instant now);

// The newest of each pair of device and person, newest first, beginning after `cursor` (nil: from
// the first); `person` nil: everybody's.
std::vector<enrolment> list_enrolments(sql::connection& store, site_id site, person_id person,
                                       const uuid& cursor, int limit);
// All that are kept of a pair, newest first: limits::enrolments_kept at most.
std::vector<enrolment> enrolments_of(sql::connection& store, site_id site, device_id device,
                                     person_id person);

namespace problems {
inline constexpr problem_kind device_revoked{"device_revoked", 401, "本设备已被停用，请重新登录",
                                             "This device has been revoked; sign in anew"};
}  // namespace problems

}  // namespace headway::people
