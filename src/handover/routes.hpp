// Handing in sealed commands for their authors, and the public half of the site's key.
#pragma once

#include "api/route.hpp"
#include "attachments/routes.hpp"

namespace headway::handover {

struct services {  // all outlive the routes
  sql::reader_pool& readers;
  sql::writer& writer;
  attachments::pictures& pictures;
};
api::route_table routes(const services& with);

}  // namespace headway::handover
