// The routes of attachments, over the folder of pictures.
#pragma once

#include <memory>

#include "api/route.hpp"
#include "attachments/uploads.hpp"

namespace headway::attachments {

// The pictures that are kept and those on their way in. One for a process.
class pictures {
 public:
  // Problem: server.store_failed, when the folder cannot be made or written.
  static result<std::unique_ptr<pictures>> open(std::string folder);
  explicit pictures(blob_store kept);

  // Checks a picture that has come in one piece, takes its metadata away and keeps it, durably.
  // Problems: attachment.size_out_of_bounds, those of the picture, server.store_failed.
  result<attachment> keep(std::string bytes) const;

  // Takes the bytes and their small copies away, for good. What is not there is no failure.
  void erase(std::string_view address) const;

  const blob_store& kept() const { return kept_; }
  uploads& arriving() { return arriving_; }

 private:
  blob_store kept_;
  uploads arriving_;
};

// `of` outlives them.
api::route_table routes(pictures& of);

}  // namespace headway::attachments
