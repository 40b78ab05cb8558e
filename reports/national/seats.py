"""Who was in which class, and the marks of every session."""

from reports.national.load import HEAD, OPERATOR

# Candidates are drawn from those who were here when a class began: the keys of people follow the order in
# which they left, so these are the keys behind all who had left by then.
SEAT = """
CREATE UNLOGGED TABLE national.seat AS
WITH class AS (
    SELECT c.*, least(c.past + c.held, greatest(c.held * 8 / 10, 2 * c.seats + 10)) AS around
    FROM national.class c WHERE c.state IN ('open', 'running', 'completed', 'closed')
), drawn AS (
    SELECT c.*, j, c.base + greatest(0, least(c.past + c.held - around,
            floor(c.past * (1 - greatest(0, c.until - c.starts_on) / 3649.0))::int))
        + 1 + (floor(u(c.key, 80) * around)::int + j * greatest(1, around / (2 * c.seats + 4))) % around AS person
    FROM class c CROSS JOIN LATERAL generate_series(0, least(around, 2 * c.seats + 4) - 1) AS j
), here AS (
    SELECT d.*, p.is_held, p.left_on, p.custody,
        row_number() OVER (PARTITION BY d.id ORDER BY j) AS place,
        d.seats - floor(u(d.key, 81) * d.seats * 0.2)::int AS wanted
    FROM drawn d JOIN national.person p ON p.id = d.person
    WHERE p.admitted_on <= d.starts_on - 14 AND (p.is_held OR p.left_on > d.starts_on)
), chosen AS (
    SELECT h.*, h.id * 1000 + h.j AS draw, h.starts_on - 14 + floor(u(h.id * 1000 + h.j, 82) * 6)::int AS applied_on,
        least(h.until, h.ends_on) AS seen_until
    FROM here h WHERE place <= wanted + 2
), left_early AS (
    SELECT c.*, CASE WHEN place > wanted THEN NULL
            WHEN NOT is_held AND left_on <= seen_until THEN left_on
            WHEN state <> 'open' AND u(draw, 83) < 0.055 AND seen_until > starts_on + 7
                THEN starts_on + 3 + floor(u(draw, 84) * (seen_until - starts_on - 4))::int END AS ended_on
    FROM chosen c
)
SELECT {base} + row_number() OVER (ORDER BY id, j) AS id, id AS program_id, facility_id, key, draw, person, place,
    state AS class_state, starts_on, ends_on, until, zone, applied_on, ended_on, operator, supervisor, head, instructor,
    issuer_id, CASE
        WHEN place > wanted AND state = 'open' THEN (ARRAY['waitlisted', 'proposed'])[1 + (place - wanted) % 2]
        WHEN place > wanted THEN 'rejected'
        WHEN state = 'open' THEN (ARRAY['confirmed', 'confirmed', 'approved', 'proposed'])[1 + floor(u(draw, 85) * 4)::int]
        WHEN ended_on IS NULL THEN 'active'
        WHEN ended_on = left_on AND NOT is_held THEN
            CASE custody WHEN 'transferred' THEN 'transferred' WHEN 'died' THEN 'withdrawn' ELSE 'released' END
        WHEN u(draw, 86) < 0.4 THEN 'dropped' ELSE 'withdrawn' END AS state,
    CASE WHEN ended_on IS NULL THEN ''
        WHEN ended_on = left_on AND NOT is_held THEN custody
        WHEN u(draw, 86) < 0.4 THEN (ARRAY['discipline', 'discipline', 'staff', 'security'])[1 + floor(u(draw, 87) * 4)::int]
        ELSE (ARRAY['own_request', 'own_request', 'health', 'moved'])[1 + floor(u(draw, 87) * 4)::int] END AS exit_reason,
    CASE WHEN place <= wanted AND u(draw, 88) < 0.04 AND state <> 'open'
        THEN least(starts_on + 7, coalesce(ended_on, ends_on)) ELSE starts_on END AS joined_on
FROM left_early
"""

MARK = """
INSERT INTO enrolments_attendance
    (id, mark, is_late, note, recorded_at, facility_id, program_id, recorded_by_id, session_id, enrolment_id)
SELECT {base} + row_number() OVER (), mark, mark = 'H' AND u(draw, 92) < 0.04, '',
    CASE WHEN mark <> '' THEN starts_at + interval '3 hours 30 minutes' END, facility_id, program_id,
    CASE WHEN mark <> '' THEN operator END, session_id, enrolment_id
FROM (
    SELECT m.facility_id, m.program_id, m.operator, m.starts_at, m.id AS session_id, s.id AS enrolment_id,
        m.id * 1000003 + s.id AS draw,
        CASE WHEN m.state = 'scheduled' THEN ''
            WHEN u(m.id * 1000003 + s.id, 90) < 0.77 + 0.09 * u(m.program_id, 91) + 0.13 * sqrt(u(s.id, 91)) THEN 'H'
            ELSE (ARRAY['I', 'I', 'I', 'S', 'S', 'S', 'A', 'A', 'A', 'D'])
                [1 + floor(u(m.id * 1000003 + s.id, 93) * 10)::int] END AS mark
    FROM national.meeting m JOIN national.seat s USING (program_id)
    WHERE m.program_id > {after} AND m.program_id <= {until} AND m.state <> 'cancelled'
        AND s.state NOT IN ('rejected', 'waitlisted', 'proposed', 'approved')
        AND s.joined_on <= m.day AND (s.ended_on IS NULL OR s.ended_on >= m.day)
    ORDER BY m.id, s.id
) rows
"""
CHUNKS = 8

_SEATED = (
    ("propose", "", "proposed", OPERATOR),
    ("approve", "proposed", "approved", HEAD),
    ("seat", "approved", "confirmed", HEAD),
    ("begin", "confirmed", "active", HEAD),
)
PATHS = {
    "proposed": _SEATED[:1],
    "approved": _SEATED[:2],
    "confirmed": _SEATED[:3],
    "active": _SEATED,
    "rejected": (*_SEATED[:1], ("reject", "proposed", "rejected", HEAD)),
    "waitlisted": (*_SEATED[:2], ("wait", "approved", "waitlisted", HEAD)),
}
PATHS |= {after: (*_SEATED, ("result", "active", after, HEAD)) for after in ("passed", "attended", "failed")}
PATHS |= {
    after: (*_SEATED, (move, "active", after, OPERATOR))
    for move, after in (
        ("withdraw", "withdrawn"),
        ("drop", "dropped"),
        ("transfer", "transferred"),
        ("release", "released"),
    )
}


def build_marks(load) -> None:
    """Choose participants and write the marks of all sessions; enrolments follow when outcomes are known."""
    load.run(SEAT.format(base=load.base("enrolments_enrolment")))
    load.run("CREATE INDEX ON national.seat (program_id)")
    load.run("ANALYZE national.seat")
    first, base = load.base("programs_program"), load.base("enrolments_attendance")
    last = load.one("SELECT coalesce(max(id), 0) FROM national.class")
    bounds = [first + (last - first) * part // CHUNKS for part in range(CHUNKS + 1)]
    for after, until in zip(bounds, bounds[1:], strict=False):
        base += load.run(MARK.format(base=base, after=after, until=until))
    load.run("ANALYZE enrolments_attendance")


def build_mark_history(load) -> None:
    """Rows for the roster are there from the start; a mark comes when the session was held."""
    source = "enrolments_attendance t JOIN national.meeting m ON m.id = t.session_id"
    load.history(
        "enrolments_attendance",
        f"{source} JOIN national.class c ON c.id = t.program_id",
        at="(least(c.until, c.starts_on) + time '02:20') AT TIME ZONE 'UTC'",
        context=f"context(t.facility_id, least(c.until, c.starts_on), {HEAD})",
        mark="''",
        is_late="false",
        recorded_at="NULL",
        recorded_by_id="NULL",
    )
    load.history(
        "enrolments_attendance",
        f"{source} WHERE t.mark <> ''",
        at="t.recorded_at",
        context=f"context(t.facility_id, m.day, {OPERATOR})",
        label="update",
    )
    load.used("national.class t WHERE t.state <> 'draft'", day="least(t.until, t.starts_on)", role=str(HEAD))


def build_enrolments(load) -> None:
    """Write the enrolments with the state that came out."""
    load.fill(
        "enrolments_enrolment",
        "national.seat s",
        id="s.id",
        state="s.state",
        applied_on="s.applied_on",
        asked_by="pick(ARRAY['inmate','inmate','inmate','officer','guardian'], u(s.draw, 94))",
        joined_on="CASE WHEN s.state NOT IN ('proposed', 'approved', 'waitlisted', 'rejected') THEN s.joined_on END",
        ended_on="s.ended_on",
        exit_reason="s.exit_reason",
        facility_id="s.facility_id",
        inmate_id="s.person",
        program_id="s.program_id",
    )
    day = (
        "least(s.until, CASE step.n WHEN 0 THEN s.applied_on WHEN 1 THEN s.applied_on + 3"
        " WHEN 2 THEN s.applied_on + 4 WHEN 3 THEN s.joined_on"
        " ELSE coalesce(s.ended_on, s.ends_on + 8) END)"
    )
    load.life(
        "enrolments_enrolment",
        "enrolments_enrolment t JOIN national.seat s ON s.id = t.id",
        kind=("enrolments", "enrolment"),
        paths=PATHS,
        at=f"({day} + time '02:30' + step.n * interval '1 second') AT TIME ZONE 'UTC'",
        day=day,
        by="(ARRAY[s.operator, s.supervisor, s.head])[step.role]",
        context=f"context(t.facility_id, {day}, step.role)",
        reason="CASE WHEN step.move IN ('reject', 'withdraw', 'drop', 'transfer', 'release')"
        " THEN 'Dicatat petugas' ELSE '' END",
    )
