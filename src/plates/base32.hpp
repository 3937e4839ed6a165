// Base 32 of RFC 4648 without padding: capital letters and figures, which QR codes pack best.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace headway::plates {

std::string base32(std::span<const std::byte> bytes);

}  // namespace headway::plates
