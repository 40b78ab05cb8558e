"""The steps of the national data set, in order."""

from django.db import connection, transaction
from django.utils import timezone

from reports.national import details, people, results, seats, trail
from reports.national.after import build_after
from reports.national.classes import build_classes
from reports.national.load import SETTINGS, Loader
from reports.national.places import Places, keep_places
from reports.national.works import build_works

# Filled without their indexes, which are built when all is there.
LARGE = (
    "inmates_inmate",
    "inmates_inmateevent",
    "inmates_registernumber",
    "inmates_registernumberevent",
    "inmates_identity",
    "inmates_identityidinmateupdatedatevent",
    "inmates_lifeevent",
    "inmates_lifeeventevent",
    "inmates_interestassessment",
    "inmates_interestassessmentevent",
    "inmates_consent",
    "inmates_consentevent",
    "programs_session",
    "programs_sessionevent",
    "enrolments_enrolment",
    "enrolments_enrolmentevent",
    "enrolments_attendance",
    "enrolments_attendanceevent",
    "enrolments_score",
    "enrolments_scoreevent",
    "enrolments_resultevent",
    "certificates_certificate",
    "certificates_certificatestatusevent",
    "core_moverecord",
    "pghistory_context",
    "audit_accesslog",
    "accounts_signinrecord",
)


def fill_database(size, say) -> None:
    """Write the whole set into the database of the default connection, and analyse it."""
    load = Loader(say)
    places = Places(size, timezone.localdate())
    with load.step("Facilities, staff, partners, agreements"), transaction.atomic():
        places.build()
    for statement in SETTINGS:
        load.run(statement)
    try:
        people.prepare(load, size, places.today, places.first)
        keep_places(places, load)
        load.drop_indexes(LARGE)
        for name, step in (
            ("People", lambda: people.build_people(load)),
            ("Assessments, consents, risk, discipline", lambda: details.build_details(load)),
            ("Programmes and sessions", lambda: build_classes(load, size)),
            ("Participants and marks", lambda: seats.build_marks(load)),
            ("History of marks", lambda: seats.build_mark_history(load)),
            ("Scores and results", lambda: results.build_results(load)),
            ("Enrolments", lambda: seats.build_enrolments(load)),
            ("Certificates", lambda: results.build_certificates(load)),
            ("Grants, follow-ups, reports", lambda: build_after(load)),
            ("Works and sales", lambda: build_works(load)),
            ("Contexts of history", lambda: trail.build_contexts(load)),
            ("Read log and sign-ins", lambda: trail.build_accesses(load, size)),
            ("Indexes", lambda: load.build_indexes(LARGE)),
        ):
            with load.step(name):
                step()
        load.set_sequences()
        load.run("DROP SCHEMA national CASCADE")
    finally:
        # Nothing else of this process may write without triggers.
        connection.close()
    with load.step("Analysis"):
        load.run("VACUUM ANALYZE")
