#include "attachments/routes.hpp"

#include <charconv>
#include <filesystem>

#include "api/answer.hpp"
#include "attachments/records.hpp"
#include "attachments/small_copies.hpp"
#include "documents/picture.hpp"
#include "documents/voice.hpp"

namespace headway::attachments {
namespace {

using api::permission;

result<uploads::cleaned> clean(std::string bytes) {
  if (documents::may_be_voice(bytes)) {
    const auto heard = documents::look_at_voice(bytes);
    if (!heard) return heard.error();
    return uploads::cleaned{std::move(bytes), std::string(documents::media_type(heard->format))};
  }
  auto bare = documents::strip_metadata(bytes);
  if (!bare) return bare.error();
  const auto seen = documents::look_at_picture(*bare);
  if (!seen) return seen.error();
  return uploads::cleaned{std::move(*bare), std::string(documents::media_type(seen->format)),
                          static_cast<int>(seen->width), static_cast<int>(seen->height)};
}

http::response with_offset(http::response answer, std::int64_t offset) {
  answer.headers.emplace_back("Upload-Offset", std::to_string(offset));
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

result<http::response> begin(const api::call& c, pictures& of) {
  const auto asked = decode<begin_upload>(c.in.body);
  if (!asked) return asked.error();
  const auto begun = of.arriving().begin(c.who.account, *asked, c.now);
  if (!begun) return begun.error();
  return with_offset(api::json_of(*begun, 201), 0);
}

result<http::response> offset(const api::call& c, pictures& of) {
  const auto id = c.id<uuid>();
  if (!id) return id.error();
  const auto at = of.arriving().offset(c.who.account, *id, c.now);
  if (!at) return at.error();
  return with_offset(api::no_content(), *at);
}

result<std::int64_t> offset_header(const api::call& c) {
  const auto given = c.in.header("upload-offset");
  std::int64_t at = -1;
  const auto read = std::from_chars(given.data(), given.data() + given.size(), at);
  if (read.ec != std::errc() || read.ptr != given.data() + given.size() || at < 0)
    return problem(api::problems::bad_header, "", {{"header", "Upload-Offset"}});
  return at;
}

result<http::response> append(const api::call& c, pictures& of) {
  const auto id = c.id<uuid>();
  if (!id) return id.error();
  const auto at = offset_header(c);
  if (!at) return at.error();
  const auto reached = of.arriving().append(c.who.account, *id, *at, c.in.body, c.now);
  if (reached) return with_offset(api::json_of(upload_grown{*reached}), *reached);
  if (reached.error().kind != &problems::wrong_offset) return reached.error();
  // The right offset for programs too, not in words only.
  const auto right = of.arriving().offset(c.who.account, *id, c.now);
  if (!right) return right.error();
  return with_offset(api::problem_answer(reached.error(), c.language, c.in.number), *right);
}

result<http::response> complete(const api::write_call& c, pictures& of) {
  const auto id = c.id<uuid>();
  if (!id) return id.error();
  const auto kept = of.arriving().complete(c.who.account, *id, c.now);
  if (!kept) return kept.error();
  note(c.store, c.site, *kept, c.who.section, c.who.person, c.now);
  return api::json_of(*kept);
}

// 0: as it is.
result<int> width_asked(const api::call& c) {
  const auto given = c.query("width");
  if (!given) return 0;
  int width = 0;
  const auto read = std::from_chars(given->data(), given->data() + given->size(), width);
  for (const int each : small_widths)
    if (read.ec == std::errc() && read.ptr == given->data() + given->size() && width == each)
      return width;
  return problem(problems::unknown_code, "?width",
                 {{"value", *given}, {"allowed", "160, 320, 640"}});
}

result<http::response> show(const api::read_call& c, const pictures& of) {
  const auto& id = c.captured.at(0);
  const auto seen = find_visible(c.store, c.site, id, c.who);
  if (!seen) return problem(problems::not_found);
  const auto path = of.kept().path_of(seen->id.value);
  std::error_code failed;
  if (!std::filesystem::exists(path, failed)) return problem(problems::not_found);
  const auto wanted = width_asked(c);
  if (!wanted) return wanted.error();
  const auto small =
      seen->width > 0 ? small_copy(of.kept(), seen->id.value, *wanted) : std::nullopt;
  http::response answer{.content_type = small ? "image/jpeg" : seen->media_type};
  const auto etag = '"' + seen->id.value + (small ? "-" + std::to_string(*wanted) : "") + '"';
  answer.headers.emplace_back("ETag", etag);
  // Not for shared caches: who may see it is checked here.
  answer.headers.emplace_back("Cache-Control", "private, max-age=31536000, immutable");
  if (c.in.header("if-none-match").find(etag) != std::string_view::npos)
    answer.status = 304;
  else
    answer.file = small.value_or(path);
  return answer;
}

}  // namespace

pictures::pictures(blob_store kept) : kept_(std::move(kept)), arriving_(kept_, clean) {}

result<attachment> pictures::keep(std::string bytes) const {
  if (bytes.empty() || bytes.size() > limits::attachment_bytes)
    return problem(problems::size_out_of_bounds, "",
                   {{"most", std::to_string(limits::attachment_bytes)}});
  return arriving_.take_in(std::move(bytes));
}

void pictures::erase(std::string_view address) const {
  std::error_code not_there;
  std::filesystem::remove(kept_.path_of(address), not_there);
  for (const int width : small_widths)
    std::filesystem::remove(kept_.small_path(address, width), not_there);
}

result<std::unique_ptr<pictures>> pictures::open(std::string folder) {
  auto kept = blob_store::open(std::move(folder));
  if (!kept) return kept.error();
  return std::make_unique<pictures>(std::move(*kept));
}

api::route_table routes(pictures& of) {
  const auto with = [&of](auto handler) {
    return [&of, handler](auto& c) -> result<http::response> { return handler(c, of); };
  };
  const auto upload = permission::report_hazard;
  return {
      api::post("/api/v1/attachments", upload, api::instantly{with(begin)})
          .takes<begin_upload>()
          .gives<upload_begun>(201)
          .says("Begin the upload of a picture or a voice note", "开始上传照片、录音"),
      api::head("/api/v1/attachments/uploads/{upload}", upload, api::task{with(offset)})
          .says("How much of a picture has arrived", "已收到多少"),
      api::patch("/api/v1/attachments/uploads/{upload}", upload, api::task{with(append)})
          .takes_bytes()
          .gives<upload_grown>()
          .up_to(limits::attachment_chunk_bytes)
          .says("Send a piece of a picture, at Upload-Offset", "续传照片"),
      api::post("/api/v1/attachments/uploads/{upload}/complete", upload, api::write{with(complete)})
          .gives<attachment>()
          .says("Keep a picture that has come whole", "照片传完"),
      api::get("/api/v1/attachments/{id}", permission::read_section, api::slow_read{with(show)})
          .asks({"width"})
          .gives_bytes("*/*")
          .says("A picture, or a small copy of it; a voice note", "看照片（可要小图）、听录音"),
  };
}

}  // namespace headway::attachments
