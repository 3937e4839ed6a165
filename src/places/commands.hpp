// What people ask for: the bodies of POST /api/v1/places….
#pragma once

#include "places/facts.hpp"

namespace headway::places {

struct open_place : place_description {
  place_id id;                        // made by the device
  std::optional<section_id> section;  // absent: the section of who asks
};
BOOST_DESCRIBE_STRUCT(open_place, (place_description), (id, section))

// The place as it shall be.
struct change_place : place_description {};
BOOST_DESCRIBE_STRUCT(change_place, (place_description), ())

struct retire_place {};
BOOST_DESCRIBE_STRUCT(retire_place, (), ())

struct declare_risk : risk_description {
  risk_point_id id;  // made by the device
};
BOOST_DESCRIBE_STRUCT(declare_risk, (risk_description), (id))

struct change_risk : risk_description {};
BOOST_DESCRIBE_STRUCT(change_risk, (risk_description), ())

struct withdraw_risk {};
BOOST_DESCRIBE_STRUCT(withdraw_risk, (), ())

}  // namespace headway::places
