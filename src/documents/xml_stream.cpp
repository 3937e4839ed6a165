#include "documents/xml_stream.hpp"

#include <expat.h>

#include <exception>
#include <memory>
#include <type_traits>

#include "base/ensure.hpp"

namespace headway::documents {
namespace {

constexpr std::size_t most_depth = 128;
// An element with its attributes, or a comment: expat holds it whole in memory.
constexpr XML_Index most_token_bytes = 1024 * 1024;

std::string_view without_prefix(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

// What the C callbacks share. Exceptions do not travel through expat; they wait here.
class reading {
 public:
  explicit reading(xml_visitor& visitor) : parser_(XML_ParserCreate(nullptr)), visitor_(visitor) {
    ENSURE(parser_ != nullptr);
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &begin, &end);
    XML_SetCharacterDataHandler(parser_.get(), &text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), &doctype);
  }

  // False when the reading is over: stopped, failed or malformed.
  bool feed(std::string_view piece, bool last) {
    const auto status =
        XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
    if (thrown_) std::rethrow_exception(thrown_);
    fed_ += static_cast<XML_Index>(piece.size());
    malformed_ = status == XML_STATUS_ERROR && !visitor_.stopped() && !entities_;
    const bool huge_token = fed_ - XML_GetCurrentByteIndex(parser_.get()) > most_token_bytes;
    malformed_ = malformed_ || (huge_token && !visitor_.stopped() && !entities_);
    return status == XML_STATUS_OK && !malformed_ && !visitor_.stopped();
  }

  result<void> outcome(std::string_view part) const {
    if (visitor_.failure()) return *visitor_.failure();
    if (entities_) return problem(problems::xml_declares_entities, {}, {{"part", shown(part)}});
    if (malformed_)
      return problem(problems::xml_malformed, {},
                     {{"part", shown(part)},
                      {"line", std::to_string(XML_GetCurrentLineNumber(parser_.get()))}});
    return {};
  }

 private:
  template <class F>
  void guarded(F&& call) {
    if (visitor_.stopped() || thrown_) return;
    try {
      call();
    } catch (...) {
      thrown_ = std::current_exception();
    }
    if (visitor_.stopped() || thrown_) XML_StopParser(parser_.get(), XML_FALSE);
  }

  static reading& of(void* data) { return *static_cast<reading*>(data); }

  static void begin(void* data, const char* name, const char** attributes) {
    reading& self = of(data);
    if (++self.depth_ > most_depth) {
      self.malformed_ = true;
      XML_StopParser(self.parser_.get(), XML_FALSE);
      return;
    }
    self.guarded([&] { self.visitor_.on_begin(without_prefix(name), xml_attributes(attributes)); });
  }
  static void end(void* data, const char* name) {
    reading& self = of(data);
    --self.depth_;
    self.guarded([&] { self.visitor_.on_end(without_prefix(name)); });
  }
  static void text(void* data, const char* characters, int length) {
    of(data).guarded([&] {
      of(data).visitor_.on_text({characters, static_cast<std::size_t>(length)});
    });
  }
  static void doctype(void* data, const char*, const char*, const char*, int) {
    of(data).entities_ = true;
    XML_StopParser(of(data).parser_.get(), XML_FALSE);
  }

  struct free_parser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, free_parser> parser_;
  xml_visitor& visitor_;
  std::exception_ptr thrown_;
  std::size_t depth_ = 0;
  XML_Index fed_ = 0;
  bool entities_ = false;
  bool malformed_ = false;
};

}  // namespace

std::optional<std::string_view> xml_attributes::get(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (without_prefix(pair[0]) == name) return pair[1];
  return std::nullopt;
}

result<void> read_xml(zip_archive& archive, std::string_view part, xml_visitor& visitor) {
  reading reading(visitor);
  bool over = false;
  const auto unpacked = archive.read(part, [&](std::string_view piece) {
    over = !reading.feed(piece, false);
    return over ? step::stop : step::go_on;
  });
  if (!unpacked) return unpacked.error();
  if (!over) (void)reading.feed({}, true);
  return reading.outcome(part);
}

}  // namespace headway::documents
