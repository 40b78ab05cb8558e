"""What a hearing leaves on paper: the minutes, and the head's letter."""

import pytest

from audit.models import AccessLog
from enrolments.models import Hearing
from inmates.models import Inmate
from tests.enrolments.panels import heard_class, hold, make_hearing, propose
from tests.enrolments.printed import paper

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def program(facility_a, partner_a):
    return heard_class(facility_a, partner_a)


class TestPaper:
    @pytest.fixture
    def closed(self, program, operator_a, supervisor_a, head_a):
        people = propose(program, "Ani", "Beni", "Citra")
        people += propose(program, "Dedi", legal_status="detainee")
        hearing = make_hearing(people, by=operator_a, chair="Yosef Contohardi, S.H.")
        held = hold(
            hearing, by=supervisor_a, Citra=("deferred", "Menunggu hasil"), Dedi=("rejected", "Disiplin")
        )
        held.perform("close", by=head_a)
        return Hearing.objects.get()

    def test_the_minutes_hold_who_sat_who_was_heard_and_who_signs(self, closed, operator_a, as_user):
        text = paper(as_user(operator_a).get(f"/hearings/{closed.pk}/minutes.pdf"))
        ani = closed.decisions.get(name="Ani Contoh")
        for part in (
            "Kantor Wilayah Ruteng",
            "Rumah Tahanan Negara Kelas IIB Ruteng",
            "Minutes of the hearing of the correctional observation team (TPP)",
            f"Number: {closed.number}",
            "Place : Aula",
            "Chair : Yosef Contohardi, S.H., Kepala Subseksi",
            "Sekretaris Contoh",
            "Menjahit, Batch",
            f"Ani Contoh {ani.register_number} Convict Approved",
            "Deferred Menunggu hasil",
            "Detainee Rejected Disiplin",
            "The panel decided: 2 approved, 1 rejected, 1 deferred.",
            "Known by",
            "Kepala Ruteng",
            "NIP 198001012005011000",
        ):
            assert part in text, part

    def test_they_stay_as_signed_when_a_name_is_corrected_later(self, closed, operator_a, as_user):
        Inmate.objects.filter(full_name="Ani Contoh").update(full_name="Anita Contoh")
        client = as_user(operator_a)
        for name in ("minutes", "decision"):
            text = paper(client.get(f"/hearings/{closed.pk}/{name}.pdf"))
            assert "Ani Contoh" in text
            assert "Anita" not in text

    def test_the_heads_letter_names_those_approved_and_nobody_else(self, closed, head_a, as_user):
        text = paper(as_user(head_a).get(f"/hearings/{closed.pk}/decision.pdf"))
        for part in (
            "Decision of the head",
            f"Number: {closed.decision_number}",
            closed.number,
            "Law number 22 of 2022",
            "2 people named in the list",
            "Ani Contoh",
            "Beni Contoh",
            "Kepala Rutan Kepala Ruteng NIP 198001012005011000",
        ):
            assert part in text, part
        for name in ("Citra", "Dedi", "Menunggu", "Disiplin"):
            assert name not in text
        assert text.count("Kepala Ruteng") == 2

    def test_before_it_is_held_the_minutes_are_a_draft_and_there_is_no_letter(
        self, program, operator_a, as_user
    ):
        hearing = make_hearing(propose(program, "Ani"), by=operator_a)
        client = as_user(operator_a)
        text = paper(client.get(f"/hearings/{hearing.pk}/minutes.pdf"))
        assert "Number: (draft)" in text
        assert f"Ani Contoh {hearing.decisions.get().enrolment.inmate.register_number} Convict" in text
        assert client.get(f"/hearings/{hearing.pk}/decision.pdf").status_code == 404
        kinds = AccessLog.objects.order_by("-pk").values_list("kind", flat=True)
        assert kinds[0] == "print"

    def test_only_the_facility_sees_hearings(
        self, closed, operator_b, instructor_a, coordinator_a, regional_a, as_user
    ):
        for address in ("", "minutes.pdf", "decision.pdf", "history/"):
            assert as_user(operator_b).get(f"/hearings/{closed.pk}/{address}").status_code == 404
            for user in (instructor_a, coordinator_a, regional_a):
                assert as_user(user).get(f"/hearings/{closed.pk}/{address}").status_code == 403
