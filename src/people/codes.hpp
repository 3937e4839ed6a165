// The texts of the codes of people, as a miner reads them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "people/facts.hpp"

namespace headway::people {

struct code_text {
  std::string_view code, zh, en;
};

// In the order in which people should be offered them.
std::vector<code_text> texts_of_crew_kinds();
std::vector<code_text> texts_of_posts();
std::vector<code_text> texts_of_certificates();
std::vector<code_text> texts_of_exceptions();
std::vector<code_text> texts_of_shifts();

std::string_view text_of(certificate_code code, language in);
std::string_view text_of(exception_kind kind, language in);

// The code that a text of an import means: the code itself or its text in either language.
std::optional<certificate_code> certificate_from(std::string_view text);
std::optional<exception_kind> exception_from(std::string_view text);
std::optional<shift_name> shift_name_from(std::string_view text);

struct named_code {
  std::string code, zh, en;
};
BOOST_DESCRIBE_STRUCT(named_code, (), (code, zh, en))

struct people_codes {
  std::vector<named_code> crew_kinds, posts, certificates, exceptions, shifts;
};
BOOST_DESCRIBE_STRUCT(people_codes, (), (crew_kinds, posts, certificates, exceptions, shifts))
people_codes all_codes();

}  // namespace headway::people
