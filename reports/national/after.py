"""After the class: grants, follow-ups, targets and monthly reports."""

from reports.national.load import HEAD, OPERATOR, REGIONAL, SUPERVISOR

FOLLOWUP_PATHS = {
    "due": (("", "", "due", OPERATOR),),
    "reached": (("", "", "due", OPERATOR), ("reach", "due", "reached", OPERATOR)),
    "not_reached": (("", "", "due", OPERATOR), ("miss", "due", "not_reached", OPERATOR)),
}
_REPORT = (
    ("", "", "draft", OPERATOR),
    ("check", "draft", "checked", SUPERVISOR),
    ("submit", "checked", "submitted", HEAD),
    ("accept", "submitted", "accepted", REGIONAL),
)
REPORT_PATHS = {after: _REPORT[: number + 1] for number, (_m, _b, after, _r) in enumerate(_REPORT)}
REPORT_PATHS["returned"] = (*_REPORT[:3], ("return", "submitted", "returned", REGIONAL))


def build_after(load) -> None:
    _grants(load)
    _followups(load)
    _targets(load)
    _reports(load)


def _number(load, kind: str, code: str, source: str, day: str) -> None:
    """Keep how many letters of a kind each facility has numbered, as `take_letter_number` would have."""
    load.fill(
        "facilities_letternumbering",
        f"(SELECT DISTINCT s.facility_id, f.code FROM {source} s"
        " JOIN facilities_facility f ON f.id = s.facility_id) n",
        kind=f"'{kind}'",
        pattern="'{{seq:03}}/{{code}}/{{roman_month}}/{{year}}'".replace("{{", "{").replace("}}", "}"),
        code=f"'{code}' || upper(n.code)" if code.endswith("-") else f"'{code}'",
        first_number="1",
        facility_id="n.facility_id",
    )
    numberings = (
        f"facilities_letternumbering t JOIN national.place p USING (facility_id) WHERE t.kind = '{kind}'"
    )
    load.history("facilities_letternumbering", numberings, at="now() - interval '1000 days'")
    load.fill(
        "facilities_lettercounter",
        f"{source} s JOIN facilities_letternumbering n ON n.facility_id = s.facility_id AND n.kind = '{kind}'"
        f" GROUP BY n.id, extract(year FROM {day})",
        year=f"extract(year FROM {day})",
        last="count(*)",
        numbering_id="n.id",
    )


def _grants(load) -> None:
    load.run(
        f"""
        CREATE UNLOGGED TABLE national.given AS
        SELECT {load.base("reintegration_grant")} + row_number() OVER (ORDER BY given_on, o.id) AS grant_id, o.*,
            row_number() OVER (PARTITION BY facility_id, extract(year FROM given_on) ORDER BY given_on, o.id) AS seq
        FROM (SELECT o.*, c.partner_id, least(o.until, o.ends_on + 20) AS given_on FROM national.outcome o
            JOIN national.class c ON c.id = o.program_id
            WHERE o.outcome = 'passed' AND u(c.key, 110) < 0.08 AND u(o.id, 111) < 0.7) o
        """
    )
    load.run("ANALYZE national.given")
    load.fill(
        "reintegration_grant",
        "national.given g JOIN inmates_inmate n ON n.id = g.person"
        " JOIN facilities_facility f ON f.id = g.facility_id",
        id="g.grant_id",
        name="n.full_name",
        kind="'kit'",
        value="1250000",
        given_on="g.given_on",
        place="f.city",
        given_by="'Contoh Pegawai, S.Sos.'",
        given_by_position="'Kepala Bidang Pelatihan'",
        number="seq(g.seq) || '/BAST-' || upper(f.code) || '/' || roman(g.given_on) || '/'"
        " || extract(year FROM g.given_on)",
        next_check_on="CASE WHEN u(g.id, 112) < 0.3 THEN g.given_on + 180 END",
        facility_id="g.facility_id",
        inmate_id="g.person",
        partner_id="g.partner_id",
        program_id="g.program_id",
        recorded_by_id="g.operator",
    )
    load.fill(
        "reintegration_grantitem",
        "national.given g CROSS JOIN (VALUES (1, 'Perangkat alat kerja', 950000),"
        " (2, 'Bahan untuk memulai', 300000)) AS i(n, name, value)",
        position="i.n",
        name="i.name",
        quantity="1",
        value="i.value",
        facility_id="g.facility_id",
        grant_id="g.grant_id",
    )
    at = "(g.given_on + time '03:00') AT TIME ZONE 'UTC'"
    context = f"context(t.facility_id, g.given_on, {OPERATOR})"
    load.history("reintegration_grant", "reintegration_grant t JOIN national.given g ON g.grant_id = t.id", at=at, context=context)  # fmt: skip
    load.history("reintegration_grantitem", "reintegration_grantitem t JOIN national.given g USING (grant_id)", at=at, context=context)  # fmt: skip
    load.used("national.given t", day="t.given_on", role=str(OPERATOR))
    _number(load, "handover", "BAST-", "national.given", "s.given_on")


def _followups(load) -> None:
    """Ask those who were certified, released and agreed after 30, 90, 180 and 365 days."""
    load.run(
        f"""
        CREATE UNLOGGED TABLE national.asked AS
        SELECT {load.base("reintegration_followup")} + row_number() OVER (ORDER BY e.id, days) AS id, e.id AS release_id,
            e.inmate_id, e.facility_id, days, e."on" + days AS due_on, p.operator, p.until,
            e.inmate_id * 10 + days AS draw,
            CASE WHEN e."on" + days > p.until - 20 THEN 'due' WHEN u(e.inmate_id * 10 + days, 113) < 0.55 THEN 'reached'
                WHEN u(e.inmate_id * 10 + days, 113) < 0.9 THEN 'not_reached' ELSE 'due' END AS state
        FROM (SELECT DISTINCT person AS inmate_id FROM national.certificate) c
        JOIN inmates_lifeevent e USING (inmate_id) JOIN national.place p USING (facility_id),
            unnest(ARRAY[30, 90, 180, 365]) AS days
        WHERE e.kind = 'released' AND u(e.inmate_id, 114) < 0.6 AND e."on" > p.until - 700
        """
    )
    load.run("ANALYZE national.asked")
    load.fill(
        "reintegration_followup",
        "national.asked a",
        id="a.id",
        days="a.days",
        due_on="a.due_on",
        state="a.state",
        reached_on="CASE a.state WHEN 'reached' THEN a.due_on + 3 END",
        outcome="CASE a.state WHEN 'reached' THEN pick(ARRAY['employed','employed','business','business','looking',"
        "'looking','studying','unknown'], u(a.draw, 115)) ELSE '' END",
        field_used="CASE a.state WHEN 'reached' THEN pick(ARRAY['yes','partly','no'], u(a.draw, 116)) ELSE '' END",
        income="CASE a.state WHEN 'reached' THEN pick(ARRAY['none','to_1','to_3','to_5','unsaid'], u(a.draw, 117))"
        " ELSE '' END",
        facility_id="a.facility_id",
        inmate_id="a.inmate_id",
        release_id="a.release_id",
    )
    day = "CASE WHEN step.n = 0 THEN a.due_on - a.days ELSE a.due_on + 3 END"
    load.life(
        "reintegration_followup",
        "reintegration_followup t JOIN national.asked a ON a.id = t.id",
        kind=("reintegration", "followup"),
        paths=FOLLOWUP_PATHS,
        at=f"({day} + time '04:00') AT TIME ZONE 'UTC'",
        day=day,
        by="a.operator",
        context=f"context(t.facility_id, {day}, step.role)",
    )
    load.fill(
        "reintegration_attempt",
        "national.asked a CROSS JOIN generate_series(1, 3) AS try WHERE a.state = 'not_reached'"
        " OR a.state = 'reached' AND try = 3",
        day="a.due_on + try",
        way="pick(ARRAY['call','message','visit'], u(a.draw + try, 118))",
        is_reached="a.state = 'reached'",
        made_at="(a.due_on + try + time '03:00') AT TIME ZONE 'UTC'",
        facility_id="a.facility_id",
        made_by_id="a.operator",
        follow_up_id="a.id",
    )
    load.history(
        "reintegration_attempt",
        "reintegration_attempt t JOIN national.asked a ON a.id = t.follow_up_id",
        at="t.made_at",
        context=f"context(t.facility_id, t.day, {OPERATOR})",
    )
    load.used(
        "reintegration_attempt t JOIN national.asked a ON a.id = t.follow_up_id",
        day="t.day",
        role=str(OPERATOR),
    )


def _targets(load) -> None:
    load.fill(
        "reports_target",
        "national.place p CROSS JOIN national.setting s CROSS JOIN (VALUES ('trained', 0.15), ('hours', 1.2),"
        " ('certificates', 0.1)) AS f(figure, part) WHERE u(p.facility_id, 119) < 0.6",
        year="extract(year FROM s.today)",
        figure="f.figure",
        value="greatest(1, round(p.held * f.part))",
        facility_id="p.facility_id",
    )
    targets = "reports_target t JOIN national.place p USING (facility_id)"
    load.history("reports_target", targets, at="now() - interval '200 days'")


def _reports(load) -> None:
    """A report for each month that is over: the last ones wait or are missing, a few were returned."""
    load.run(
        f"""
        CREATE UNLOGGED TABLE national.month AS
        SELECT {load.base("reports_monthlyreport")} + row_number() OVER (ORDER BY month, facility_id) AS id, m.*,
            row_number() OVER (PARTITION BY facility_id, extract(year FROM due), state IN ('submitted', 'accepted',
                'returned') ORDER BY month) AS seq
        FROM (
            SELECT p.*, month::date AS month, (month + interval '1 month 3 days')::date AS due,
                CASE WHEN (month + interval '1 month 3 days')::date >= today - 25
                    THEN (ARRAY['draft', 'checked', 'submitted', 'submitted', 'accepted'])
                        [1 + floor(u(p.facility_id * 1000 + (month::date - first), 120) * 5)::int]
                    WHEN u(p.facility_id * 1000 + (month::date - first), 121) < 0.01 THEN 'returned'
                    ELSE 'accepted' END AS state
            FROM national.place p, national.setting,
                generate_series(date_trunc('month', first::timestamp) + interval '1 month', today, interval '1 month') AS month
            WHERE (month + interval '1 month 3 days')::date <= least(p.until, today - 1)
                -- Some never write one, some now and then.
                AND u(p.facility_id * 1000 + (month::date - first), 122)
                    < (ARRAY[1, 0.97, 0.97, 0.9, 0.6, 0])[1 + floor(u(p.facility_id, 123) * 6)::int]
        ) m
        """
    )
    load.run("ANALYZE national.month")
    load.fill(
        "reports_monthlyreport",
        "national.month m",
        id="m.id",
        state="m.state",
        month="m.month",
        activities="'Kelas keterampilan berjalan sesuai jadwal.'",
        problems="CASE WHEN u(m.id, 124) < 0.4 THEN 'Alat terbatas.' ELSE '' END",
        plans="'Melanjutkan kelas yang berjalan.'",
        facility_id="m.facility_id",
    )
    day = "m.due + CASE WHEN step.n > 2 THEN 1 ELSE 0 END"
    load.life(
        "reports_monthlyreport",
        "reports_monthlyreport t JOIN national.month m ON m.id = t.id",
        kind=("reports", "monthlyreport"),
        paths=REPORT_PATHS,
        at=f"({day} + time '02:00' + step.n * interval '20 minutes') AT TIME ZONE 'UTC'",
        day=day,
        by="(ARRAY[m.operator, m.supervisor, m.head, m.regional])[step.role]",
        context=f"context(t.facility_id, {day}, step.role)",
        reason="CASE step.move WHEN 'return' THEN 'Angka peserta mohon diperiksa.' ELSE '' END",
    )
    sent = "(SELECT * FROM national.month WHERE state IN ('submitted', 'accepted', 'returned'))"
    load.fill(
        "reports_reportsubmission",
        f"{sent} m JOIN facilities_facility f ON f.id = m.facility_id"
        " JOIN facilities_region r ON r.id = f.region_id"
        " JOIN facilities_office o ON o.facility_id = m.facility_id",
        position="1",
        number="seq(m.seq) || '/LAP-' || upper(f.code) || '/' || roman(m.due) || '/' || extract(year FROM m.due)",
        day="m.due",
        content="""jsonb_build_object('texts', jsonb_build_object('activities', 'Kelas keterampilan berjalan sesuai'
            ' jadwal.', 'problems', '', 'plans', 'Melanjutkan kelas yang berjalan.'), 'trend', '[]'::jsonb,
            'photos', '[]'::jsonb, 'sections', '[]'::jsonb, 'addressee', r.name, 'signatory', jsonb_build_object(
            'nip', o.nip, 'name', o.name, 'position', o.position))""",
        pdf_sha256="repeat('0', 64)",
        submitted_at="(m.due + time '02:40') AT TIME ZONE 'UTC'",
        facility_id="m.facility_id",
        report_id="m.id",
        submitted_by_id="m.head",
    )
    _number(load, "report", "LAP-", sent, "s.due")
