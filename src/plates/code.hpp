// What identifies a plate: a number for fingers and a line for cameras. docs/plates.md is their
// description for whoever reads plates elsewhere.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "plates/key.hpp"

namespace headway::plates {

// What a plate can hang at.
enum class plate_kind : std::uint8_t { place, zone };

// Ten figures that stand for `subject` on every node: nine from its id and a check figure by which
// one wrong figure or two exchanged neighbours are found. Figures only, for a gloved thumb has
// large keys for them and everybody reads them out alike.
std::string code_of(const subject_id& subject);
// Whether these are ten figures that fit their check figure.
bool is_code(std::string_view figures);
// As people read it: "482 917 3056".
std::string in_groups(std::string_view code);

// "HW1:" key ":" kind and id ":" signature; behind "SITE/P/" when the mine has an address.
std::string line_of(const signing_key& by, plate_kind kind, const subject_id& subject,
                    std::string_view site_address);

}  // namespace headway::plates
