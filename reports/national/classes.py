"""Programmes with modules, sessions, instructors and preparation, over the years and a little ahead."""

from reports.national.load import HEAD, OPERATOR, SUPERVISOR

# Title, room and modules of each field.
TITLES = {
    "meubel": ("Pertukangan Kayu", "Meubel Sederhana"),
    "las": ("Pengelasan SMAW", "Las Listrik"),
    "otomotif": ("Servis Sepeda Motor", "Perbengkelan"),
    "batako": ("Pres Batako dan Paving",),
    "listrik": ("Instalasi Listrik", "Servis AC"),
    "menjahit": ("Menjahit Pakaian", "Menjahit Garmen", "Bordir"),
    "boga": ("Tata Boga", "Roti dan Kue"),
    "pertanian": ("Hidroponik", "Budidaya Sayur", "Budidaya Lele"),
    "laundry": ("Laundry", "Sablon"),
    "batik": ("Batik Tulis",),
    "rajutan": ("Rajutan",),
    "pecut": ("Kerajinan Tangan",),
    "layangan": ("Layang-layang",),
    "barbershop": ("Pangkas Rambut", "Barbershop"),
    "rias": ("Tata Rias",),
    "yoga": ("Yoga",),
    "ti": ("Operator Komputer", "Desain Grafis"),
    "wirausaha": ("Kewirausahaan",),
}
MODULES = (
    ("Keselamatan kerja dan alat", "theory", 10),
    ("Teknik dasar", "practice", 25),
    ("Praktik terbimbing", "practice", 30),
    ("Praktik mandiri", "practice", 25),
    ("Melayani pelanggan dan menghitung biaya", "theory", 10),
)

CLASS = """
CREATE UNLOGGED TABLE national.class AS
WITH planned AS (
    SELECT p.*, today, first, greatest(0, round({programs} * training / total))::int AS classes
    FROM national.place p, national.setting, (SELECT sum(training) AS total FROM national.place) t
), drawn AS (
    SELECT p.*, i, p.facility_id * 100000 + i AS key,
        -- Evenly over the years, and a few that are still to come; all begin on a Monday.
        date_trunc('week', first + 20 + floor((i - 0.5 + u(p.facility_id * 100000 + i, 60))
            * (until - first + CASE WHEN until < today THEN 0 ELSE 45 END) / classes)::int)::date AS starts_on
    FROM planned p, generate_series(1, classes) AS i
), offered AS (
    SELECT d.*, o.partner_id, o.agreement_id, o.issuer_id, o.instructor_id, o.n AS offer,
        often(o.fields, u(key, 61)) AS field,
        (ARRAY[40, 60, 80, 80, 80, 120, 160])[1 + floor(u(key, 62) * 7)::int] AS hours,
        CASE WHEN u(key, 63) < 0.8 THEN 15 + (u(key, 64) * 10)::int ELSE 8 + (u(key, 64) * 6)::int END AS seats
    FROM drawn d JOIN LATERAL (
        SELECT * FROM national.offer o WHERE o.facility_id = d.facility_id
        ORDER BY power(u(d.key * 10 + o.n, 65), 1 + o.n) DESC LIMIT 1
    ) o ON true
), dated AS (
    SELECT o.*, hours / 4 AS meetings,
        -- Three days a week.
        starts_on + 7 * ((hours / 4 - 1) / 3) + 2 * ((hours / 4 - 1) % 3) AS ends_on,
        CASE WHEN u(key, 66) < 0.12 THEN 'advanced' ELSE 'basic' END AS level
    FROM offered o
), named AS (
    SELECT d.*, f.id AS skill_field_id, pick(t.titles, u(key, 67)) AS title,
        CASE WHEN u(key, 68) < 0.02 AND ends_on < today THEN 'cancelled'
            WHEN until < today AND ends_on >= until THEN 'running'
            WHEN ends_on < today - 25 AND u(key, 69) < 0.95 THEN 'closed'
            WHEN ends_on < today THEN 'completed'
            WHEN starts_on <= today THEN 'running'
            WHEN starts_on <= today + 25 THEN 'open'
            ELSE (ARRAY['approved', 'verified', 'submitted', 'draft'])[1 + floor(u(key, 70) * 4)::int] END AS state
    FROM dated d JOIN skills_skillfield f ON f.code = d.field JOIN (VALUES {titles}) AS t(field, titles) USING (field)
)
SELECT {base} + row_number() OVER (ORDER BY starts_on, key) AS id, n.*,
    row_number() OVER (PARTITION BY facility_id, title, level ORDER BY starts_on, key) AS batch
FROM named n
"""

SESSION = """
CREATE UNLOGGED TABLE national.meeting AS
SELECT {base} + row_number() OVER (ORDER BY day, c.id) AS id, c.id AS program_id, c.facility_id, m.n, m.day,
    c.zone, c.until, c.instructor_id, c.operator, c.supervisor, c.meetings,
    CASE WHEN (m.n - 0.5) / c.meetings < 0.10 THEN 1 WHEN (m.n - 0.5) / c.meetings < 0.35 THEN 2
        WHEN (m.n - 0.5) / c.meetings < 0.65 THEN 3 WHEN (m.n - 0.5) / c.meetings < 0.90 THEN 4
        ELSE 5 END AS module,
    CASE WHEN m.n > 1 AND u(c.id * 1000 + m.n, 71) < 0.02 AND m.day < c.until THEN 'cancelled'
        WHEN c.state IN ('closed', 'completed') THEN 'verified'
        WHEN c.state = 'cancelled' THEN 'cancelled'
        WHEN c.state <> 'running' OR m.day >= c.until OR m.day >= c.today THEN 'scheduled'
        WHEN m.day > c.until - 9 THEN (ARRAY['submitted', 'submitted', 'verified', 'scheduled'])
            [1 + floor(u(c.id * 1000 + m.n, 72) * 4)::int]
        ELSE 'verified' END AS state,
    (m.day + time '09:00') AT TIME ZONE c.zone AS starts_at
FROM national.class c
CROSS JOIN LATERAL (
    SELECT n, c.starts_on + 7 * ((n - 1) / 3) + 2 * ((n - 1) % 3) AS day FROM generate_series(1, c.meetings) n
) m
"""

_WAY = (
    ("", "", "draft", OPERATOR),
    ("submit", "draft", "submitted", OPERATOR),
    ("verify", "submitted", "verified", SUPERVISOR),
    ("approve", "verified", "approved", HEAD),
    ("open", "approved", "open", HEAD),
    ("start", "open", "running", HEAD),
    ("complete", "running", "completed", SUPERVISOR),
    ("close", "completed", "closed", HEAD),
)
PROGRAM_PATHS = {after: _WAY[: number + 1] for number, (_m, _s, after, _r) in enumerate(_WAY)}
PROGRAM_PATHS["cancelled"] = (*_WAY[:4], ("cancel", "approved", "cancelled", HEAD))
_TOLD = (
    ("", "", "scheduled", OPERATOR),
    ("submit", "scheduled", "submitted", OPERATOR),
    ("verify", "submitted", "verified", SUPERVISOR),
)
SESSION_PATHS = {
    "scheduled": _TOLD[:1],
    "submitted": _TOLD[:2],
    "verified": _TOLD,
    "cancelled": (*_TOLD[:1], ("cancel", "scheduled", "cancelled", OPERATOR)),
}
BY = "(ARRAY[p.operator, p.supervisor, p.head])[step.role]"


def build_classes(load, size) -> None:
    titles = ", ".join(
        f"('{field}', ARRAY[{', '.join(repr(title) for title in names)}])" for field, names in TITLES.items()
    )
    base = load.base("programs_program")
    load.run(CLASS.format(programs=size.programs, titles=titles, base=base))
    load.run("CREATE UNIQUE INDEX ON national.class (id)")
    load.run("ANALYZE national.class")
    load.fill(
        "programs_program",
        "national.class c",
        id="c.id",
        state="c.state",
        title="c.title",
        level="c.level",
        batch="c.batch",
        legal_statuses="CASE WHEN u(c.key, 73) < 0.3 THEN ARRAY['convict'] ELSE ARRAY[]::varchar[] END",
        sentence_outlasts="true",
        prerequisite="'by_level'",
        agreement_override="CASE WHEN c.agreement_id IS NULL THEN 'Naskah kerja sama sedang disiapkan.' ELSE '' END",
        place="CASE WHEN u(c.key, 74) < 0.9 THEN 'inside' ELSE 'outside' END",
        room="'Bengkel kerja'",
        lesson_hours="c.hours",
        theory_share="20",
        starts_on="c.starts_on",
        ends_on="c.ends_on",
        seats="c.seats",
        pass_mark="60",
        minimum_attendance="80",
        good_from="75",
        very_good_from="90",
        score_scheme="'modules'",
        weight_theory="30",
        weight_practice="60",
        weight_attitude="10",
        certificates_for_all="u(c.key, 75) < 0.5",
        certificate_title="'Sertifikat Pelatihan'",
        funding="CASE WHEN u(c.key, 76) < 0.6 THEN 'none' ELSE 'partner' END",
        evaluation="CASE WHEN c.state = 'closed' THEN 'Berjalan baik; alat perlu ditambah.' ELSE '' END",
        agreement_id="c.agreement_id",
        facility_id="c.facility_id",
        partner_id="c.partner_id",
        skill_field_id="c.skill_field_id",
    )
    # The steps before the start lie a few days apart, the last ones after the end.
    day = (
        "CASE WHEN step.n <= 5 THEN least(p.until, p.starts_on - (5 - step.n::int) * 6)"
        " WHEN step.target = 'completed' THEN p.ends_on + 3 ELSE p.ends_on + 12 END"
    )
    load.life(
        "programs_program",
        "programs_program t JOIN national.class p ON p.id = t.id",
        kind=("programs", "program"),
        paths=PROGRAM_PATHS,
        at=f"({day} + time '02:10' + step.n * interval '1 second') AT TIME ZONE 'UTC'",
        day=day,
        by=BY,
        context=f"context(t.facility_id, {day}, step.role)",
        reason="CASE step.move WHEN 'cancel' THEN 'Pelatih berhalangan.' ELSE '' END",
    )
    modules = ", ".join(
        f"({n}, '{title}', '{kind}', {part})" for n, (title, kind, part) in enumerate(MODULES, 1)
    )
    load.fill(
        "programs_module",
        f"national.class c CROSS JOIN (VALUES {modules}) AS m(n, title, kind, part)",
        id=f"{load.base('programs_module')} + (c.id - {base}) * 5 + m.n - 5",
        position="m.n",
        title="m.title",
        kind="m.kind",
        lesson_hours="c.hours * m.part / 100",
        facility_id="c.facility_id",
        program_id="c.id",
    )
    load.fill(
        "programs_assignment",
        "national.class c",
        leads="true",
        facility_id="c.facility_id",
        instructor_id="c.instructor_id",
        program_id="c.id",
    )
    load.fill(
        "programs_preparationstep",
        "national.class c CROSS JOIN programs_usualstep s",
        position="s.position",
        name="s.name_id",
        due_on="c.starts_on - s.days_before",
        done_on="CASE WHEN c.starts_on <= c.until THEN c.starts_on - s.days_before END",
        done_by_id="CASE WHEN c.starts_on <= c.until THEN c.operator END",
        facility_id="c.facility_id",
        program_id="c.id",
    )
    for table in ("programs_module", "programs_assignment", "programs_preparationstep"):
        load.history(
            table,
            f"{table} t JOIN national.class p ON p.id = t.program_id",
            at="(least(p.until, p.starts_on - 30) + time '02:00') AT TIME ZONE 'UTC'",
            context=f"context(t.facility_id, least(p.until, p.starts_on - 30), {OPERATOR})",
        )
    load.used("national.class t", day="least(t.until, t.starts_on - 30)", role=str(OPERATOR))
    _sessions(load, base)


def _sessions(load, base) -> None:
    load.run(SESSION.format(base=load.base("programs_session")))
    load.run("CREATE UNIQUE INDEX ON national.meeting (id)")
    load.run("CREATE INDEX ON national.meeting (program_id)")
    load.run("ANALYZE national.meeting")
    load.fill(
        "programs_session",
        "national.meeting m",
        id="m.id",
        state="m.state",
        starts_at="m.starts_at",
        ends_at="m.starts_at + interval '180 minutes'",
        day="m.day",
        lesson_hours="4",
        facility_id="m.facility_id",
        instructor_id="m.instructor_id",
        module_id=f"{load.base('programs_module')} + (m.program_id - {base}) * 5 + m.module - 5",
        program_id="m.program_id",
    )
    day = "CASE WHEN step.n = 0 THEN least(c.until, c.starts_on - 30) WHEN step.move = 'verify' THEN p.day + 1 ELSE p.day END"
    load.life(
        "programs_session",
        "programs_session t JOIN national.meeting p ON p.id = t.id JOIN national.class c ON c.id = t.program_id",
        kind=("programs", "session"),
        paths=SESSION_PATHS,
        at="CASE WHEN step.n = 0 THEN (c.starts_on - 30 + time '02:00') AT TIME ZONE 'UTC'"
        " WHEN step.move = 'verify' THEN t.ends_at + interval '1 day' ELSE t.ends_at + interval '40 minutes' END",
        day=day,
        by="CASE step.role WHEN 2 THEN p.supervisor ELSE p.operator END",
        context=f"context(t.facility_id, {day}, step.role)",
        reason="CASE step.move WHEN 'cancel' THEN 'Pelatih berhalangan.' ELSE '' END",
    )
