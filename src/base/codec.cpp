#include "base/codec.hpp"

#include <algorithm>
#include <array>
#include <boost/json/src.hpp>  // the only place where Boost.JSON is compiled
#include <charconv>
#include <cmath>

#include "base/ensure.hpp"
#include "base/json.hpp"

namespace headway::codec {
namespace {

// The path from the document's root to the value being read.
struct path {
  const path* parent = nullptr;
  std::string_view name = {};
  std::size_t index = 0;
  std::string pointer() const;  // RFC 6901
};

// Appends `name` as a reference token of a JSON pointer (RFC 6901).
void append_token(std::string& out, std::string_view name) {
  for (const char c : name) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
}

void append_path(std::string& out, const path& at) {
  if (!at.parent) return;
  append_path(out, *at.parent);
  out += '/';
  if (at.name.data())
    append_token(out, at.name);
  else
    out += std::to_string(at.index);
}

std::string_view trimmed(std::string_view value) {
  constexpr std::string_view blanks = " \t\n\r";
  const auto first = value.find_first_not_of(blanks);
  if (first == value.npos) return {};
  return value.substr(first, value.find_last_not_of(blanks) - first + 1);
}

std::string path::pointer() const {
  std::string out;
  append_path(out, *this);
  return out;
}

}  // namespace

std::string_view name_of(std::span<const code> codes, std::int64_t value) {
  const auto found = std::ranges::find(codes, value, &code::value);
  return found == codes.end() ? std::string_view() : found->name;
}

std::optional<std::int64_t> value_of(std::span<const code> codes, std::string_view name) {
  const auto found = std::ranges::find(codes, name, &code::name);
  return found == codes.end() ? std::nullopt : std::optional(found->value);
}

std::string all_names(std::span<const code> codes) {
  std::string names;
  for (const auto& each : codes)
    (names += names.empty() ? "" : ", ") += each.name;
  return names;
}

void append_quoted(std::string& out, std::string_view value) {
  constexpr char hex[] = "0123456789abcdef";
  out += '"';
  std::size_t clean = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto c = static_cast<unsigned char>(value[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out.append(value, clean, i - clean);
    clean = i + 1;
    if (c == '"' || c == '\\')
      (out += '\\') += static_cast<char>(c);
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\r')
      out += "\\r";
    else
      ((out += "\\u00") += hex[c >> 4]) += hex[c & 15];
  }
  out.append(value, clean, value.size() - clean);
  out += '"';
}

void append_number(std::string& out, std::int64_t value) {
  std::array<char, 24> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  out.append(buffer.data(), end);
}

void append_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  std::array<char, 32> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  out.append(buffer.data(), end);
}

result<json::value> parse(std::string_view input) {
  // The whole document lies in one piece of memory, which goes when the last of its values does.
  std::array<unsigned char, 2 * 1024> work;
  json::stream_parser parser({}, json::parse_options{.max_depth = limits::json_depth}, work.data(),
                             work.size());
  parser.reset(json::make_shared_resource<json::monotonic_resource>(4 * input.size() + 512));
  json::error_code failed;
  std::size_t byte = parser.write_some(input.data(), input.size(), failed);
  if (!failed) parser.finish(failed);
  if (!failed && byte < input.size() && input.find_first_not_of(" \t\r\n", byte) != input.npos)
    failed = json::error::extra_data;
  if (failed) return problem(problems::malformed_json, "", {{"byte", std::to_string(byte)}});
  return parser.release();
}

// ---- writing --------------------------------------------------------------------------------

namespace {

template <class T>
const T& as(const void* from) {
  return *static_cast<const T*>(from);
}

void write_list(std::string& out, const shape& as, const void* from) {
  const auto count = as.count(from);
  out += '[';
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ',';
    write(out, *as.inner, as.item(from, i));
  }
  out += ']';
}

void write_object(std::string& out, const shape& as, const void* from) {
  char before = '{';
  for (const auto& each : as.members) {
    // The address alone is taken: nothing is changed through it.
    const void* value = each.in(const_cast<void*>(from));
    if (each.is->form == form::maybe && !each.is->held(value)) continue;
    out += before;
    before = ',';
    ((out += '"') += each.name) += "\":";
    write(out, *each.is, value);
  }
  if (before == '{') out += before;
  out += '}';
}

}  // namespace

void write(std::string& out, const shape& of, const void* from) {
  switch (of.form) {
    case form::boolean:
      out += as<bool>(from) ? "true" : "false";
      return;
    case form::integer:
      append_number(out, of.load(from));
      return;
    case form::number:
      append_number(out, as<double>(from));
      return;
    case form::text:
      append_quoted(out, as<std::string>(from));
      return;
    case form::view:
      append_quoted(out, as<std::string_view>(from));
      return;
    case form::id:
      out += '"';
      append_text(out, as<uuid>(from));
      out += '"';
      return;
    case form::instant:
      out += '"';
      append_text(out, as<instant>(from));
      out += '"';
      return;
    case form::date:
      append_quoted(out, as<local_date>(from).text());
      return;
    case form::any:
      out += as<raw_json>(from).value;
      return;
    case form::code:
      append_quoted(out, name_of(of.codes, of.load(from)));
      return;
    case form::maybe:
      if (const auto* held = of.held(from))
        write(out, *of.inner, held);
      else
        out += "null";
      return;
    case form::list:
      write_list(out, of, from);
      return;
    case form::object:
      write_object(out, of, from);
      return;
    case form::served:
      break;
  }
  ENSURE(false);
}

// ---- reading --------------------------------------------------------------------------------

namespace {

// `expected` holds both languages, "zh|en": the argument is put into either text by its half.
problem wrong_type(const path& at, std::string_view expected) {
  return problem(problems::wrong_type, at.pointer(), {{"expected", std::string(expected)}});
}

class reader {
 public:
  explicit reader(writer by) : by_(by) {}
  result<void> read(const json::value& from, const path& at, const shape& as, void* into) const;

 private:
  result<void> read_integer(const json::value& from, const path& at, const shape& as,
                            void* into) const;
  result<void> read_text(const json::value& from, const path& at, const shape& as,
                         std::string& into) const;
  result<void> read_code(const json::value& from, const path& at, const shape& as,
                         void* into) const;
  result<void> read_list(const json::value& from, const path& at, const shape& as,
                         void* into) const;
  result<void> read_object(const json::value& from, const path& at, const shape& as,
                           void* into) const;

  writer by_;
};

result<void> reader::read_integer(const json::value& from, const path& at, const shape& as,
                                  void* into) const {
  if (!from.is_int64() && !from.is_uint64()) return wrong_type(at, "整数|an integer");
  // What does not fit in an int64 fits in none of ours.
  if (!from.is_int64() || from.get_int64() < as.least || from.get_int64() > as.most)
    return problem(problems::out_of_range, at.pointer(),
                   {{"least", std::to_string(as.least)}, {"most", std::to_string(as.most)}});
  as.store(into, from.get_int64());
  return {};
}

result<void> reader::read_text(const json::value& from, const path& at, const shape& as,
                               std::string& into) const {
  if (!from.is_string()) return wrong_type(at, "文字|text");
  const std::string_view value =
      trimmed(std::string_view(from.get_string().data(), from.get_string().size()));
  if (!is_clean_text(value)) return problem(problems::bad_text, at.pointer());
  if (by_ != writer::ourselves) {
    const auto count = static_cast<std::int64_t>(code_points(value));
    if (count > as.most)
      return problem(problems::too_long, at.pointer(), {{"most", std::to_string(as.most)}});
    if (count < as.least)
      return problem(problems::too_short, at.pointer(), {{"least", std::to_string(as.least)}});
  }
  into = value;
  return {};
}

result<void> reader::read_code(const json::value& from, const path& at, const shape& as,
                               void* into) const {
  if (!from.is_string()) return wrong_type(at, "代码|a code");
  const std::string_view name = from.get_string();
  const auto value = value_of(as.codes, name);
  if (!value)
    return problem(problems::unknown_code, at.pointer(),
                   {{"value", std::string(name.substr(0, 80))}, {"allowed", all_names(as.codes)}});
  as.store(into, *value);
  return {};
}

result<void> reader::read_list(const json::value& from, const path& at, const shape& as,
                               void* into) const {
  if (!from.is_array()) return wrong_type(at, "列表|a list");
  const auto& items = from.get_array();
  for (std::size_t i = 0; i < items.size(); ++i)
    if (auto done = read(items[i], path{&at, {}, i}, *as.inner, as.append(into)); !done)
      return done;
  return {};
}

problem unknown_member(const json::object& object, const path& at, const shape& as) {
  const auto stray = std::ranges::find_if(object, [&](const auto& pair) {
    return std::ranges::find(as.members, std::string_view(pair.key()), &member::name) ==
           as.members.end();
  });
  ENSURE(stray != object.end());
  return problem(problems::unknown_field, path{&at, stray->key()}.pointer(),
                 {{"field", std::string(stray->key())}});
}

result<void> reader::read_object(const json::value& from, const path& at, const shape& as,
                                 void* into) const {
  if (!from.is_object()) return wrong_type(at, "对象|an object");
  const json::object& object = from.get_object();
  std::size_t seen = 0;
  for (const auto& each : as.members) {
    const path here{&at, each.name};
    const auto* found = object.if_contains(each.name);
    if (found) ++seen;
    const bool may_be_absent = each.is->form == form::maybe;
    if (may_be_absent && (!found || found->is_null())) continue;
    if (!found)
      return problem(problems::missing_field, here.pointer(), {{"field", std::string(each.name)}});
    if (auto done = read(*found, here, *each.is, each.in(into)); !done) return done;
  }
  if (seen != object.size()) return unknown_member(object, at, as);
  return {};
}

// Puts what `parse_one` makes of a text into `into`.
template <class T, class Parse>
result<void> read_parsed(const json::value& from, const path& at, std::string_view expected,
                         void* into, Parse parse_one) {
  const std::optional<T> value =
      from.is_string() ? parse_one(std::string_view(from.get_string())) : std::optional<T>();
  if (!value) return wrong_type(at, expected);
  *static_cast<T*>(into) = *value;
  return {};
}

result<void> reader::read(const json::value& from, const path& at, const shape& as,
                          void* into) const {
  switch (as.form) {
    case form::boolean:
      if (!from.is_bool()) return wrong_type(at, "是或否|true or false");
      *static_cast<bool*>(into) = from.get_bool();
      return {};
    case form::integer:
      return read_integer(from, at, as, into);
    case form::number:
      if (!from.is_number()) return wrong_type(at, "数字|a number");
      *static_cast<double*>(into) = from.to_number<double>();
      return {};
    case form::text:
      return read_text(from, at, as, *static_cast<std::string*>(into));
    case form::id:
      return read_parsed<uuid>(from, at, "编号（UUID）|an id (UUID)", into, &uuid::parse);
    case form::instant:
      return read_parsed<instant>(from, at, "带时区的时间（RFC 3339）|a time with zone (RFC 3339)",
                                  into, &parse_instant);
    case form::date:
      return read_parsed<local_date>(from, at, "日期（年-月-日）|a date (YYYY-MM-DD)", into,
                                     &local_date::parse);
    case form::any:
      static_cast<raw_json*>(into)->value = json::serialize(from);
      return {};
    case form::code:
      return read_code(from, at, as, into);
    case form::maybe:
      return from.is_null() ? result<void>{} : read(from, at, *as.inner, as.hold(into));
    case form::list:
      return read_list(from, at, as, into);
    case form::object:
      return read_object(from, at, as, into);
    case form::view:
    case form::served:
      break;
  }
  ENSURE(false);
  return {};
}

}  // namespace

result<void> read(std::string_view input, const shape& as, void* into, writer by) {
  auto parsed = parse(input);
  if (!parsed) return parsed.error();
  return reader(by).read(*parsed, path{}, as, into);
}

}  // namespace headway::codec
