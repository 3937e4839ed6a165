// My shift now: the first screen. What this person has to do follows from permissions and states.
#include <algorithm>

#include "api/validation.hpp"
#include "hazards/answers.hpp"
#include "people/queries.hpp"

namespace headway::hazards {
namespace {

constexpr int each_kind_most = 30;
constexpr std::size_t to_do_most = 60;
constexpr int my_reports_most = 10;
constexpr std::size_t certificates_most = 60;

class to_do_list {
 public:
  to_do_list(const api::read_call& c, section_id section) : c_(c), section_(section) {}

  // `leave_out_own`: what one did oneself is judged by somebody else.
  void add(to_do_kind kind, filter by, bool leave_out_own = false) {
    by.section = section_;
    by.now = c_.now;
    (void)list(c_.store, c_.site, by, order::newest, each_kind_most, "",
               [&](const journal::subject_view& one) {
                 auto h = decode_own<hazard>(one.document).value();
                 if (!leave_out_own || !is_own(h)) keep(kind, std::move(h));
               });
  }

  std::vector<to_do_item> finish() {
    std::stable_sort(items_.begin(), items_.end(), [](const to_do_item& a, const to_do_item& b) {
      if (a.overdue != b.overdue) return a.overdue;
      if (a.hazard.grade.national_level != b.hazard.grade.national_level &&
          std::min(a.hazard.grade.national_level, b.hazard.grade.national_level) == 1)
        return a.hazard.grade.national_level == 1;
      return a.due.value_or(instant::max()) < b.due.value_or(instant::max());
    });
    if (items_.size() > to_do_most) items_.resize(to_do_most);
    return std::move(items_);
  }

 private:
  void keep(to_do_kind kind, hazard h) {
    std::optional<instant> due;
    if (h.fixes && kind == to_do_kind::rectify)
      due = h.fixes->deadline;
    else if (!h.alarms.empty())
      due = h.alarms.front().at;
    const bool late = h.fixes && kind == to_do_kind::rectify && *due < c_.now;
    items_.push_back({kind, due, late, std::move(h)});
  }
  bool is_own(const hazard& h) const {
    return (h.rectification && h.rectification->by == c_.who.person) ||
           (h.fixes && h.fixes->responsible == c_.who.person);
  }

  const api::read_call& c_;
  section_id section_;
  std::vector<to_do_item> items_;
};

std::vector<to_do_item> to_do_of(const api::read_call& c, section_id section) {
  using enum api::permission;
  to_do_list all(c, section);
  for (const auto state : {hazard_state::assigned, hazard_state::rectifying}) {
    filter mine;
    mine.responsible = c.who.person;
    mine.state = state;
    all.add(to_do_kind::rectify, mine);
  }
  filter unsaid;
  unsaid.reporter = c.who.person;
  unsaid.wordless = true;
  all.add(to_do_kind::complete, unsaid);
  if (c.who.may(accept_hazard))
    all.add(to_do_kind::accept, {.state = hazard_state::rectified}, true);
  if (c.who.may(verify_hazard)) all.add(to_do_kind::verify, {.state = hazard_state::reported});
  if (c.who.may(assign_hazard)) {
    all.add(to_do_kind::assign, {.state = hazard_state::verified});
    all.add(to_do_kind::extension, {.extension_asked = true});
  }
  if (c.who.may(settle_contest)) all.add(to_do_kind::settle, {.disputed = true});
  return all.finish();
}

std::vector<people::certificate_gap> certificates_of(const api::read_call& c, local_date today) {
  const bool of_all = c.who.may(api::permission::manage_people) ||
                      std::ranges::find(c.who.roles, api::role::technician) != c.who.roles.end();
  return people::certificate_gaps(c.store, c.site, c.who.section,
                                  of_all ? std::nullopt : std::optional(c.who.person), today,
                                  certificates_most);
}

}  // namespace

result<http::response> my(const api::read_call& c, time_zone zone) {
  const auto section = c.who.section;
  const auto calendar = people::calendar_of(c.store, c.site, section, zone);
  const auto shift = calendar.shift_at(c.now);
  my_shift answer;
  answer.shift = people::view_of(calendar, shift);
  answer.next = people::view_of(calendar, calendar.next(shift));
  answer.crew_on_shift = people::crews_on(c.store, c.site, section, shift);
  answer.on_shift = people::is_on_shift(c.store, c.site, c.who.person, shift);
  answer.ahead = people::shifts_ahead(c.store, c.site, section, calendar, c.who.person, shift);
  answer.to_do = to_do_of(c, section);
  answer.counts =
      counts(c.store, c.site, section, c.now, shift.date, calendar.hours_of(shift.date).begin);
  filter reported;
  reported.section = section;
  reported.reporter = c.who.person;
  (void)list(c.store, c.site, reported, order::newest, my_reports_most, "",
             [&](const journal::subject_view& one) {
               answer.my_reports.push_back(decode_own<hazard>(one.document).value());
             });
  answer.certificates = certificates_of(c, zone.date_of(c.now));
  const auto basis = encode(answer);  // without the time, which is another at every reading
  answer.now = c.now;
  return api::validated(c, encode(answer), basis);
}

}  // namespace headway::hazards
