"""People held and past: names, numbers, days, details, and what happened to them."""

from reports.national.load import OPERATOR
from reports.national.regions import CULTURES, MOSTLY_ISLAM, RELIGIONS, words

# What comes before the system was used has no history of its own: it begins with the first day.
FUNCTIONS = """
CREATE SCHEMA national;
-- A number from 0 to below 1, the same for the same key and purpose.
CREATE FUNCTION national.u(key bigint, what int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (hashint8extended(key, what + {seed} * 1000) & 1099511627775)::float8 / 1099511627776;
CREATE FUNCTION national.pick(names text[], part float8) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN names[1 + (part * cardinality(names))::int % cardinality(names)];
-- The earlier names of a list are drawn more often.
CREATE FUNCTION national.often(names text[], part float8) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN names[1 + floor(power(part, 1.3) * cardinality(names))::int];
-- What somebody's history of a day hangs on: one context a day for each role of a facility.
CREATE FUNCTION national.context(facility bigint, day date, role int) RETURNS uuid
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN md5(facility || '.' || (day - date '2000-01-01') || '.' || role)::uuid;
CREATE FUNCTION national.seq(number bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN lpad(number::text, greatest(3, length(number::text)), '0');
CREATE FUNCTION national.roman(day date) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN trim(to_char(day, 'RM'));
CREATE UNLOGGED TABLE national.used (facility_id bigint, day date, role int);
CREATE UNLOGGED TABLE national.culture
    (code text PRIMARY KEY, men text[], women text[], family text[], religions text[]);
CREATE UNLOGGED TABLE national.setting (today date, first date)
"""

PERSON = """
CREATE UNLOGGED TABLE national.person AS
WITH drawn AS (
    SELECT p.facility_id, p.n, p.until, p.zone, p.culture, p.town, p.nik, p.kind, p.operator, p.supervisor,
        k, p.base + k AS id, k > p.past AS is_held, u(p.base + k, 1) AS u1, u(p.base + k, 2) AS u2,
        u(p.base + k, 3) < p.women AS woman,
        CASE WHEN p.kind = 'lpka' AND u(p.base + k, 5) < 0.9 THEN 'juvenile'
            WHEN k > p.past AND u(p.base + k, 4) < p.detainees THEN 'detainee'
            WHEN k <= p.past AND u(p.base + k, 4) < 0.07 THEN 'detainee' ELSE 'convict' END AS legal,
        -- Who has left did so in the order of the keys, over ten years.
        p.until - 1 - floor((p.past - k + 0.5) * 3649 / p.past)::int AS left_on
    FROM national.place p, generate_series(1, p.past + p.held) AS k
), dated AS (
    SELECT d.*, CASE WHEN is_held THEN least(until - 1, today - 1) ELSE left_on END
        - CASE WHEN legal = 'detainee' THEN least(400, 2 + (-ln(1 - u1) * 90)::int)
            WHEN is_held THEN least(4000, 20 + (-ln(1 - u1) * 480)::int)
            ELSE least(3600, 12 + (-ln(1 - u1) * 370)::int) END AS admitted_on,
        today, first
    FROM drawn d, national.setting
), named AS (
    SELECT d.*, today + 1 + (-ln(1 - u2) * CASE WHEN legal = 'juvenile' THEN 420 ELSE 1100 END)::int AS ends,
        CASE WHEN u(id, 6) < 0.05 THEN often(CASE WHEN woman THEN c.women ELSE c.men END, u(id, 7))
            WHEN u(id, 6) < 0.25 THEN often(CASE WHEN woman THEN c.women ELSE c.men END, u(id, 7)) || ' '
                || often(c.men, u(id, 8)) || ' ' || often(c.family, u(id, 9))
            ELSE often(CASE WHEN woman THEN c.women ELSE c.men END, u(id, 7)) || ' '
                || often(c.family, u(id, 9)) END AS name,
        pick(c.religions, u(id, 10)) AS religion
    FROM dated d JOIN national.culture c ON c.code = d.culture
)
SELECT n.*, CASE WHEN is_held AND u(id, 11) < 0.004 AND admitted_on < until - 10 THEN 'on_leave' WHEN is_held THEN 'held'
        WHEN u(id, 11) < 0.11 THEN 'transferred' WHEN u(id, 11) < 0.115 THEN 'died' ELSE 'released' END AS custody,
    CASE WHEN legal = 'detainee' THEN NULL WHEN is_held AND u(id, 12) < 0.03 THEN NULL
        WHEN is_held THEN ends ELSE left_on + (u(id, 12) * 30)::int END AS sentence_end,
    CASE WHEN legal = 'detainee' THEN (ARRAY['A1', 'A2', 'A3', 'A3', 'A3', 'A4', 'A5'])[1 + floor(u(id, 13) * 7)::int]
        WHEN is_held AND ends - admitted_on < 100 THEN 'B3' WHEN is_held AND ends - admitted_on < 366 THEN 'B2A'
        ELSE 'B1' END AS class,
    -- Most who are convicted were detainees here before, with a number of that class.
    legal <> 'detainee' AND u(id, 14) < 0.35
        AND CASE WHEN is_held THEN until ELSE left_on END - admitted_on > 60 AS was_detainee,
    greatest(admitted_on, first) AS recorded_on,
    row_number() OVER (PARTITION BY facility_id, extract(year FROM admitted_on) ORDER BY id) AS seq,
    extract(year FROM admitted_on)::int % 100 AS yy,
    round(14 + CASE WHEN legal = 'juvenile' THEN u(id, 15) * 4 ELSE 5 + 46 * power(u(id, 15), 1.6) END)::int AS age
FROM named n
"""

LEAVE_AT = "(p.until - 3 + time '02:00') AT TIME ZONE 'UTC'"


def prepare(load, size, today, first) -> None:
    """Make the functions and lists that all steps use, in a schema that goes in the end."""
    load.run(FUNCTIONS.format(seed=size.seed))
    load.run("INSERT INTO national.setting VALUES (%s, %s)", [today, first])
    for code, (men, women, family) in CULTURES.items():
        religions = RELIGIONS.get(code, MOSTLY_ISLAM)
        load.run(
            "INSERT INTO national.culture VALUES (%s, %s, %s, %s, %s)",
            [code, words(men), words(women), words(family), list(religions)],
        )
    load.run("SET search_path = public, national")


def build_people(load) -> None:
    """Write everybody, with their register numbers, identities and what happened to them."""
    load.run(PERSON)
    load.run("CREATE UNIQUE INDEX ON national.person (id)")
    load.run("ANALYZE national.person")
    at_noon = "(p.recorded_on + time '03:00' + u(p.id, 20) * interval '5 hours') AT TIME ZONE 'UTC'"
    left_at = "(p.left_on + time '03:00' + u(p.id, 21) * interval '5 hours') AT TIME ZONE 'UTC'"
    born = "p.admitted_on - (p.age * 365.25 + u(p.id, 22) * 365)::int"
    length = "(p.sentence_end - p.admitted_on)"
    load.fill(
        "inmates_inmate",
        "national.person p",
        id="p.id",
        full_name="p.name",
        aliases="CASE WHEN u(p.id, 23) < 0.08 THEN split_part(p.name, ' ', 1) || ' kecil' ELSE '' END",
        birth_place="CASE WHEN u(p.id, 24) < 0.97 THEN p.town ELSE '' END",
        birth_date=f"CASE WHEN u(p.id, 25) < 0.985 THEN {born} END",
        sex="CASE WHEN p.woman THEN 'F' ELSE 'M' END",
        religion="p.religion",
        education="pick(ARRAY['none','elementary','elementary','junior','junior','junior','senior','senior',"
        "'vocational'], u(p.id, 26))",
        marital_status="pick(ARRAY['single','married','married','divorced'], u(p.id, 27))",
        occupation="pick(ARRAY['Petani','Buruh harian','Sopir','Nelayan','Wiraswasta','Tukang kayu','Pedagang',"
        "'Tidak bekerja','Karyawan swasta'], u(p.id, 28))",
        literacy="pick(ARRAY['fluent','fluent','fluent','','fluent','little'], u(p.id, 29))",
        legal_status="p.legal",
        custody="p.custody",
        admitted_on="p.admitted_on",
        one_third_on=f"p.admitted_on + {length} / 3",
        half_on=f"p.admitted_on + {length} / 2",
        two_thirds_on=f"p.admitted_on + {length} * 2 / 3",
        sentence_end="p.sentence_end",
        block="CASE WHEN p.woman THEN 'W' ELSE chr(65 + floor(u(p.id, 30) * 6)::int) END",
        cell="CASE WHEN p.woman THEN 'W' ELSE chr(65 + floor(u(p.id, 30) * 6)::int) END"
        " || '-' || (1 + floor(u(p.id, 31) * 20)::int)",
        created_at=at_noon,
        updated_at=f"CASE WHEN p.custody = 'on_leave' THEN {LEAVE_AT}"
        f" WHEN p.is_held OR p.left_on <= p.first THEN {at_noon} ELSE {left_at} END",
        facility_id="p.facility_id",
    )
    _events_of_people(load, at_noon, left_at)
    _numbers(load, at_noon, left_at)
    load.fill(
        "inmates_identity",
        "national.person p JOIN inmates_inmate i USING (id) WHERE p.is_held OR p.left_on > p.today - 360",
        nik="CASE WHEN i.birth_date IS NULL OR u(p.id, 33) < 0.22 THEN '' ELSE p.nik || lpad((1 + p.id % 60)::text, 2, '0')"
        " || lpad((extract(day FROM i.birth_date)::int + CASE WHEN p.woman THEN 40 ELSE 0 END)::text, 2, '0')"
        " || to_char(i.birth_date, 'MMYY') || '0000' END",
        address="'Jalan Contoh ' || (1 + p.id % 900)",
        city="p.town",
        updated_at="i.created_at",
        inmate_id="p.id",
    )
    load.history(
        "inmates_identity",
        "inmates_identity t JOIN national.person p ON p.id = t.inmate_id",
        events="inmates_identityidinmateupdatedatevent",
        at="t.updated_at",
        context=f"context(p.facility_id, p.recorded_on, {OPERATOR})",
    )
    _life(load, left_at)


def _events_of_people(load, at_noon, left_at) -> None:
    """Everybody came in, and who left since the system is used left."""
    source = "inmates_inmate t JOIN national.person p USING (id)"
    load.history(
        "inmates_inmate",
        source,
        at=at_noon,
        context=f"context(p.facility_id, p.recorded_on, {OPERATOR})",
        custody="CASE WHEN p.is_held OR p.left_on > p.first THEN 'held' ELSE p.custody END",
        updated_at="t.created_at",
        order=" ORDER BY p.recorded_on, p.id",
    )
    load.history(
        "inmates_inmate",
        f"{source} WHERE NOT p.is_held AND p.left_on > p.first",
        at=left_at,
        label="update",
        context=f"context(p.facility_id, p.left_on, {OPERATOR})",
        order=" ORDER BY p.left_on, p.id",
    )
    load.history(
        "inmates_inmate",
        f"{source} WHERE p.custody = 'on_leave'",
        at=LEAVE_AT,
        label="update",
        context=f"context(p.facility_id, p.until - 3, {OPERATOR})",
    )
    load.used("national.person p", facility="p.facility_id", day="p.recorded_on", role=str(OPERATOR))
    load.used(
        "national.person p WHERE NOT p.is_held AND p.left_on > p.first",
        facility="p.facility_id",
        day="p.left_on",
        role=str(OPERATOR),
    )


def _numbers(load, at_noon, left_at) -> None:
    """A number for each class that somebody was in here; the last one is open while they are here."""
    base, spelled = load.base("inmates_registernumber"), "(ARRAY['A I','A II','A III','A IV','A V'])"
    changed = "p.admitted_on + 45"
    first_class = "(ARRAY['A3', 'A3', 'A4', 'A5'])[1 + floor(u(p.id, 34) * 4)::int]"
    load.run(
        f"""
        CREATE UNLOGGED TABLE national.number AS
        SELECT {base} + row_number() OVER () AS id, p.id AS inmate_id, p.facility_id, v.class,
            CASE v.class WHEN 'B1' THEN 'B I' WHEN 'B2A' THEN 'B IIa' WHEN 'B3' THEN 'B III'
                ELSE {spelled}[right(v.class, 1)::int] END AS spelled, p.seq, p.yy,
            v.valid_from, v.valid_to, p.recorded_on, p.first
        FROM national.person p CROSS JOIN LATERAL (
            SELECT {first_class} AS class, p.admitted_on AS valid_from, {changed} AS valid_to WHERE p.was_detainee
            UNION ALL
            SELECT p.class, CASE WHEN p.was_detainee THEN {changed} ELSE p.admitted_on END,
                CASE WHEN NOT p.is_held THEN p.left_on END
        ) v
        """
    )
    load.run("ANALYZE national.number")
    raw = "n.spelled || ' ' || n.seq || ' / ' || lpad(n.yy::text, 2, '0')"
    load.fill(
        "inmates_registernumber",
        "national.number n",
        id="n.id",
        raw=raw,
        key="upper(replace(n.spelled, ' ', '')) || '/' || n.seq || '/' || lpad(n.yy::text, 2, '0')",
        register_class="n.class",
        valid_from="n.valid_from",
        valid_to="n.valid_to",
        facility_id="n.facility_id",
        inmate_id="n.inmate_id",
    )
    source = "inmates_registernumber t JOIN national.number n USING (id)"
    began = "greatest(n.valid_from, n.recorded_on)"
    load.history(
        "inmates_registernumber",
        source,
        at=f"({began} + time '04:00') AT TIME ZONE 'UTC'",
        context=f"context(t.facility_id, {began}, {OPERATOR})",
        valid_to="CASE WHEN n.valid_to > n.first THEN NULL ELSE n.valid_to END",
    )
    load.history(
        "inmates_registernumber",
        f"{source} WHERE n.valid_to > n.first",
        at="(n.valid_to + time '04:30') AT TIME ZONE 'UTC'",
        context=f"context(t.facility_id, n.valid_to, {OPERATOR})",
        label="update",
    )
    load.used(
        "inmates_registernumber t WHERE t.valid_from > (SELECT first FROM national.setting)",
        day="t.valid_from",
        role=str(OPERATOR),
    )


def _life(load, left_at) -> None:
    """What happened: who left since the system is used, and who is on leave."""
    load.analyze()
    last_number = (
        "JOIN inmates_registernumber r ON r.inmate_id = p.id AND r.facility_id = p.facility_id"
        " AND r.valid_to = p.left_on"
    )
    load.fill(
        "inmates_lifeevent",
        f"national.person p {last_number} WHERE NOT p.is_held AND p.left_on > p.first",
        kind="p.custody",
        on="p.left_on",
        name="p.name",
        number="r.raw",
        destination="CASE WHEN p.custody = 'transferred' THEN 'Lapas Contoh Pusat' ELSE '' END",
        reason="CASE p.custody WHEN 'released' THEN pick(ARRAY['Bebas murni','Pembebasan bersyarat',"
        "'Cuti bersyarat','Cuti menjelang bebas'], u(p.id, 35)) ELSE '' END",
        before="jsonb_build_object('custody', 'held', 'block', '', 'cell', '', 'guardian', '', 'number', r.id)",
        at=left_at,
        by_id="p.operator",
        facility_id="p.facility_id",
        inmate_id="p.id",
    )
    load.fill(
        "inmates_lifeevent",
        "national.person p JOIN inmates_registernumber r ON r.inmate_id = p.id AND r.valid_to IS NULL"
        " WHERE p.custody = 'on_leave'",
        kind="'leave'",
        on="p.until - 3",
        until="p.until + (u(p.id, 36) * 10)::int",
        name="p.name",
        number="r.raw",
        reason="'Cuti mengunjungi keluarga'",
        before="jsonb_build_object('custody', 'held', 'block', '', 'cell', '', 'guardian', '', 'number', r.id)",
        at=LEAVE_AT,
        by_id="p.operator",
        facility_id="p.facility_id",
        inmate_id="p.id",
    )
    load.history(
        "inmates_lifeevent",
        "inmates_lifeevent t JOIN national.place p USING (facility_id)",
        at="t.at",
        context=f'context(t.facility_id, t."on", {OPERATOR})',
    )
    load.used(
        "inmates_lifeevent t JOIN national.place p USING (facility_id) WHERE t.kind = 'leave'",
        day='t."on"',
        role=str(OPERATOR),
    )
