"""Who did what: the contexts of history, the read log and sign-ins."""

# What was opened: the page's name, how, of which model, how many people it named, how often of a hundred.
PAGES = (
    ("inmates:inmate-list", "page", "inmates.inmate", 25, 22),
    ("inmates:inmate-detail", "page", "inmates.inmate", 1, 34),
    ("inmates:details", "page", "inmates.inmate", 1, 6),
    ("enrolments:participant-list", "page", "programs.program", 18, 12),
    ("enrolments:attendance-mark", "page", "programs.session", 18, 12),
    ("enrolments:enrolment-detail", "page", "enrolments.enrolment", 1, 10),
    ("inmates:inmate-list", "export", "inmates.inmate", 60, 1),
    ("enrolments:attendance-sheet", "print", "programs.session", 18, 2),
    ("inmates:nik-show", "unmask", "inmates.identity", 1, 1),
)


def build_contexts(load) -> None:
    """Write the contexts that history hangs on: one a day for each role in which somebody wrote."""
    load.fill(
        "pghistory_context",
        """(SELECT DISTINCT facility_id, day, role FROM national.used) u
        JOIN national.place p USING (facility_id) CROSS JOIN LATERAL (SELECT
            (ARRAY[p.operator, p.supervisor, p.head, p.regional])[u.role] AS account,
            (ARRAY[p.operator_as, p.supervisor_as, p.head_as, p.regional_as])[u.role] AS acted_as,
            (u.day + time '02:00' + u(p.facility_id * 100000 + (u.day - date '2000-01-01') * 4 + u.role, 140)
                * interval '6 hours') AT TIME ZONE 'UTC' AS at) w
        ORDER BY at""",
        id="context(facility_id, day, u.role)",
        created_at="at",
        updated_at="at",
        metadata="jsonb_build_object('user', account, 'membership', acted_as)",
    )


def build_accesses(load, size) -> None:
    """Write the read log: lists, people's pages, marks, some exports and prints, over two years."""
    bounds, rows = 0, []
    for name, kind, model, people, often in PAGES:
        rows.append(f"('{name}', '{kind}', '{model}', {people}, {bounds / 100}, {(bounds + often) / 100})")
        bounds += often
    load.fill(
        "audit_accesslog",
        f"""(
            SELECT p.*, r, p.facility_id * 10000000 + r AS draw,
                p.until - 1 - floor((wanted - r + 0.5) * 730 / wanted)::int AS day
            FROM (SELECT *, greatest(1, round({size.accesses}.0 * held / sum(held) OVER ()))::int AS wanted
                FROM national.place) p, generate_series(1, wanted) AS r
        ) a JOIN (VALUES {", ".join(rows)}) AS k(name, kind, model, people, low, high)
            ON u(a.draw, 141) >= k.low AND u(a.draw, 141) < k.high
        CROSS JOIN LATERAL (SELECT a.base + a.past - a.past / 20 + 1
            + floor(u(a.draw, 142) * greatest(1, a.held + a.past / 20 - k.people))::bigint AS person) w
        ORDER BY a.day, a.draw""",
        at="(a.day + time '00:30' + u(a.draw, 143) * interval '8 hours') AT TIME ZONE 'UTC'",
        user_id="(ARRAY[a.operator, a.operator, a.supervisor, a.head])[1 + floor(u(a.draw, 144) * 4)::int]",
        membership_id="(ARRAY[a.operator_as, a.operator_as, a.supervisor_as, a.head_as])[1 + floor(u(a.draw, 144) * 4)::int]",
        facility_id="a.facility_id",
        kind="k.kind",
        page="k.name",
        model="k.model",
        object_id="CASE WHEN k.model = 'inmates.inmate' AND k.people = 1 THEN w.person END",
        persons="CASE k.people WHEN 1 THEN ARRAY[w.person]"
        " ELSE ARRAY(SELECT generate_series(w.person, least(w.person + k.people - 1, a.base + a.past + a.held))) END",
        rows="k.people",
        purpose="CASE k.kind WHEN 'export' THEN 'Laporan kepada kepala' ELSE '' END",
        address="'10.0.0.1'::inet + (a.facility_id % 60000)",
    )
    load.fill(
        "accounts_signinrecord",
        f"""(
            SELECT account, day, account * 10000 + (day - (SELECT first FROM national.setting)) AS draw
            FROM national.place p, unnest(ARRAY[operator, supervisor, head]) AS account,
                generate_series(p.until - 360, p.until - 1, '1 day'::interval) AS moment,
                LATERAL (SELECT moment::date AS day) d
            WHERE extract(isodow FROM moment) < 6
        ) s WHERE u(s.draw, 145) < {min(1.0, size.held / 100_000)} ORDER BY s.day""",
        user_id="account",
        event="'sign_in'",
        success="u(draw, 146) > 0.04",
        reason="CASE WHEN u(draw, 146) > 0.04 THEN '' ELSE 'password' END",
        address="'10.0.0.1'::inet + (account % 60000)::int",
        agent="'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/128.0'",
        at="(day + time '00:15' + u(draw, 147) * interval '40 minutes') AT TIME ZONE 'UTC'",
    )
