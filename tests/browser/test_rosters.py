"""Four classes from the assessments to the partner's answer: rosters, panel, decision, registration, papers.

In Indonesian, by the people who would do it. 120 assessed people want four classes of sixteen; whoever has a
lower number in their name has waited longer than the others with the same first choice.
"""

import subprocess
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from enrolments.models import Allocation, Enrolment, Hearing, RegistrationList
from enrolments.services.allocating import figures
from inmates.models import Identity
from skills.models import SkillField
from tests.browser.helpers import DESKTOP, go, inspect, sign_in
from tests.enrolments.panels import use_panel
from tests.factories import make_assessment, make_inmate, make_program, make_session

SAVE = "main form [type=submit].btn-primary"
STEP = "main form [type=submit]"
TODAY = timezone.localdate
# Field, title, the word in the names, how many want it most.
CLASSES = (
    ("menjahit", "Menjahit", "Jahit", 40),
    ("meubel", "Meubel", "Kayu", 36),
    ("las", "Las", "Las", 32),
    ("boga", "Tata Boga", "Boga", 12),
)


@pytest.fixture
def classes(facility_a, partner_a, agreement_a):
    """Four open classes of sixteen of one partner, by the word in their people's names; a panel hears all."""
    use_panel(facility_a, "all")
    made = {}
    for hour, (field, title, word, _people) in zip((8, 8, 13, 13), CLASSES, strict=True):
        made[word] = make_program(
            facility_a,
            partner=partner_a,
            agreement=agreement_a,
            state="open",
            title=title,
            batch=1,
            days_ago=-21,
            age_to=40,
            skill_field=SkillField.objects.get(code=field),
        )
        make_session(made[word], made[word].starts_on, hour=hour)
    return made


@pytest.fixture
def people(facility_a, operator_a, classes):
    """The 120 by their names: "Las 00" is too old; "Jahit 16" to "Jahit 23" would cook as well."""
    fields = {field.code: field for field in SkillField.objects.filter(code__in=[row[0] for row in CLASSES])}
    made = {}
    for place, (field, _title, word, count) in enumerate(CLASSES):
        for number in range(count):
            name = f"{word} {number:02}"
            made[name] = make_inmate(
                facility_a,
                name,
                birth_date=date(1960 if name == "Las 00" else 1990, 5, 17),
                religion="catholic",
                education="junior",
                marital_status="married",
            )
            cooks_too = word == "Jahit" and 16 <= number <= 23
            make_assessment(
                made[name],
                operator_a,
                field,
                second_choice=fields["boga"] if cooks_too else None,
                assessed_on=TODAY() - timedelta(days=200 - 4 * number - place),
            )
    # The partner asks for the NIK of who sews; that of the first is not known yet.
    Identity.objects.bulk_create(
        Identity(inmate=made[f"Jahit {number:02}"], nik=nik(number), address="Jalan Bunga 3", city="Ruteng")
        for number in range(1, 17)
    )
    return made


def nik(number):
    return f"531001170590{number:04}"


@pytest.fixture
def act(page):
    """Return a function that goes on as another user."""

    def switch(user):
        page.set_viewport_size(DESKTOP)
        sign_in(page, user)

    return switch


def press(page, selector=SAVE):
    with page.expect_navigation():
        page.locator(selector).first.click()


def look(page, name):
    inspect(page, name)
    page.set_viewport_size(DESKTOP)


def names(word, *numbers):
    return [f"{word} {number:02}" for number in numbers]


def in_class(program, *states):
    rows = program.enrolments.filter(state__in=states).order_by("inmate__full_name")
    return list(rows.values_list("inmate__full_name", flat=True))


def labels(page):
    """Return who is named beside the ticks of a page."""
    return page.locator("main tbody .form-check-label").all_inner_texts()


def paper(page, path) -> str:
    answer = page.request.get(f"{page.site}{path}")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=answer.body(), capture_output=True, check=True
    )
    return " ".join(read.stdout.decode().split())


def holds(text, *parts):
    assert [part for part in parts if part not in text] == []


def test_four_classes_from_assessments_to_the_partners_answer(
    page, act, classes, people, operator_a, supervisor_a, head_a, coordinator_a
):
    act(operator_a)
    propose_rosters(page, classes, people)
    seated = {
        "Jahit": names("Jahit", 0, 1, 2, *range(4, 17)),
        "Kayu": names("Kayu", *range(16)),
        "Las": names("Las", *range(1, 17)),
        "Boga": sorted(names("Boga", *range(12)) + names("Jahit", 17, 18, 19, 20)),
    }
    assert {word: in_class(program, "proposed") for word, program in classes.items()} == seated
    assert Enrolment.objects.count() == 64

    hearing = put_on_a_hearing(page)
    act(supervisor_a)
    decide(page, hearing)
    act(head_a)
    close(page, hearing)
    seated["Kayu"].remove("Kayu 00")
    assert {word: in_class(program, "confirmed") for word, program in classes.items()} == seated
    assert in_class(classes["Kayu"], "rejected") == ["Kayu 00"]
    assert Enrolment.objects.count() == 64
    read_papers_of_hearing(page, hearing, seated)

    act(operator_a)
    registration = send_list(page, classes["Jahit"], people["Jahit 00"])
    act(coordinator_a)
    confirm_seats(page, registration, seated["Jahit"])
    act(operator_a)
    file_answer(page, registration, seated["Jahit"])
    read_papers_of_class(page, registration, classes["Jahit"], seated)


def propose_rosters(page, classes, people):
    """Everybody gets what they want most but four who cook; an officer changes three seats."""
    sewing, cooking = classes["Jahit"], classes["Boga"]
    go(page, "/enrolments/")
    press(page, 'main a[href="/rosters/"]')
    press(page, 'main a[href="/rosters/add/"]')
    assert page.locator("main [name=programs]:checked").count() == 4
    press(page)
    allocation = Allocation.objects.get()
    page.wait_for_url(f"**/rosters/{allocation.pk}/")
    assert allocation.figures == {
        "classes": 4,
        "asked": 120,
        "seated": 64,
        "first": 60,
        "second": 4,
        "third": 0,
        "other": 0,
        "none": 56,
    }
    expect(page.locator("main")).to_contain_text("56 dari 120")
    roster = f"/rosters/{allocation.pk}/?class={sewing.pk}"
    go(page, roster)
    assert labels(page) == names("Jahit", *range(16))
    look(page, "rosters")

    # "Jahit 03" is unticked: no seat; "Jahit 16" leaves the kitchen for the seat; "Jahit 20" takes the stove.
    page.get_by_label("Jahit 03", exact=True).uncheck()
    press(page)
    expect(page.locator(".alert-success")).to_contain_text("1 orang")
    go(page, f"/rosters/{allocation.pk}/?class={cooking.pk}")
    assert sorted(labels(page)) == sorted(names("Boga", *range(12)) + names("Jahit", 16, 17, 18, 19))
    page.get_by_label("Jahit 16", exact=True).uncheck()
    page.select_option("#id_to", str(sewing.pk))
    press(page)
    go(page, f"/rosters/{allocation.pk}/")
    press(page, f'main a[href="/rosters/{allocation.pk}/unplaced/"]')
    assert labels(page)[:3] == ["Las 00", "Jahit 03", "Kayu 16"]
    rows = page.locator("main tbody tr")
    expect(rows.nth(0)).to_contain_text("Usia pada hari pertama")
    expect(rows.nth(1)).to_contain_text("dikeluarkan dari usulan oleh petugas")
    page.get_by_label("Jahit 20", exact=True).check()
    page.select_option("#id_to", str(cooking.pk))
    press(page)
    allocation.refresh_from_db()
    assert allocation.figures == figures(allocation.content)
    assert {name: allocation.figures[name] for name in ("first", "second", "other", "none")} == {
        "first": 60, "second": 4, "other": 0, "none": 56,
    }  # fmt: skip

    assert Enrolment.objects.count() == 0
    go(page, f"/rosters/{allocation.pk}/")
    press(page, f'main a[href="/rosters/{allocation.pk}/confirm/"]')
    press(page, STEP)
    expect(page.locator(".alert-success")).to_contain_text("16 orang")
    expect(page.locator(".alert-warning:visible")).to_have_count(0)
    allocation.refresh_from_db()
    assert allocation.state == "done"


def put_on_a_hearing(page):
    go(page, "/hearings/")
    press(page, 'main a[href="/hearings/add/"]')
    page.fill("#id_day", f"{TODAY():%d/%m/%Y}")
    page.fill("#id_time", "09.00")
    page.fill("#id_place", "Aula Rutan")
    press(page)
    hearing = Hearing.objects.get()
    page.wait_for_url(f"**/hearings/{hearing.pk}/candidates/")
    assert page.locator("main [name=enrolments]:checked").count() == 64
    press(page)
    expect(page.locator(".alert-success")).to_contain_text("64 dimasukkan ke sidang")
    return hearing


def decide(page, hearing):
    """All are approved but one, whose reason has to be written."""
    go(page, f"/hearings/{hearing.pk}/")
    press(page, f'main a[href="/hearings/{hearing.pk}/decide/"]')
    rejected = hearing.decisions.get(enrolment__inmate__full_name="Kayu 00")
    page.select_option(f"[name=outcome-{rejected.pk}]", "rejected")
    press(page, "main [name=rest][value=approved]")
    expect(page.locator(".alert-danger:visible")).to_contain_text("Kayu 00")
    assert hearing.decisions.exclude(outcome="").count() == 0
    page.fill(f"[name=reason-{rejected.pk}]", "Sedang menjalani tindakan disiplin")
    look(page, "hearing-decide")
    press(page, "main [name=rest][value=approved]")
    press(page, f'main a[href="/hearings/{hearing.pk}/do/hold/"]')
    press(page, STEP)
    hearing.refresh_from_db()
    assert (hearing.state, hearing.decision_number) == ("held", "")
    assert hearing.decisions.filter(outcome="approved").count() == 63


def close(page, hearing):
    go(page, f"/hearings/{hearing.pk}/")
    press(page, f'main a[href="/hearings/{hearing.pk}/do/close/"]')
    press(page, STEP)
    expect(page.locator(".alert-success")).to_contain_text("63 disetujui, 1 ditolak")
    hearing.refresh_from_db()
    assert hearing.state == "closed"


def read_papers_of_hearing(page, hearing, seated):
    everybody = [name for group in seated.values() for name in group]
    minutes = paper(page, f"/hearings/{hearing.pk}/minutes.pdf")
    holds(minutes, *everybody, "Kayu 00", "Sedang menjalani", hearing.number, "Aula Rutan", "Supervisor A")
    holds(minutes, "Sidang memutuskan: 63 disetujui, 1 ditolak, 0 ditunda.", "Kepala Ruteng")
    letter = paper(page, f"/hearings/{hearing.pk}/decision.pdf")
    holds(letter, *everybody, hearing.decision_number, "Kepala Ruteng", "63 orang")
    # A line may end within a number, after its slash.
    assert hearing.number in letter.replace("/ ", "/")
    assert ["Kayu 00" in letter, "Jahit 03" in minutes + letter] == [False, False]


def send_list(page, program, lacking):
    """One NIK is missing: it is entered where the list leads to, then the list goes out."""
    go(page, f"/programs/{program.pk}/registrations/")
    press(page, f'main a[href="/programs/{program.pk}/registrations/add/"]')
    assert page.locator("main [name=enrolments]:checked").count() == 16
    press(page)
    registration = RegistrationList.objects.get()
    expect(page.get_by_text("lengkap", exact=True)).to_have_count(15)
    look(page, "registration-missing")
    press(page, f'main a[href="/inmates/{lacking.pk}/details/edit/"]')
    page.fill("#id_nik", nik(0))
    page.fill("#id_address", "Jalan Melati 1")
    press(page)
    go(page, f"/registrations/{registration.pk}/")
    expect(page.get_by_text("lengkap", exact=True)).to_have_count(16)
    press(page, f'main a[href="/registrations/{registration.pk}/send/"]')
    press(page)
    registration.refresh_from_db()
    expect(page.locator(".alert-success")).to_contain_text(registration.number)
    assert registration.state == "sent"
    return registration


def confirm_seats(page, registration, seated):
    """The coordinator sees this list and no NIK, and gives numbers to all but the last."""
    go(page, "/registrations/")
    assert page.locator("main tbody tr").count() == 1
    press(page, f'main a[href="/registrations/{registration.pk}/"]')
    text = page.locator("main").inner_text()
    holds(text, *seated)
    assert [word in text for word in (nik(1), "Jahit 03", "Kayu", "Boga 0")] == [False] * 4
    press(page, f'main a[href="/registrations/{registration.pk}/answer/"]')
    boxes = page.locator("main input[name^=number-]")
    assert boxes.count() == 16
    for index in range(15):
        boxes.nth(index).fill(f"BLK-{index + 1:03}")
    press(page, "main [name=rest][value=confirmed]")
    expect(page.locator(".alert-success")).to_contain_text("16")
    assert answers(registration) == [
        (name, "confirmed", f"BLK-{index:03}" if index < 16 else "")
        for index, name in enumerate(seated, start=1)
    ]


def answers(registration):
    rows = registration.lines.order_by("position")
    return list(rows.values_list("enrolment__inmate__full_name", "answer", "partner_number"))


def file_answer(page, registration, seated):
    go(page, "/")
    press(page, f'main a[href^="/registrations/{registration.pk}/"]')
    go(page, f"/registrations/{registration.pk}/")
    rows = page.locator("main tbody tr")
    assert rows.count() == 16
    expect(rows.nth(0)).to_contain_text("BLK-001")
    expect(rows.nth(14)).to_contain_text("BLK-015")
    look(page, "registration-answered")
    press(page, f'main a[href="/registrations/{registration.pk}/do/file/"]')
    press(page, STEP)
    registration.refresh_from_db()
    assert registration.state == "filed"
    expect(page.locator(f'main a[href="/registrations/{registration.pk}/answer/"]')).to_have_count(0)


def read_papers_of_class(page, registration, program, seated):
    letter = paper(page, f"/registrations/{registration.pk}/letter.pdf")
    holds(letter, *seated["Jahit"], registration.number, "Elite Jaya Meubel", "Kepala Ruteng")
    holds(letter, "Pendaftaran Peserta Pelatihan", nik(0), nik(16), "Jalan Melati 1")
    assert [nik(3) in letter, "Jahit 03" in letter, "Kayu" in letter] == [False] * 3

    calls = paper(page, f"/call-list/print.pdf?day={program.starts_on:%d/%m/%Y}")
    everybody = [name for group in seated.values() for name in group]
    holds(calls, "Blok A", *everybody)
    assert [name in calls for name in ("Jahit 03", "Kayu 00", "Las 00", "Boga 12")] == [False] * 4
