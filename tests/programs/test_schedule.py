"""Calendars worked out by hand. 3 August 2026 is a Monday."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from facilities.calendar import holidays_between
from facilities.models import Holiday
from programs.schedule import plan

WITA, WIT = ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")
INDEPENDENCE = {date(2026, 8, 17): "Hari Kemerdekaan Republik Indonesia"}
RULE = {
    "first": date(2026, 8, 3),
    "last": date(2026, 12, 31),
    "weekdays": [0, 2],
    "start": time(8),
    "zone": WITA,
    "hours": 40,
    "hours_each": 4,
}


def days(schedule):
    return [f"{meeting.day:%d/%m}" for meeting in schedule.meetings]


def test_mondays_and_wednesdays_without_independence_day():
    schedule = plan(**RULE, holidays=INDEPENDENCE)
    assert days(schedule) == [
        *("03/08", "05/08", "10/08", "12/08", "19/08", "24/08", "26/08", "31/08", "02/09", "07/09"),
    ]
    assert schedule.left_out == ((date(2026, 8, 17), "Hari Kemerdekaan Republik Indonesia"),)
    assert (schedule.hours, schedule.unplanned) == (40, 0)
    assert len(set(schedule.meetings)) == 10


def test_on_a_holiday_when_staff_say_so():
    schedule = plan(**RULE)
    assert "17/08" in days(schedule)
    assert days(schedule)[-1] == "02/09"
    assert schedule.left_out == ()


def test_a_holiday_after_the_last_session_is_not_named():
    schedule = plan(**RULE | {"hours": 8}, holidays=INDEPENDENCE)
    assert days(schedule) == ["03/08", "05/08"]
    assert schedule.left_out == ()


def test_the_last_session_is_as_short_as_what_is_left():
    schedule = plan(**RULE | {"hours": 10})
    assert [meeting.lesson_hours for meeting in schedule.meetings] == [4, 4, 2]
    last = schedule.meetings[-1]
    assert last.starts_at == datetime(2026, 8, 10, 8, 0, tzinfo=WITA)
    assert last.ends_at == datetime(2026, 8, 10, 9, 30, tzinfo=WITA)


def test_the_last_day_comes_before_the_hours_are_used_up():
    schedule = plan(**RULE | {"last": date(2026, 8, 12)})
    assert days(schedule) == ["03/08", "05/08", "10/08", "12/08"]
    assert (schedule.hours, schedule.unplanned) == (16, 24)


def test_the_first_day_counts_only_when_it_is_one_of_the_weekdays():
    assert days(plan(**RULE | {"first": date(2026, 8, 4), "hours": 8})) == ["05/08", "10/08"]


def test_modules_follow_one_another_by_their_hours():
    schedule = plan(**RULE | {"hours": 20}, modules=[(7, 6), (8, 2), (9, 12)])
    # Hours 0-3 and 4-7 begin in the first module (6 JP), 8 begins the third.
    assert [meeting.module for meeting in schedule.meetings] == [7, 7, 9, 9, 9]


def test_modules_go_on_where_earlier_sessions_stopped():
    schedule = plan(**RULE | {"hours": 8}, modules=[(7, 6), (9, 12)], hours_before=8)
    assert [meeting.module for meeting in schedule.meetings] == [9, 9]


def test_hours_beyond_all_modules_have_none():
    assert [m.module for m in plan(**RULE | {"hours": 8}, modules=[(7, 4)]).meetings] == [7, None]


def test_near_midnight_in_the_east_the_local_day_counts():
    rule = RULE | {"zone": WIT, "weekdays": [1, 2], "first": date(2026, 2, 10), "hours": 4, "hours_each": 2}
    late = plan(**rule | {"start": time(23, 30)})
    assert [(m.day, m.starts_at.astimezone(UTC)) for m in late.meetings] == [
        (date(2026, 2, 10), datetime(2026, 2, 10, 14, 30, tzinfo=UTC)),
        (date(2026, 2, 11), datetime(2026, 2, 11, 14, 30, tzinfo=UTC)),
    ]
    assert late.meetings[0].ends_at == datetime(2026, 2, 11, 1, 0, tzinfo=WIT)
    early = plan(**rule | {"start": time(0, 30)})
    assert [(m.day, m.starts_at.astimezone(UTC).date()) for m in early.meetings] == [
        (date(2026, 2, 10), date(2026, 2, 9)),
        (date(2026, 2, 11), date(2026, 2, 10)),
    ]


def test_no_weekday_gives_no_session():
    assert plan(**RULE | {"weekdays": []}).meetings == ()


def test_a_session_without_hours_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        plan(**RULE | {"hours_each": 0})


def test_holidays_are_the_nations_and_the_facilitys_own(facility_a, facility_b):
    Holiday.objects.create(facility=None, day=date(2026, 8, 7), name="Cuti bersama")
    Holiday.objects.create(facility=facility_a, day=date(2026, 8, 12), name="Hari jadi Manggarai")
    Holiday.objects.create(facility=facility_b, day=date(2026, 8, 13), name="Hari jadi Ambon")
    assert holidays_between(facility_a, date(2026, 8, 1), date(2026, 8, 24)) == {
        date(2026, 8, 7): "Cuti bersama",
        date(2026, 8, 12): "Hari jadi Manggarai",
        date(2026, 8, 17): "Hari Kemerdekaan Republik Indonesia",
    }
