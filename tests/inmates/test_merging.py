"""Two entries for one person: preview, merge, what is shown together, undo, and what the database refuses."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AccessLog
from inmates import services
from inmates.models import Inmate, RegisterNumber
from tests.factories import make_assessment, make_enrolment, make_inmate, make_program
from tests.inmates.imports import list_a, take, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def page(person, name="detail"):
    return reverse(f"inmates:inmate-{name}", args=[person.pk])


@pytest.fixture
def two(facility_a, operator_a):
    kept = make_inmate(facility_a, "Maria Goreti", "B I 1 / 26")
    again = make_inmate(facility_a, "Maria Gorety", "A I 9 / 26", national_register="4711")
    make_assessment(again, operator_a)
    return kept, again


def merge(two, by):
    kept, again = two
    services.merge(kept=kept, merged=again, by=by)
    kept.refresh_from_db()
    again.refresh_from_db()


def test_both_sides_are_seen_before_anything_happens(two, operator_a, as_user):
    kept, again = two
    client, url = as_user(operator_a), page(again, "merge")
    assert f"?kept={kept.pk}" in client.get(url).content.decode()  # the same first name
    text = client.get(f"{url}?kept={kept.pk}").content.decode()
    for word in ("Maria Goreti", "Maria Gorety", "B I 1 / 26", "A I 9 / 26", "differs"):
        assert word in text
    assert Inmate.objects.get(pk=again.pk).custody == "held"
    assert client.post(url, {"kept": kept.pk}).url == page(kept)
    again.refresh_from_db()
    assert (again.custody, again.merged_into) == ("merged", kept)
    assert client.post(url, {"kept": kept.pk}).status_code == 422


def test_the_kept_one_is_found_and_shows_what_hangs_on_both(two, operator_a, facility_a, as_user):
    kept, again = two
    program = make_program(facility_a, state="running")
    enrolment = make_enrolment(program, again)
    merge(two, operator_a)
    client = as_user(operator_a)
    rows = client.get("/inmates/?q=A.I.9/2026").context["table"].rows
    assert [row.record.pk for row in rows] == [kept.pk]
    text = client.get(page(kept)).content.decode()
    for word in ("A I 9 / 26", "B I 1 / 26", "Carpentry and furniture", "Maria Gorety"):
        assert word in text
    tab = reverse("enrolments:inmate-trainings", args=[kept.pk])
    assert enrolment.get_absolute_url() in client.get(tab).content.decode()
    assert [p.pk for p in Inmate.objects.for_user(operator_a).held()] == [kept.pk]
    assert [p.pk for p in Inmate.objects.for_user(operator_a).held().in_training()] == [kept.pk]
    assert page(kept) in client.get(page(again)).content.decode()
    assert client.get(page(again, "edit")).status_code == 302


def test_a_search_for_the_merged_name_leads_to_the_kept_one_with_a_hint(
    two, operator_a, facility_a, as_user, head_a
):
    kept, again = two
    make_inmate(facility_a, "Maria Goreta")
    merge(two, operator_a)
    client = as_user(operator_a)
    for text in ("gorety", "Maria Gorety", "A I 9 / 26"):
        response = client.get("/inmates/", {"q": text})
        assert [row.record.pk for row in response.context["table"].rows] == [kept.pk]
        assert "also entered as Maria Gorety" in response.content.decode()
        assert set(AccessLog.objects.latest("pk").persons) == {kept.pk, again.pk}
    # Whoever is found by their own name needs no hint, and one word of each entry finds neither.
    assert "also entered as" not in client.get("/inmates/?q=goreti").content.decode()
    assert not client.get("/inmates/?q=goreti gorety").context["table"].rows
    services.unmerge(merged=again, by=operator_a)
    rows = client.get("/inmates/?q=gorety").context["table"].rows
    assert [row.record.pk for row in rows] == [again.pk]


def test_undone_everything_is_as_it_was(two, operator_a, as_user):
    kept, again = two
    merge(two, operator_a)
    assert as_user(operator_a).post(page(again, "unmerge")).url == page(again)
    again.refresh_from_db()
    assert (again.custody, again.merged_into, again.register_number) == ("held", None, "A I 9 / 26")
    assert "Carpentry" not in as_user(operator_a).get(page(kept)).content.decode()


def test_what_stands_in_the_way_is_said(two, operator_a, head_a, facility_a, facility_b, as_user):
    kept, again = two
    program = make_program(facility_a, state="running")
    make_enrolment(program, kept)
    both = make_enrolment(program, again)
    url = page(again, "merge")
    text = as_user(operator_a).get(f"{url}?kept={kept.pk}").content.decode()
    assert "Both entries are in" in text
    assert as_user(operator_a).post(url, {"kept": kept.pk}).status_code == 422
    both.perform("withdraw", by=operator_a, reason="Ganda")
    stranger = make_inmate(facility_b)
    assert as_user(operator_a).post(url, {"kept": stranger.pk}).status_code == 422
    with pytest.raises(PermissionDenied):
        services.merge(kept=kept, merged=again, by=head_a)
    merge(two, operator_a)
    third = make_inmate(facility_a)
    with pytest.raises(ValidationError):
        services.merge(kept=again, merged=third, by=operator_a)
    with pytest.raises(ValidationError):
        services.merge(kept=third, merged=kept, by=operator_a)


def test_the_database_knows_no_chain_and_no_stranger(two, facility_a, facility_b, operator_a):
    kept, again = two
    merge(two, operator_a)
    third, stranger = make_inmate(facility_a), make_inmate(facility_b)
    for person, into in ((third, again), (kept, third), (third, third), (third, stranger)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Inmate.objects.filter(pk=person.pk).update(merged_into=into, custody="merged")
    with pytest.raises(IntegrityError), transaction.atomic():
        Inmate.objects.filter(pk=third.pk).update(merged_into=kept)


def test_both_go_together(two, operator_a, operator_b, facility_b, as_user):
    from django.utils import timezone

    kept, again = two
    merge(two, operator_a)
    services.leave_facility(
        inmates=[kept], how="transferred", on=timezone.localdate(), by=operator_a, destination=facility_b
    )
    again.refresh_from_db()
    assert (again.facility, again.custody) == (facility_b, "merged")
    assert "Maria Gorety" in as_user(operator_b).get(page(kept)).content.decode()
    assert as_user(operator_a).get(page(again)).status_code == 404


def test_a_list_from_sdp_finds_the_kept_one(two, operator_a):
    """A row with the merged entry's number is about the kept one, and nobody is made again."""
    kept, again = two
    merge(two, operator_a)
    row = ["Maria Goreti", "A.I/9/2026", "15/01/2025", "10/03/2031", "B", "B-4"]
    take(list_a(row), operator_a)
    kept.refresh_from_db()
    again.refresh_from_db()
    assert (kept.block, again.custody, Inmate.objects.count()) == ("B", "merged", 2)
    assert upload(list_a(row), operator_a).counts["new"] == 0
    assert RegisterNumber.objects.filter(inmate=kept, valid_to=None).get().raw == "B I 1 / 26"
