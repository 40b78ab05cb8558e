"""The facility's map of its partners, the people there, and the partners' logos."""

import pytest

from core.files.storage import load
from partners import demand
from partners.models import ContactPerson, Partner, Partnership
from partners.services import logos
from tests.factories import (
    make_agreement,
    make_contact,
    make_facility,
    make_partner,
    make_program,
    make_upload,
)
from tests.partners.contacts import picture, upload

pytestmark = pytest.mark.usefixtures("in_english")


def stages(page):
    return {
        stage.value: [row.partner.name for row in rows] for stage, rows, _n in page.context["stages"] if rows
    }


class TestMap:
    def test_partners_stand_by_stage_and_strangers_beside(
        self, as_user, operator_a, facility_a, facility_b, partner_a, partner_b
    ):
        make_contact(facility_a, partner_a, operator_a)
        neighbour = make_facility("Bajawa", region=facility_a.region)
        theirs = make_partner(facility_a.region, "Mitra Bajawa")
        Partnership.objects.create(facility=neighbour, partner=theirs, state="agreed")
        page = as_user(operator_a).get("/partners/mapping/")
        assert stages(page) == {"visited": [partner_a.name]}
        assert [row.name for row in page.context["others"]] == ["Mitra Bajawa"]
        assert partner_b.name not in page.content.decode()

    def test_a_partner_added_here_is_identified_here(self, as_user, operator_a, facility_a):
        sent = {"name": "LPK Maju", "kind": "lpk", "regency": "Manggarai"}
        as_user(operator_a).post("/partners/add/", sent)
        row = Partnership.objects.get()
        assert (row.partner.name, row.facility, row.state) == ("LPK Maju", facility_a, "identified")

    def test_putting_on_the_map_twice_makes_one(self, as_user, head_a, partner_a):
        for _time in range(2):
            assert as_user(head_a).post(f"/partners/{partner_a.pk}/map/").url == partner_a.get_absolute_url()
        assert Partnership.objects.get().state == "identified"

    def test_declining_takes_a_reason_and_it_may_be_taken_up_again(
        self, as_user, operator_a, facility_a, partner_a
    ):
        row = Partnership.objects.create(facility=facility_a, partner=partner_a, state="visited")
        client, address = as_user(operator_a), f"/partners/mapping/{row.pk}/do/"
        assert client.post(f"{address}decline/").status_code == 422
        assert client.post(f"{address}decline/", {"reason": "Tidak ada alat."}).status_code == 302
        assert client.post(f"{address}resume/").status_code == 302
        row.refresh_from_db()
        assert row.state == "identified"

    def test_a_signed_agreement_brings_every_party_to_agreed(self, facility_a, head_a, partner_a):
        other = make_partner(facility_a.region)
        draft = make_agreement(facility_a, partner_a, other, state="drafting")
        draft.perform("sign", by=head_a)
        assert set(Partnership.objects.values_list("partner", "state")) == {
            (partner_a.pk, "agreed"),
            (other.pk, "agreed"),
        }

    def test_agreed_without_programme(self, as_user, operator_a, facility_a, partner_a):
        idle, cancelled = make_partner(facility_a.region, "Diam"), make_partner(facility_a.region, "Batal")
        for partner in (partner_a, idle, cancelled):
            Partnership.objects.create(facility=facility_a, partner=partner, state="agreed")
        make_program(facility_a, partner=partner_a)
        make_program(facility_a, partner=cancelled, state="cancelled")
        neighbour = make_facility("Bajawa", region=facility_a.region)
        make_program(neighbour, partner=idle)
        page = as_user(operator_a).get("/partners/mapping/")
        assert [row.partner.name for row in page.context["unused"]] == ["Batal", "Diam"]

    def test_what_is_wanted_and_nobody_teaches(self, as_user, operator_a, monkeypatch):
        monkeypatch.setattr(demand, "_sources", [])
        assert as_user(operator_a).get("/partners/mapping/").context["needs"] is None
        needs = [
            demand.Need("Las", people=2, partners=0),
            demand.Need("Menjahit", people=9, partners=1),
            demand.Need("Batik", people=5, partners=0),
            demand.Need("Yoga", people=0, partners=0),
        ]
        demand.use_demand(lambda user: needs, "reports:home")
        page = as_user(operator_a).get("/partners/mapping/")
        assert [need.skill_field for need in page.context["needs"]] == ["Batik", "Las"]

    @pytest.mark.parametrize(("stage", "names"), [("visited", ["Elite Jaya Meubel"]), ("none", ["Lain"])])
    def test_the_list_is_filtered_by_stage(self, as_user, operator_a, facility_a, partner_a, stage, names):
        make_partner(facility_a.region, "Lain")
        make_contact(facility_a, partner_a, operator_a)
        rows = as_user(operator_a).get("/partners/", {"stage": stage}).context["table"].data
        assert [row.name for row in rows] == names


class TestPeople:
    def test_added_searched_and_kept_while_named_in_a_contact(
        self, as_user, operator_a, facility_a, partner_a
    ):
        client = as_user(operator_a)
        sent = {"name": "Yohana Contoh", "titles_after": "S.E.", "office": "Kepala", "phone": "0812"}
        assert client.post(f"/partners/{partner_a.pk}/people/add/", sent).status_code == 302
        person = ContactPerson.objects.get()
        assert str(person) == "Yohana Contoh, S.E."
        assert [row.pk for row in client.get("/partners/?q=yohana").context["table"].data] == [partner_a.pk]
        named = make_contact(facility_a, partner_a, operator_a)[2]
        refused = client.post(f"/partners/people/{named.pk}/remove/")
        assert refused.context["form"].non_field_errors() == [f"{named} is in use, so it stays."]
        client.post(f"/partners/people/{person.pk}/remove/")
        assert list(ContactPerson.objects.all()) == [named]

    def test_who_has_left_is_not_offered_again(self, as_user, operator_a, partner_a):
        ContactPerson.objects.create(partner=partner_a, name="Pindah", is_former=True)
        here = ContactPerson.objects.create(partner=partner_a, name="Ada")
        form = as_user(operator_a).get(f"/partners/{partner_a.pk}/contacts/add/").context["form"]
        assert list(form.fields["people"].queryset) == [here]

    def test_a_partner_of_another_region_is_not_there(self, as_user, operator_a, partner_b):
        person = ContactPerson.objects.create(partner=partner_b, name="Asing")
        client = as_user(operator_a)
        for address in (f"/partners/{partner_b.pk}/people/", f"/partners/people/{person.pk}/edit/"):
            assert client.get(address).status_code == 404


class TestLogo:
    def test_given_shown_read_and_removed(
        self, as_user, operator_a, coordinator_a, partner_a, django_capture_on_commit_callbacks
    ):
        client, address = as_user(operator_a), f"/partners/{partner_a.pk}/logo/"
        assert logos.read_logo(partner_a) is None
        assert client.post(address, {"logo": upload(picture(), "logo.jpg")}).status_code == 302
        partner = Partner.objects.get(pk=partner_a.pk)
        content = logos.read_logo(partner)
        assert content.startswith(b"\x89PNG")
        assert as_user(coordinator_a).get(f"{address}image/").content == content
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address, {"remove": "on"})
        assert logos.read_logo(Partner.objects.get(pk=partner_a.pk)) is None
        assert logos.read_logo(partner) is None

    def test_a_disguised_file_is_no_logo(self, as_user, operator_a, partner_a):
        sent = {"logo": upload(b"<svg onload=alert(1)>", "logo.png")}
        form = as_user(operator_a).post(f"/partners/{partner_a.pk}/logo/", sent).context["form"]
        assert form.errors == {"logo": ["This is not a PNG or JPEG file, whatever its name says."]}

    def test_of_another_region_is_not_there(self, as_user, operator_b, partner_a):
        logos.use_logo(partner_a, make_upload())
        partner_a.save()
        assert load(logos.logo_of(partner_a))
        assert as_user(operator_b).get(f"/partners/{partner_a.pk}/logo/image/").status_code == 404


def test_files_of_contacts_are_backed_up(facility_a, partner_a, operator_a):
    from core import registry

    photo = make_contact(facility_a, partner_a, operator_a)[4]
    wanted = {
        s.folder: list(s.wanted())
        for s in registry.stored_files()
        if s.folder in ("contacts", "partner-logos")
    }
    assert wanted == {"contacts": [(photo.stored.path, photo.sha256)], "partner-logos": []}
