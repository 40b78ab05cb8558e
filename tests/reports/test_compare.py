"""Offices above compare: the facility's own numbers or none, no name, no small group by any subtraction."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.figures import get_figure
from core.small_groups import is_small
from enrolments.models import Enrolment
from facilities.models import Facility, Region
from facilities.permissions import Role
from inmates.models import Inmate
from reports.elsewhere import with_elsewhere
from reports.models import FacilityMeasured, Summary
from reports.periods import year_period
from reports.services.summaries import refresh_all, refresh_region
from skills.models import SkillField
from tests.factories import make_enrolment, make_facility, make_inmate, make_program, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
COMPARE, FIELDS, LEAVING, ELSEWHERE = (
    reverse(f"reports:{name}") for name in ("compare", "compare-fields", "compare-leaving", "elsewhere")
)


def field(code):
    return SkillField.objects.get(code=code)


def put_class(facility, stayed=0, left=0, reason="health", code="meubel", **fields):
    """Return a class that ended this year, with people who stayed to its end and such who left."""
    today = timezone.localdate()
    first = today.replace(month=1, day=1)
    program = make_program(
        facility,
        state="completed",
        skill_field=field(code),
        **{"starts_on": first, "ends_on": min(first + timedelta(days=5), today), "seats": 300} | fields,
    )
    for _n in range(stayed):
        make_enrolment(program, state="attended")
    for _n in range(left):
        make_enrolment(program, state="withdrawn", ended_on=first, exit_reason=reason)
    return program


def told(key, **wanted):
    """Return {facility or region: number} of what may be told."""
    rows = Summary.objects.filter(key=key, told=True, year=timezone.localdate().year, **wanted)
    return {row.facility_id or row.region_id: row.value for row in rows}


def test_numbers_are_the_facilitys_own_at_the_edges_of_the_year(facility_a, facility_b):
    today = timezone.localdate()
    first = today.replace(month=1, day=1)
    before = first - timedelta(days=1)
    # Ended on the last day of the year before, and on the first of this one; both count where they belong.
    old = put_class(facility_a, stayed=6, starts_on=before - timedelta(days=9), ends_on=before)
    put_class(facility_a, stayed=7, starts_on=first, ends_on=first)
    running = make_program(facility_a, state="running", starts_on=before, ends_on=today + timedelta(days=1))
    for _n in range(8):
        make_enrolment(running)
    put_class(facility_b, stayed=9)
    refresh_all()
    for facility in (facility_a, facility_b):
        for year in (today.year, today.year - 1):
            for row in Summary.objects.filter(facility=facility, year=year):
                try:
                    figure = get_figure(row.key)
                except KeyError:
                    continue
                own = figure.value(facility, *year_period(year))
                if row.key == "attendance":
                    assert own == (100 * row.value / row.base if row.base else None)
                else:
                    assert row.value == own, (row.key, year)
    assert old.ends_on.year == today.year - 1
    base = {row.year: row.base for row in Summary.objects.filter(facility=facility_a, key="passed")}
    assert base == {today.year: 7, today.year - 1: 6}
    trained = {row.year: row.value for row in Summary.objects.filter(facility=facility_a, key="trained")}
    assert trained == {today.year: 15, today.year - 1: 14, today.year - 2: 0}
    coverage = Summary.objects.get(facility=facility_a, key="coverage")
    assert (coverage.value, coverage.base) == (15, 21)


def test_groups_of_one_to_four_are_hidden_and_not_to_be_had_by_subtraction(
    facility_a, regional_a, national, as_user
):
    region = facility_a.region
    others = [make_facility(f"Lain {n}", region=region) for n in range(3)]
    far = make_facility("Jauh")
    for facility, count in zip((facility_a, *others), (1, 4, 12, 30), strict=True):
        put_class(facility, stayed=40, left=count, reason="health")
    put_class(others[2], stayed=40, left=3, reason="security", code="boga")
    put_class(far, stayed=20, left=2, reason="died")
    refresh_all()

    left = told("left")
    whole = 1 + 4 + 12 + 33
    assert {pk for pk in left} == {others[1].pk, others[2].pk}
    assert not is_small(whole - sum(left.values()))
    # By reason: security is hidden, and so is the other one, or the whole less it would tell.
    assert told("reason", region=region) == {}
    by_field = Summary.objects.filter(key="left", facility=None, told=True, region=region)
    assert not by_field.exists()
    assert told("left", facility=None, region=far.region) == {}

    for user in (regional_a, national):
        client = as_user(user)
        seen = {}
        for query in ("", f"?region={region.pk}", "?q=Lain", f"?year={timezone.localdate().year}"):
            response = client.get(f"{COMPARE}{query}{'&' if query else '?'}show=results")
            for row in response.context["table"].paginated_rows:
                seen.setdefault(row.record.pk, set()).add(row.record.left)
        # The same under every filter, so nothing is left to subtract.
        assert all(len(numbers) == 1 for numbers in seen.values())
        assert seen[facility_a.pk] == {None}
        assert seen[others[2].pk] == {33}
        client.get(LEAVING)
        told_reasons = client.get(LEAVING).context["chart"].rows
        assert told_reasons == []


def test_a_number_about_a_region_does_not_change_with_who_reads_it(facility_a, regional_a, national, as_user):
    for _n in range(2):
        put_class(facility_a, stayed=15, left=7)
    put_class(facility_a, stayed=15, left=3, code="boga")
    refresh_all()
    rows = {}
    for user in (regional_a, national):
        found = as_user(user).get(f"{FIELDS}?region={facility_a.region_id}").context["table"]
        rows[user.pk] = {
            row.record.code: (row.record.all_people, row.record.all_left) for row in found.paginated_rows
        }
    assert rows[regional_a.pk] == rows[national.pk]
    # 3 of "boga" left; the other field would tell them by the facility's 17.
    assert rows[national.pk]["boga"] == rows[national.pk]["meubel"] == (None, None)
    assert told("left") == {facility_a.pk: 17}


def test_offices_compare_their_own_facilities_and_nobody_else_does(
    facility_a, facility_b, regional_a, national, head_a, operator_a, coordinator_a, administrator, as_user
):
    put_class(facility_a, stayed=20)
    put_class(facility_b, stayed=20)
    refresh_all()
    names = [facility_a.short_name, facility_b.short_name]
    mine = as_user(regional_a).get(COMPARE).content.decode()
    assert [name in mine for name in names] == [True, False]
    everything = as_user(national).get(COMPARE).content.decode()
    assert all(name in everything for name in names)
    # Another region in the address changes nothing for a regional office.
    other = as_user(regional_a).get(f"{FIELDS}?region={facility_b.region_id}").context["table"]
    assert not any(row.record.all_people for row in other.paginated_rows)
    detail = [reverse("reports:compare-facility", args=[each.pk]) for each in (facility_a, facility_b)]
    assert [as_user(regional_a).get(url).status_code for url in detail] == [200, 404]
    for user in (head_a, operator_a, coordinator_a, administrator):
        for url in (COMPARE, FIELDS, LEAVING, detail[0]):
            assert as_user(user).get(url).status_code == 403
    assert as_user(national).get(ELSEWHERE).status_code == 403


def test_no_page_of_an_office_names_anybody(facility_a, regional_a, national, head_a, as_user):
    for count in (1, 2, 3, 4, 9):
        put_class(facility_a, stayed=count, left=count)
    for number, person in enumerate(Inmate.objects.order_by("pk")):
        Inmate.objects.filter(pk=person.pk).update(full_name=f"Terlindung {number:03}")
    refresh_all()
    pages = [COMPARE, FIELDS, LEAVING, reverse("reports:compare-facility", args=[facility_a.pk])]
    pages += [f"{COMPARE}?show={show}" for show in ("results", "cooperation")]
    pages += [f"{page}?export={form}" for page in (COMPARE, FIELDS) for form in ("csv",)]
    assert Inmate.objects.filter(full_name__startswith="Terlindung").count() == 38
    for user in (regional_a, national):
        for page in pages:
            response = as_user(user).get(page)
            assert response.status_code == 200, page
            body = b"".join(response.streaming_content) if response.streaming else response.content
            assert b"Terlindung" not in body
    assert b"Terlindung" not in as_user(head_a).get(ELSEWHERE).content


def test_an_excel_file_has_every_column(facility_a, national, as_user):
    from io import BytesIO

    from openpyxl import load_workbook

    put_class(facility_a, stayed=20)
    refresh_all()
    response = as_user(national).get(f"{COMPARE}?export=xlsx")
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    head = next(row for row in rows if "Facility" in row)
    assert {"Held", "Certificates", "Active partners", "Last entry"} <= set(head)
    assert any(facility_a.short_name in row and 20 in row for row in rows)


def test_as_many_statements_for_three_facilities_as_for_thirty(facility_a, regional_a, national, as_user):
    def statements(user, page):
        client = as_user(user)
        client.get(page)
        with CaptureQueriesContext(connection) as found:
            assert client.get(page).status_code == 200
        return len(found)

    pages = [
        COMPARE,
        FIELDS,
        LEAVING,
        f"{COMPARE}?sort=-coverage&per_page=100",
        reverse("reports:compare-facility", args=[facility_a.pk]),
    ]
    for n in range(2):
        make_facility(f"Sedikit {n}", region=facility_a.region)
    refresh_all()
    few = [statements(user, page) for user in (regional_a, national) for page in pages]
    for n in range(27):
        make_facility(f"Banyak {n}", region=facility_a.region)
    refresh_all()
    assert [statements(user, page) for user in (regional_a, national) for page in pages] == few
    assert max(few) <= 10
    assert Facility.objects.count() == 30
    full = as_user(national).get(f"{COMPARE}?sort=-coverage")
    assert len(full.context["table"].paginated_rows) == 30


def test_sorted_by_a_number_what_is_not_told_stands_last(facility_a, national, as_user):
    second, third = (make_facility(name, region=facility_a.region) for name in ("Kedua", "Ketiga"))
    for facility, count in ((facility_a, 3), (second, 20), (third, 30)):
        put_class(facility, stayed=count)
    refresh_all()
    for sort in ("trained", "-trained"):
        rows = as_user(national).get(f"{COMPARE}?sort={sort}").context["table"].paginated_rows
        # 3 are a small group, and so the 20 beside it are not told either.
        assert [row.record.trained for row in rows] == [30, None, None]


def test_who_entered_nothing_for_thirty_days_is_found(facility_a, regional_a, as_user):
    second = make_facility("Rajin", region=facility_a.region)
    refresh_all()
    today = timezone.localdate()
    FacilityMeasured.objects.filter(facility=facility_a).update(entered_on=today - timedelta(days=31))
    FacilityMeasured.objects.filter(facility=second).update(entered_on=today - timedelta(days=30))
    found = as_user(regional_a).get(f"{COMPARE}?quiet=on").context["table"].paginated_rows
    assert [row.record for row in found] == [facility_a]
    # Read again, what was known is not forgotten.
    refresh_all()
    assert FacilityMeasured.objects.get(facility=second).entered_on == today - timedelta(days=30)


def test_what_staff_enter_is_seen_when_figures_are_read(facility_a, operator_a, as_user):
    refresh_all()
    assert FacilityMeasured.objects.get(facility=facility_a).entered_on is None
    as_user(operator_a).post(
        reverse("inmates:inmate-add"), {"full_name": "Baru", "sex": "M", "legal_status": "convict"}
    )
    program = make_program(facility_a)
    import pghistory

    with pghistory.context(user=operator_a.pk, membership=operator_a.memberships.get().pk):
        program.room = "Bengkel"
        program.save()
    refresh_all()
    assert FacilityMeasured.objects.get(facility=facility_a).entered_on == timezone.localdate()


def test_an_office_reads_figures_anew_by_a_button(facility_a, facility_b, regional_a, national, as_user):
    put_class(facility_a, stayed=20)
    client = as_user(regional_a)
    response = client.post(reverse("reports:compare-refresh"))
    job = response.headers["Location"]
    assert client.get(job).status_code == 200
    client.post(reverse("core:job-continue", args=[job.strip("/").split("/")[-1]]))
    assert told("trained") == {facility_a.pk: 20}
    # Its own region only; the national office reads all.
    assert set(FacilityMeasured.objects.values_list("facility_id", flat=True)) == {facility_a.pk}
    client = as_user(national)
    job = client.post(reverse("reports:compare-refresh")).headers["Location"]
    client.post(reverse("core:job-continue", args=[job.strip("/").split("/")[-1]]))
    assert FacilityMeasured.objects.count() == 2


def test_the_timer_reads_figures(facility_a):
    put_class(facility_a, stayed=20)
    call_command("daily", verbosity=0)
    assert told("trained") == {facility_a.pk: 20}


def test_a_facility_that_moves_takes_its_numbers_along(facility_a):
    put_class(facility_a, stayed=20)
    refresh_all()
    old, new = facility_a.region, Region.objects.create(code="baru", name="Kantor Wilayah Baru")
    Facility.objects.filter(pk=facility_a.pk).update(region=new)
    refresh_region(region=new)
    refresh_region(region=old)
    assert set(Summary.objects.filter(facility=facility_a).values_list("region", flat=True)) == {new.pk}
    assert told("people", region=old) == {}


def test_elsewhere_is_all_others_and_hides_small_groups(facility_a, facility_b, head_a, head_b, partner_b):
    put_class(facility_a, stayed=15, left=5, lesson_hours=80)
    put_class(facility_b, stayed=10, left=10, lesson_hours=100, partner=partner_b)
    put_class(facility_b, stayed=20, left=2, code="boga")
    refresh_all()
    rows = {row.code: row for row in with_elsewhere(SkillField.objects.all(), facility_a)}
    meubel, boga = rows["meubel"], rows["boga"]
    assert (meubel.classes, meubel.places, meubel.mean_hours, meubel.people) == (1, 1, 100, 20)
    assert meubel.completion_rate == 0.5
    # Two left: neither the rate nor the whole is told.
    assert (boga.people, boga.completion_rate, boga.passed_rate) == (None, None, None)
    rows = {row.code: row for row in with_elsewhere(SkillField.objects.all(), facility_b)}
    assert set(rows) == {"meubel"}
    assert rows["meubel"].completion_rate == 0.75


def test_start_one_like_this_opens_the_form_filled_in(
    facility_a, facility_b, operator_a, head_a, as_user, partner_b
):
    put_class(facility_b, stayed=10, left=10, lesson_hours=96, partner=partner_b)
    refresh_all()
    page = as_user(operator_a).get(ELSEWHERE).content.decode()
    url = f"{reverse('programs:program-add')}?skill_field={field('meubel').pk}&amp;lesson_hours=96"
    assert url in page
    assert "Job-training centre (BLK) (1)" in page
    assert facility_b.short_name not in page
    assert partner_b.name not in page
    form = as_user(operator_a).get(url.replace("&amp;", "&")).context["form"]
    assert (form["skill_field"].value(), form["lesson_hours"].value()) == (field("meubel").pk, 96)
    assert as_user(operator_a).get(f"{reverse('programs:program-add')}?skill_field=x").status_code == 200
    # A head looks, and does not enter programmes.
    assert url not in as_user(head_a).get(ELSEWHERE).content.decode()
    assert as_user(operator_a).get(f"{ELSEWHERE}?export=csv").status_code == 200


def test_a_full_page_of_facilities_stays_small(national, as_user):
    region = Region.objects.create(code="besar", name="Kantor Wilayah Besar")
    rows = [
        Facility(
            code=f"b{n}",
            name=f"Rumah Tahanan Negara Kelas IIB Kabupaten {n}",
            short_name=f"Rutan Kabupaten {n}",
            region=region,
            city="Kota",
            address="Jalan",
            time_zone="Asia/Jakarta",
            capacity=100,
        )
        for n in range(100)
    ]
    Facility.objects.bulk_create(rows)
    year = timezone.localdate().year
    Summary.objects.bulk_create(
        Summary(
            region=region,
            facility=facility,
            year=year,
            key=key,
            value=12345,
            base=23456 if key in ("assessed", "coverage", "attendance", "passed", "left") else None,
            told=True,
            until=timezone.localdate(),
        )
        for facility in rows
        for key in ("held", "assessed", "coverage", "trained", "hours", "attendance", "passed", "left")
    )
    for show in ("reach", "results", "cooperation"):
        response = as_user(national).get(f"{COMPARE}?show={show}")
        assert len(response.context["table"].paginated_rows) == 60
        assert len(response.content) <= 60 * 1024, (show, len(response.content))


def test_people_of_other_rows_do_not_count(facility_a, facility_b):
    """An enrolment keeps its facility; the person may have moved on."""
    program = put_class(facility_a, stayed=6)
    person = Enrolment.objects.filter(program=program).first().inmate
    Inmate.objects.filter(pk=person.pk).update(facility=facility_b)
    for _n in range(5):
        make_inmate(facility_b)
    make_user("regional_b", Role.REGIONAL, region=facility_b.region)
    refresh_all()
    row = Summary.objects.get(facility=facility_b, key="coverage")
    assert (row.value, row.base, row.told) == (1, 6, False)
