"""Scores, outcomes, certificates and what was printed of them."""

from certificates.models import Certificate
from reports.national.load import HEAD, OPERATOR, SUPERVISOR

# The arithmetic of enrolments/outcome.py: H of all counted from the day of joining, less D.
OUTCOME = """
CREATE UNLOGGED TABLE national.outcome AS
WITH held AS (
    SELECT s.id, count(*) AS sessions FROM national.seat s JOIN national.meeting m USING (program_id)
    WHERE s.class_state = 'closed' AND s.state = 'active' AND m.state <> 'cancelled' AND m.day >= s.joined_on
    GROUP BY s.id
), marked AS (
    SELECT enrolment_id AS id, count(*) FILTER (WHERE mark = 'H') AS present,
        count(*) FILTER (WHERE mark = 'D') AS away
    FROM enrolments_attendance WHERE enrolment_id > {base} GROUP BY enrolment_id
), scored AS (
    SELECT enrolment_id AS id, trunc(avg(value), 2) AS average
    FROM enrolments_score WHERE enrolment_id > {base} GROUP BY enrolment_id
)
SELECT s.*, coalesce(m.present, 0) AS present, h.sessions - coalesce(m.away, 0) AS counted, c.average,
    CASE WHEN c.average < 60 THEN 'Kurang' WHEN c.average >= 90 THEN 'Sangat Baik'
        WHEN c.average >= 75 THEN 'Baik' ELSE 'Cukup' END AS grade,
    CASE WHEN coalesce(m.present, 0) * 100 < 80 * (h.sessions - coalesce(m.away, 0))
            OR h.sessions - coalesce(m.away, 0) = 0
            THEN CASE WHEN p.certificates_for_all THEN 'attended' ELSE 'failed' END
        WHEN c.average < 60 THEN 'attended' ELSE 'passed' END AS outcome
FROM national.seat s JOIN held h USING (id) JOIN scored c USING (id) LEFT JOIN marked m USING (id)
JOIN programs_program p ON p.id = s.program_id
"""

CERTIFICATE = """
CREATE UNLOGGED TABLE national.certificate AS
SELECT {base} + row_number() OVER (ORDER BY issued_on, o.id) AS certificate_id, o.*,
    row_number() OVER (PARTITION BY o.issuer_id, extract(year FROM issued_on) ORDER BY issued_on, o.id) AS seq,
    rtrim(translate(encode(decode(md5(o.id || 'code'), 'hex'), 'base64'), '+/', '-_'), '=') AS code,
    CASE WHEN u(o.id, 96) < 0.004 THEN 'revoked' WHEN u(o.id, 96) < 0.1 THEN 'issued' ELSE 'printed' END AS status
FROM (
    SELECT *, least(until, ends_on + 14) AS issued_on FROM national.outcome WHERE outcome <> 'failed'
) o
"""

SHEET_PATHS = {
    "draft": (("", "", "draft", OPERATOR),),
    "submitted": (("", "", "draft", OPERATOR), ("submit", "draft", "submitted", OPERATOR)),
    "checked": (
        ("", "", "draft", OPERATOR),
        ("submit", "draft", "submitted", OPERATOR),
        ("check", "submitted", "checked", SUPERVISOR),
    ),
}
SHEET_PATHS["approved"] = (*SHEET_PATHS["checked"], ("approve", "checked", "approved", HEAD))
STATUS_PATHS = {
    "issued": (("issue", "", "issued", HEAD),),
    "printed": (("issue", "", "issued", HEAD), ("print", "issued", "printed", HEAD)),
}
STATUS_PATHS["revoked"] = (*STATUS_PATHS["printed"], ("revoke", "printed", "revoked", HEAD))


def build_results(load) -> None:
    """Write scores and results of the classes that are over, and give each enrolment its state."""
    base = load.base("enrolments_enrolment")
    load.fill(
        "enrolments_score",
        "national.seat s JOIN programs_module m ON m.program_id = s.program_id"
        " WHERE s.class_state IN ('closed', 'completed') AND s.state = 'active' ORDER BY s.id, m.id",
        value="least(100, 48 + floor(u(s.id, 97) * 34) + floor(u(s.id * 10 + m.position, 98) * 19))",
        enrolment_id="s.id",
        facility_id="s.facility_id",
        module_id="m.id",
        program_id="s.program_id",
    )
    load.history(
        "enrolments_score",
        "enrolments_score t JOIN national.class c ON c.id = t.program_id",
        at="(least(c.until, c.ends_on + 2) + time '03:00') AT TIME ZONE 'UTC'",
        context=f"context(t.facility_id, least(c.until, c.ends_on + 2), {OPERATOR})",
    )
    load.analyze()
    load.run(OUTCOME.format(base=base))
    load.run("ANALYZE national.outcome")
    load.run("UPDATE national.seat s SET state = o.outcome FROM national.outcome o WHERE o.id = s.id")
    load.fill(
        "enrolments_result",
        "national.outcome o ORDER BY o.id",
        present="o.present",
        counted="o.counted",
        average="o.average",
        grade="o.grade",
        outcome="o.outcome",
        enrolment_id="o.id",
        facility_id="o.facility_id",
        program_id="o.program_id",
    )
    load.history(
        "enrolments_result",
        "enrolments_result t JOIN national.class c ON c.id = t.program_id",
        at="(least(c.until, c.ends_on + 8) + time '03:00') AT TIME ZONE 'UTC'",
        context=f"context(t.facility_id, least(c.until, c.ends_on + 8), {HEAD})",
    )
    load.fill(
        "enrolments_resultsheet",
        "national.class c WHERE c.state IN ('closed', 'completed')",
        state="CASE c.state WHEN 'closed' THEN 'approved' ELSE"
        " (ARRAY['draft', 'submitted', 'checked'])[1 + floor(u(c.key, 99) * 3)::int] END",
        facility_id="c.facility_id",
        program_id="c.id",
    )
    day = "least(p.until, p.ends_on + 2 + step.n * 2)"
    load.life(
        "enrolments_resultsheet",
        "enrolments_resultsheet t JOIN national.class p ON p.id = t.program_id",
        kind=("enrolments", "resultsheet"),
        paths=SHEET_PATHS,
        at=f"({day} + time '03:00' + step.n * interval '1 second') AT TIME ZONE 'UTC'",
        day=day,
        by="(ARRAY[p.operator, p.supervisor, p.head])[step.role]",
        context=f"context(t.facility_id, {day}, step.role)",
    )


def build_certificates(load) -> None:
    """Issue certificates to everybody who passed or attended; they all share one stored file, or have none."""
    load.run(CERTIFICATE.format(base=load.base("certificates_certificate")))
    load.run("ANALYZE national.certificate")
    file = Certificate.objects.values_list("pdf_sha256", flat=True).first() or "0" * 64
    number = (
        "seq(c.seq) || '/' || i.code || '/' || roman(c.issued_on) || '/' || extract(year FROM c.issued_on)"
    )
    load.fill(
        "certificates_certificate",
        "national.certificate c JOIN certificates_issuer i ON i.id = c.issuer_id"
        " JOIN programs_program p ON p.id = c.program_id JOIN inmates_inmate n ON n.id = c.person"
        " JOIN national.class k ON k.id = c.program_id"
        " JOIN partners_instructor t ON t.id = k.instructor_id"
        " CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('hours', m.lesson_hours, 'title', m.title,"
        " 'score', s.value::text) ORDER BY m.position) AS modules FROM enrolments_score s"
        " JOIN programs_module m ON m.id = s.module_id WHERE s.enrolment_id = c.id) m",
        id="c.certificate_id",
        year="extract(year FROM c.issued_on)",
        seq="c.seq",
        number=number,
        code="c.code",
        outcome="c.outcome",
        snapshot=f"""jsonb_build_object('version', 2, 'layout', i.layout, 'colour', i.colour,
            'english', i.shows_english, 'place', i.place, 'issuer', jsonb_build_object('name', i.name, 'lines',
            to_jsonb(string_to_array(i.letterhead, chr(10))), 'logo', NULL), 'show_facility', NULL,
            'training', p.title, 'level', CASE p.level WHEN 'basic' THEN 'Dasar' ELSE 'Lanjutan' END,
            'title', p.certificate_title, 'hours', p.lesson_hours, 'starts_on', p.starts_on,
            'ends_on', p.ends_on, 'signatories', jsonb_build_array(jsonb_build_object('position',
            i.signatory_position, 'name', i.signatory_name, 'titles_before', '', 'titles_after', '', 'nip', ''),
            jsonb_build_object('position', 'Instruktur', 'name', t.name, 'titles_before', '',
            'titles_after', t.titles_after, 'nip', '')), 'number', {number}, 'code', c.code,
            'name', n.full_name, 'birth_place', n.birth_place, 'birth_date', n.birth_date,
            'outcome', c.outcome, 'grade', CASE WHEN c.outcome = 'passed' THEN c.grade ELSE '' END,
            'average', c.average::text, 'issued_on', c.issued_on, 'modules', m.modules)""",
        pdf_sha256=f"'{file}'",
        issued_on="c.issued_on",
        issued_at="(c.issued_on + time '03:00') AT TIME ZONE 'UTC'",
        enrolment_id="c.id",
        facility_id="c.facility_id",
        issued_by_id="c.head",
        program_id="c.program_id",
        issuer_id="c.issuer_id",
    )
    load.fill(
        "certificates_certificatestatus",
        "national.certificate c",
        certificate_id="c.certificate_id",
        state="c.status",
        enrolment_id="c.id",
        facility_id="c.facility_id",
    )
    load.fill(
        "certificates_numbercounter",
        "national.certificate c GROUP BY c.issuer_id, extract(year FROM c.issued_on)",
        year="extract(year FROM c.issued_on)",
        last="max(c.seq)",
        issuer_id="c.issuer_id",
    )
    load.fill(
        "certificates_printrecord",
        "national.certificate c WHERE c.status <> 'issued'",
        printed_at="(c.issued_on + time '03:30') AT TIME ZONE 'UTC'",
        certificate_id="c.certificate_id",
        facility_id="c.facility_id",
        printed_by_id="c.head",
    )
    day = "least(c.until, c.issued_on + step.n * 2 - CASE WHEN step.n > 0 THEN 2 ELSE 0 END)"
    load.life(
        "certificates_certificatestatus",
        "certificates_certificatestatus t JOIN national.certificate c ON c.certificate_id = t.certificate_id",
        kind=("certificates", "certificatestatus"),
        paths=STATUS_PATHS,
        at=f"({day} + time '03:00' + step.n * interval '30 minutes') AT TIME ZONE 'UTC'",
        day=day,
        by="c.head",
        context=f"context(t.facility_id, {day}, step.role)",
        reason="CASE step.move WHEN 'revoke' THEN 'Nilai tertukar dengan peserta lain.' ELSE '' END",
        key="t.certificate_id",
    )
