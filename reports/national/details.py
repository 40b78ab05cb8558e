"""What is kept of people beside the register: assessments, consents, risk, limits, discipline."""

from reports.national.load import OPERATOR, SUPERVISOR

# Answers of an assessment, and the code that follows from them: four statements for each letter, in turn.
ANSWERED = """
CREATE UNLOGGED TABLE national.answered AS
SELECT p.id, p.facility_id, p.operator, a.answers, c.code, f.first_choice, f.second_choice, f.third_choice,
    least(p.until - 1, greatest(p.recorded_on + 3 + (u(p.id, 40) * 40)::int, p.first)) AS day
FROM (
    SELECT person.*, place.training FROM national.person JOIN national.place USING (facility_id)
    WHERE CASE WHEN is_held THEN u(id, 41) < 0.25 + 0.45 * least(1, training / 30)
        ELSE left_on > first AND u(id, 41) < 0.12 END
) p
CROSS JOIN LATERAL (
    SELECT translate(substr(md5(p.id || 'answers'), 1, 24), '0123456789abcdef', '0120120120120122') AS answers
) a
CROSS JOIN LATERAL (
    SELECT string_agg(letter, '' ORDER BY score DESC, place) AS code FROM (
        SELECT place, substr('RIASEC', place, 1) AS letter, substr(a.answers, place, 1)::int
            + substr(a.answers, place + 6, 1)::int + substr(a.answers, place + 12, 1)::int
            + substr(a.answers, place + 18, 1)::int AS score
        FROM generate_series(1, 6) AS place
        ORDER BY score DESC, place LIMIT 3
    ) letters
) c
CROSS JOIN LATERAL (
    SELECT w[1] AS first_choice, CASE WHEN u(p.id, 42) < 0.8 THEN w[2] END AS second_choice,
        CASE WHEN u(p.id, 42) < 0.45 THEN w[3] END AS third_choice
    -- Some fields are wanted far more than others.
    FROM (SELECT array_agg(s.id ORDER BY u(p.id * 100 + s.id, 43) * (2 + s.id % 7)) AS w
        FROM skills_skillfield s) wishes
) f
"""


def build_details(load) -> None:
    """Write details; those of people who left long ago have been erased."""
    load.run(ANSWERED)
    load.run("ANALYZE national.answered")
    at = "(a.day + time '02:30') AT TIME ZONE 'UTC'"
    load.fill(
        "inmates_interestassessment",
        "national.answered a CROSS JOIN (SELECT id AS instrument FROM inmates_instrument"
        " ORDER BY version DESC LIMIT 1) i",
        state="'final'",
        entry="CASE WHEN u(a.id, 44) < 0.2 THEN 'paper' ELSE 'talk' END",
        answers="a.answers",
        code="a.code",
        assessed_on="a.day",
        experience="CASE WHEN u(a.id, 45) < 0.3 THEN 'Pernah bekerja di bengkel' ELSE '' END",
        goal="pick(ARRAY['business','business','employment','employment','family','study','undecided'], u(a.id, 46))",
        literacy="'fluent'",
        language="'Indonesia'",
        consent="true",
        created_at=at,
        finished_at=at,
        assessor_id="a.operator",
        facility_id="a.facility_id",
        inmate_id="a.id",
        instrument_id="i.instrument",
        first_choice_id="a.first_choice",
        second_choice_id="a.second_choice",
        third_choice_id="a.third_choice",
    )
    load.history(
        "inmates_interestassessment",
        "inmates_interestassessment t JOIN national.answered a ON a.id = t.inmate_id",
        at="t.created_at",
        context=f"context(t.facility_id, t.assessed_on, {OPERATOR})",
    )
    load.used("national.answered t", day="t.day", role=str(OPERATOR))
    load.fill(
        "inmates_consent",
        "national.answered a",
        purpose="'training'",
        given_on="a.day",
        given_how="pick(ARRAY['written','oral','thumbprint'], u(a.id, 47))",
        inmate_id="a.id",
        created_at=at,
        updated_at=at,
    )
    load.history(
        "inmates_consent",
        "inmates_consent t JOIN national.answered a ON a.id = t.inmate_id",
        at="t.created_at",
        context=f"context(a.facility_id, a.day, {OPERATOR})",
    )
    held = "national.person p WHERE p.is_held"
    day = "greatest(p.recorded_on, p.until - 5 - (u(p.id, 50) * 150)::int)"
    when = f"({day} + time '03:00') AT TIME ZONE 'UTC'"
    load.fill(
        "inmates_riskassessment",
        f"{held} AND p.legal <> 'detainee' AND u(p.id, 51) < 0.6",
        level="pick(ARRAY['low','low','low','medium','medium','high'], u(p.id, 52))",
        assessed_on=day,
        review_on=f"{day} + 180",
        created_at=when,
        created_by_id="p.supervisor",
        facility_id="p.facility_id",
        inmate_id="p.id",
    )
    load.fill(
        "inmates_disciplinerecord",
        f"{held} AND u(p.id, 53) < 0.03",
        number="'F/' || p.seq || '/' || lpad(p.yy::text, 2, '0')",
        level="pick(ARRAY['light','light','medium','serious'], u(p.id, 54))",
        starts_on=day,
        ends_on=f"CASE WHEN u(p.id, 55) < 0.6 THEN {day} + 30 END",
        created_at=when,
        created_by_id="p.supervisor",
        facility_id="p.facility_id",
        inmate_id="p.id",
    )
    load.fill(
        "inmates_worklimit",
        f"{held} AND u(p.id, 56) < 0.05",
        limit="pick(ARRAY['lifting','standing','bending','heights','machines','dust','sight'], u(p.id, 57))",
        valid_from=day,
        valid_until=f"CASE WHEN u(p.id, 58) < 0.5 THEN {day} + 90 END",
        created_at=when,
        updated_at=when,
        recorded_by_id="p.operator",
        inmate_id="p.id",
    )
    source = "JOIN national.person p ON p.id = t.inmate_id"
    for table, events, at, role in (
        ("inmates_riskassessment", "", "t.created_at", SUPERVISOR),
        ("inmates_disciplinerecord", "", "t.created_at", SUPERVISOR),
        ("inmates_worklimit", "inmates_worklimitidinmateupdatedatevent", "t.created_at", OPERATOR),
    ):
        load.history(
            table,
            f"{table} t {source}",
            events=events,
            at=at,
            context=f"context(p.facility_id, ({at} AT TIME ZONE 'UTC')::date, {role})",
        )
        load.used(
            f"{table} t {source}",
            facility="p.facility_id",
            day=f"({at} AT TIME ZONE 'UTC')::date",
            role=str(role),
        )
