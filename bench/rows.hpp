// The lines of the table: what was measured, beside what, and whether the goal is met.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/codec.hpp"

namespace headway::bench {

// `ratio` is measured : limit. A goal ">= x" is met from x upwards, "<= x" up to it.
struct row {
  std::string name;
  double measured = 0;
  std::string unit;
  double limit = 0;
  double ratio = 0;
  std::string goal;
  bool met = false;
};
BOOST_DESCRIBE_STRUCT(row, (), (name, measured, unit, limit, ratio, goal, met))

row at_least(std::string name, double measured, std::string unit, double limit, double goal);
row at_most(std::string name, double measured, std::string unit, double limit);

// What two things are compared by runs each, in turn: the machine's mood falls on both alike.
inline constexpr int pairs = 5;

// Gives a row to the table as soon as it is measured. A note stands under the row before it.
struct table {
  std::function<void(row)> take;
  std::function<void(const std::string&)> note;
};

double seconds(const std::function<void()>& work);
double median(std::vector<double> of);
// The value that `share` of them do not pass; 0.99 for the 99th percentile.
double percentile(std::vector<double> of, double share);

}  // namespace headway::bench
