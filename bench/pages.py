"""The pages that are measured: a table to be read.

One line a page: what kind it is (its budget, bench/budgets.py), its address, the object that it shows (found
by bench/objects.py, `-` for none) and for whom it is opened:

    O operator   S supervisor   H head   I instructor   C coordinator   R regional   N national   A admin
    L operator and M head of the largest facility

Behind it may stand what the address asks for.
"""

from dataclasses import dataclass

ROLES = {
    "O": "operator",
    "S": "supervisor",
    "H": "head",
    "I": "instructor",
    "C": "coordinator",
    "R": "regional",
    "N": "national",
    "A": "admin",
    "L": "operator of the largest",
    "M": "head of the largest",
}

TABLE = """
home      reports:home                       -           OSHICRNALM
dashboard reports:dashboard                  -           OHLM
search    reports:search                     -           OHICLM      ?q=an
search    reports:search                     -           OH         ?q=menjahit

# people
list      inmates:inmate-list                -           OSHLM
list      inmates:inmate-list                -           OHLM        ?q=an
list      inmates:inmate-list                -           O          ?page=2
list      inmates:inmate-list                -           OHLM        ?custody=all
list      inmates:inmate-list                -           O          ?training=no&sort=sentence_end
list      inmates:assessment-list            -           OL
list      inmates:assessment-missing         -           OL
list      inmates:check-list                 -           O
list      inmates:departure-list             -           O
list      inmates:import-list                -           O
detail    inmates:inmate-detail              inmate      OSHLM
detail    inmates:details                    inmate      OH
detail    inmates:inmate-risk                inmate      SH
detail    inmates:inmate-history             inmate      H
detail    inmates:assessment-detail          assessment  O
list      enrolments:inmate-trainings        inmate      OH
list      certificates:inmate-certificates   inmate      O
detail    enrolments:training-add            inmate      O
detail    reintegration:plan                 inmate      O
form      inmates:inmate-add                 -           O
form      inmates:inmate-edit                inmate      OS
form      inmates:identity-edit              inmate      O
form      inmates:assessment-add             inmate      O

# partners and agreements
list      partners:partner-list              -           OHCRNLM
list      partners:mapping                   -           O
list      partners:offering-list             -           OCN
list      partners:instructor-list           -           ON
list      partners:agreement-list            -           OHCRN
list      partners:contact-list              -           O
detail    partners:partner-detail            partner     OHCN
detail    partners:agreement-detail          agreement   OHN
detail    partners:offering-detail           offering    O
form      partners:partner-add               -           O
form      partners:partner-edit              partner     O
form      partners:agreement-add             -           O
form      partners:contact-add               partner     O

# programmes
list      programs:program-list              -           OSHICLM
list      programs:program-list              -           OL         ?q=menjahit
list      programs:calendar                  -           OIL
list      programs:session-list              class       OI
detail    programs:program-detail            class       OSHICLM
detail    programs:program-detail            finished    OH
detail    programs:session-detail            taught      OI
form      programs:program-add               -           O
form      programs:program-edit              draft       O
form      programs:program-copy              class       O
form      programs:module-list               draft       O
form      programs:session-generate          class       O

# participants, attendance, results
list      enrolments:enrolment-list          -           OSHICLM
list      enrolments:enrolment-list          -           OL         ?q=an
list      enrolments:participant-list        class       OSHIC
list      enrolments:attendance-list         -           OSIL
list      enrolments:attendance-classes      -           OS
list      enrolments:taught-list             -           S
list      enrolments:result-list             -           OHI
list      enrolments:hearing-list            -           OH
list      enrolments:registration-list       -           OC
list      enrolments:change-list             -           OHLM
list      enrolments:outing-list             -           O
list      enrolments:call-list               -           OL
list      enrolments:allocation-list         -           O
list      enrolments:sppn-list               -           O
detail    enrolments:enrolment-detail        enrolment   OHI
detail    enrolments:attendance-grid         class       OI
detail    enrolments:result-sheet            finished    OH
detail    enrolments:graduation              finished    OH
detail    enrolments:evaluation              finished    OH
detail    enrolments:hearing-detail          hearing     OH
form      enrolments:attendance-mark         open        OIL
form      enrolments:attendance-enter        class       OI
form      enrolments:result-sheet            class       I
form      enrolments:participant-add         class       OL
form      enrolments:registration            -           OL
form      enrolments:sppn-grid               class       O
form      enrolments:hearing-add             -           O

# certificates
list      certificates:certificate-list      -           OHCLM
list      certificates:certificate-list      -           OHLM        ?q=an
list      certificates:issuer-list           -           O
list      certificates:issuer-register       issuer      H
list      certificates:competency-list       -           O
detail    certificates:certificate-detail    certificate OHC
detail    certificates:program-certificates  finished    H

# works and money
list      production:works                   -           O
list      production:product-list            -           O
list      production:stock-list              -           O
list      production:run-list                -           O
list      production:sale-list               -           OH
list      production:ledger                  -           OH
list      production:member-list             -           O
detail    production:product-detail          product     O
detail    production:sale-detail             sale        OH
detail    production:figures                 -           H
form      production:sale-add                -           O
form      production:product-add             -           O

# after the release
list      reintegration:plan-list            -           OL
list      reintegration:followup-list        -           OHLM
list      reintegration:grant-list           -           OC
detail    reintegration:followup-detail      followup    O
detail    reintegration:outcomes             -           HRN

# reports
list      reports:monthly-list               -           OHRN
detail    reports:monthly-detail             monthly     OHRN
dashboard reports:yearly                     -           HM
dashboard reports:needs                      -           OHRN
list      reports:elsewhere                  -           H
detail    reports:partner-report             partner     H
list      reports:facility-reports           -           RN
list      reports:compare                    -           RN
list      reports:compare                    -           N          ?sort=-enrolled
list      reports:compare-fields             -           RN
detail    reports:compare-leaving            -           RN
detail    reports:compare-facility           facility    RN

# who did what
list      audit:trail                        -           HNM
list      audit:access-list                  -           HM
list      accounts:record-list               -           HA

# settings
detail    facilities:start                   -           HNA
list      facilities:facility-list           -           RNA
detail    facilities:facility-detail         facility    HRNA
form      facilities:facility-edit           facility    HA
list      facilities:user-list               -           HA
detail    facilities:user-detail             user        HA
form      facilities:user-add                -           HA
list      facilities:region-list             -           A

# Django's admin over the same rows
admin     bench-admin:inmates_inmate_changelist            -  HM
admin     bench-admin:programs_program_changelist          -  HM
admin     bench-admin:enrolments_enrolment_changelist      -  HM
admin     bench-admin:certificates_certificate_changelist  -  HM
admin     bench-admin:inmates_inmate_changelist            -  HM  ?q=an
"""

# Our list of the same table, beside the admin's.
BESIDE = {
    "bench-admin:inmates_inmate_changelist": "inmates:inmate-list",
    "bench-admin:programs_program_changelist": "programs:program-list",
    "bench-admin:enrolments_enrolment_changelist": "enrolments:enrolment-list",
    "bench-admin:certificates_certificate_changelist": "certificates:certificate-list",
}


@dataclass(frozen=True)
class Page:
    """A page that `role` opens: `thing` names the object that it shows, or is empty."""

    role: str
    kind: str
    address: str
    thing: str
    query: str


def pages() -> list[Page]:
    """Return the pages of the table, role by role."""
    found = []
    for line in TABLE.strip().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        kind, address, thing, letters, *query = line.split()
        for letter in letters:
            query_given = query[0] if query else ""
            found.append(Page(ROLES[letter], kind, address, "" if thing == "-" else thing, query_given))
    order = list(ROLES.values())
    return sorted(found, key=lambda page: order.index(page.role))
