// Every statement that this program has made so far, as its text: what a test goes through that
// reads their plans. Those with static lifetime are there from the start.
#pragma once

#include <string>
#include <vector>

namespace headway::sql {

std::vector<std::string> texts_of_all_statements();

}  // namespace headway::sql
