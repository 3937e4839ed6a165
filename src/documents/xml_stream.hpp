// Reads XML as it comes out of an archive, one element at a time. Document type declarations are
// refused, and with them every entity that could expand; depth and the size of a single token are
// bounded, so memory is too.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "documents/zip_archive.hpp"

namespace headway::documents {

// The attributes of one element, without namespace prefixes. Valid during the call.
class xml_attributes {
 public:
  explicit xml_attributes(const char** pairs) : pairs_(pairs) {}
  std::optional<std::string_view> get(std::string_view name) const;

 private:
  const char** pairs_;
};

// Element names come without namespace prefix. `text` may come in several pieces.
class xml_visitor {
 public:
  virtual ~xml_visitor() = default;
  virtual void on_begin(std::string_view element, const xml_attributes& attributes) = 0;
  virtual void on_end(std::string_view element) = 0;
  virtual void on_text(std::string_view text) = 0;

  bool stopped() const { return stopped_; }
  const std::optional<problem>& failure() const { return failure_; }

 protected:
  // Ends the reading after the present call; nothing more is handed over.
  void stop() { stopped_ = true; }
  void fail(problem why) {
    failure_ = std::move(why);
    stopped_ = true;
  }

 private:
  bool stopped_ = false;
  std::optional<problem> failure_;
};

// Reads one part of the archive to its end or until the visitor stops.
result<void> read_xml(zip_archive& archive, std::string_view part, xml_visitor& visitor);

namespace problems {
inline constexpr problem_kind xml_malformed{"table.xml_malformed", 422,
                                            "文件内容有错（{part} 第 {line} 行），请重新导出后再试",
                                            "The file is malformed ({part}, line {line})"};
inline constexpr problem_kind xml_declares_entities{
    "table.xml_declares_entities", 422, "文件里含有实体声明（{part}），不安全，已拒绝",
    "The file declares XML entities ({part}) and was refused as unsafe"};
}  // namespace problems

}  // namespace headway::documents
