"""Every address of the house and what each role gets there: the expectation of the URL walk, to be read.

One line an address: its name, what it answers with, and a column for each role, with an object of the role's
own facility. What stands in a column:

    rw  opens it and may send it            r   opens it; there is nothing to send, or not for this role
    w   a button: there is nothing to open, only to send
    .   refused: the role has no business here (403)
    0   not found: pages of this kind are the role's, this object is not (404)

`elsewhere` names who gets the same with an object of another facility; for everybody else it does not exist
or is refused, and it does not change. `-` is nobody; an address without an object has no elsewhere.
Whoever is signed out is led to the sign-in, except at the addresses of `PUBLIC`.
"""

from dataclasses import dataclass

from facilities.permissions import Role

ROLES = (
    Role.OPERATOR,
    Role.SUPERVISOR,
    Role.HEAD,
    Role.INSTRUCTOR,
    Role.COORDINATOR,
    Role.REGIONAL,
    Role.NATIONAL,
    Role.ADMIN,
)

# Open without a sign-in, each with its reason.
PUBLIC = {
    "set-language": "only sets a cookie",
    "health": "for monitoring; says nothing about anybody",
    "account_login": "the sign-in itself",
    "account_logout": "leads to the sign-in",
    "account_inactive": "says that an account is inactive",
    "mfa_authenticate": "the second step of the sign-in; leads back to it without the first",
    "accounts:idle": "says how long one's own session still lasts",
    "facilities:access-link": "sets a password; found by a secret of 256 bits",
    "certificates:check": "what the QR code opens; found by a secret",
    "enrolments:rate": "questions on a tablet that goes from hand to hand; found by a signed address",
    "enrolments:rate-next": "thanks the one before and waits for the next; found by the same address",
}
# Those of one's own that are there once the second step has been set up (tests/accounts).
SECOND_STEP = {
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
}

# fmt: off
TABLE = """
address                                   kind    oper sup  head inst coor reg  nat  adm  elsewhere

# sign-in and second step
account_change_password                   page    rw   rw   rw   rw   rw   rw   rw   rw   -
account_reauthenticate                    page    rw   rw   rw   rw   rw   rw   rw   rw   -
mfa_activate_totp                         page    rw   rw   rw   rw   rw   rw   rw   rw   -
mfa_index                                 page    rw   rw   rw   rw   rw   rw   rw   rw   -

# accounts
accounts:own-sign-ins                     page    r    r    r    r    r    r    r    r    -
accounts:record-list                      page    .    .    r    .    .    .    .    r    -
accounts:second-step-off                  page    .    .    rw   .    .    .    .    rw   admin
accounts:security                         page    rw   rw   rw   rw   rw   rw   rw   rw   -
accounts:user-records                     page    .    .    r    .    .    .    .    r    admin

# audit
audit:access-detail                       page    .    .    r    .    .    .    .    .    -
audit:access-list                         page    .    .    r    .    .    .    .    .    -
audit:erasure-list                        page    .    .    r    .    .    .    .    .    -
audit:seen                                page    .    .    r    .    .    .    r    .    -
audit:trail                               page    .    .    r    .    .    .    r    .    -

# certificates
certificates:certificate-detail           page    r    r    r    .    r    .    .    .    -
certificates:certificate-history          page    r    r    r    .    r    .    .    .    -
certificates:certificate-list             page    r    r    r    .    r    .    .    .    -
certificates:certificate-move/revoke      page    .    .    rw   .    .    .    .    .    -
certificates:certificate-print            button  .    .    w    .    .    .    .    .    -
certificates:certificate-replace          page    .    .    rw   .    .    .    .    .    -
certificates:inmate-certificates          page    r    r    r    .    0    .    .    .    -
certificates:issuer-add                   page    rw   rw   .    .    .    .    .    .    -
certificates:issuer-detail                page    r    r    r    .    r    .    .    .    -
certificates:issuer-edit                  page    rw   rw   .    .    .    .    .    .    -
certificates:issuer-history               page    r    r    r    .    r    .    .    .    -
certificates:issuer-list                  page    r    r    r    .    r    .    .    .    -
certificates:program-certificates         page    r    r    rw   .    r    .    .    .    -
certificates:program-print                button  .    .    w    .    .    .    .    .    -
certificates:candidate-remove             page    rw   rw   .    .    .    .    .    .    -
certificates:competency-add               page    rw   rw   .    .    .    .    .    .    -
certificates:competency-detail            page    r    r    r    .    0    .    .    .    -
certificates:competency-edit              page    rw   rw   .    .    .    .    .    .    -
certificates:competency-history           page    r    r    r    .    0    .    .    .    -
certificates:competency-list              page    r    r    r    .    r    .    .    .    -
certificates:competency-remove            page    rw   rw   .    .    .    .    .    .    -
certificates:competency-scan              file    r    r    r    .    0    .    .    .    -
certificates:competency-scan-add          page    rw   rw   .    .    .    .    .    .    -
certificates:competency-scan-remove       page    rw   rw   .    .    .    .    .    .    -
certificates:handover-pdf                 pdf     r    r    r    .    0    .    .    .    -
certificates:inmate-record                pdf     r    r    r    .    0    .    .    .    -
certificates:issuer-logo                  page    rw   rw   .    .    .    .    .    .    -
certificates:issuer-logo-image            file    r    r    r    .    r    .    .    .    -
certificates:issuer-register              page    r    r    r    .    r    .    .    .    -
certificates:issuer-sample                pdf     r    r    r    .    r    .    .    .    -
certificates:issuer-try                   button  w    w    .    .    .    .    .    .    -
certificates:naming-edit                  page    .    .    rw   .    .    .    .    .    -
certificates:program-handover             page    rw   rw   .    .    .    .    .    .    -
certificates:program-preview              page    0    0    0    .    0    .    .    .    -
certificates:test-add                     page    rw   rw   .    .    .    .    .    .    -
certificates:test-candidates              page    rw   rw   .    .    .    .    .    .    -
certificates:test-detail                  page    r    r    r    .    0    .    .    .    -
certificates:test-edit                    page    rw   rw   .    .    .    .    .    .    -
certificates:test-history                 page    r    r    r    .    0    .    .    .    -
certificates:test-list                    page    r    r    r    .    r    .    .    .    -
certificates:test-remove                  page    rw   rw   .    .    .    .    .    .    -
certificates:test-results                 page    rw   rw   .    .    .    .    .    .    -

# core
core:job-continue                         button  0    0    w    .    .    0    0    .    -
core:job-detail                           page    0    0    r    .    .    0    0    .    -

# enrolments
enrolments:attendance-grid                page    r    r    r    r    r    .    .    .    -
enrolments:attendance-list                page    r    r    r    r    r    .    .    .    -
enrolments:attendance-mark                page    rw   r    r    rw   r    .    .    .    -
enrolments:attendance-sheet               pdf     r    r    r    r    r    .    .    .    -
enrolments:enrolment-detail               page    r    r    r    r    r    .    .    .    -
enrolments:enrolment-drop                 page    rw   .    .    .    .    .    .    .    -
enrolments:enrolment-history              page    r    r    r    .    .    .    .    .    -
enrolments:enrolment-list                 page    r    r    r    r    r    .    .    .    -
enrolments:enrolment-move/approve         page    .    .    rw   .    .    .    .    .    -
enrolments:enrolment-move/reject          page    .    .    rw   .    .    .    .    .    -
enrolments:enrolment-move/defer           page    .    .    rw   .    .    .    .    .    -
enrolments:enrolment-move/confirm         page    rw   .    .    .    .    .    .    .    -
enrolments:enrolment-move/withdraw        page    rw   .    .    .    .    .    .    .    -
enrolments:enrolment-move/drop            page    rw   .    .    .    .    .    .    .    -
enrolments:enrolment-move/transfer        page    rw   .    .    .    .    .    .    .    -
enrolments:enrolment-move/release         page    rw   .    .    .    .    .    .    .    -
enrolments:enrolment-release              page    rw   .    .    .    .    .    .    .    -
enrolments:enrolment-seat                 page    rw   .    .    .    .    .    .    .    -
enrolments:enrolment-transfer             page    rw   .    .    .    .    .    .    .    -
enrolments:enrolment-withdraw             page    rw   .    .    .    .    .    .    .    -
enrolments:inmate-trainings               page    r    r    r    0    0    .    .    .    -
enrolments:participant-add                page    rw   .    .    .    .    .    .    .    -
enrolments:participant-decide             page    .    .    rw   .    .    .    .    .    -
enrolments:participant-list               page    r    r    r    r    r    .    .    .    -
enrolments:participant-review             page    rw   .    .    .    .    .    .    .    -
enrolments:person-suitability             page    r    r    r    .    .    .    .    .    -
enrolments:registration                   page    rw   .    .    .    .    .    .    .    -
enrolments:registration-closing           page    rw   .    .    .    .    .    .    .    -
enrolments:registration-sheet             pdf     r    .    .    .    .    .    .    .    -
enrolments:training-add                   page    r    .    .    .    .    .    .    .    -
enrolments:result-list                    page    r    r    r    r    r    .    .    .    -
enrolments:result-sheet                   page    r    r    r    rw   r    .    .    .    -
enrolments:result-sheet-move/submit       page    .    .    .    rw   .    .    .    .    -
enrolments:result-sheet-move/check        page    .    rw   .    .    .    .    .    .    -
enrolments:result-sheet-move/approve      page    .    .    rw   .    .    .    .    .    -
enrolments:result-sheet-move/return       page    .    rw   .    .    .    .    .    .    -
enrolments:result-sheet-move/reopen       page    .    .    rw   .    .    .    .    .    -
enrolments:allocation-add                 page    rw   .    .    .    .    .    .    .    -
enrolments:allocation-confirm             page    rw   .    .    .    .    .    .    .    -
enrolments:allocation-detail              page    rw   r    r    .    .    .    .    .    -
enrolments:allocation-discard             page    rw   .    .    .    .    .    .    .    -
enrolments:allocation-list                page    r    r    r    .    .    .    .    .    -
enrolments:allocation-unplaced            page    rw   r    r    .    .    .    .    .    -
enrolments:call-list                      page    r    r    r    .    .    .    .    .    -
enrolments:call-list-print                pdf     r    r    r    .    .    .    .    .    -
enrolments:change-detail                  page    rw   rw   r    .    .    .    .    .    -
enrolments:change-list                    page    r    r    r    .    .    .    .    .    -
enrolments:outing-add                     page    rw   .    .    .    .    .    .    .    -
enrolments:outing-cancel                  page    rw   .    .    .    .    .    .    .    -
enrolments:outing-detail                  page    rw   r    r    .    .    .    .    .    -
enrolments:outing-escort-letter           pdf     r    r    r    .    .    .    .    .    -
enrolments:outing-exit-letter             pdf     r    r    r    .    .    .    .    .    -
enrolments:outing-list                    page    r    r    r    .    .    .    .    .    -

# enrolments: hearings of the panel, registration with the partner
enrolments:hearing-list                   page    r    r    r    .    .    .    .    .    -
enrolments:hearing-add                    page    rw   .    .    .    .    .    .    .    -
enrolments:hearing-detail                 page    r    r    r    .    .    .    .    .    -
enrolments:hearing-edit                   page    rw   .    .    .    .    .    .    .    -
enrolments:hearing-members                page    rw   .    .    .    .    .    .    .    -
enrolments:hearing-candidates             page    rw   .    .    .    .    .    .    .    -
enrolments:hearing-decide                 page    .    rw   .    .    .    .    .    .    -
enrolments:hearing-history                page    r    r    r    .    .    .    .    .    -
enrolments:hearing-minutes                pdf     r    r    r    .    .    .    .    .    -
enrolments:hearing-letter                 pdf     0    0    0    .    .    .    .    .    -
enrolments:hearing-move/hold              page    .    rw   .    .    .    .    .    .    -
enrolments:hearing-move/close             page    .    .    rw   .    .    .    .    .    -
enrolments:hearing-move/return            page    .    .    rw   .    .    .    .    .    -
enrolments:hearing-move/reopen            page    .    rw   .    .    .    .    .    .    -
enrolments:hearing-move/cancel            page    rw   .    .    .    .    .    .    .    -
enrolments:registration-list              page    r    r    r    .    r    .    .    .    -
enrolments:program-registrations          page    r    r    r    .    r    .    .    .    -
enrolments:registration-add               page    rw   .    .    .    .    .    .    .    -
enrolments:registration-detail            page    r    r    r    .    r    .    .    .    -
enrolments:registration-people            page    rw   .    .    .    .    .    .    .    -
enrolments:registration-send              page    rw   .    .    .    .    .    .    .    -
enrolments:registration-answer            page    rw   .    .    .    rw   .    .    .    -
enrolments:registration-remove            page    rw   .    .    .    .    .    .    .    -
enrolments:registration-history           page    r    r    r    .    .    .    .    .    -
enrolments:registration-letter            pdf     r    r    r    .    r    .    .    .    -
enrolments:registration-file              button  w    w    w    .    w    .    .    .    -
enrolments:registration-move/file         page    rw   .    .    .    .    .    .    .    -
enrolments:attendance-classes             page    r    r    r    r    r    .    .    .    -
enrolments:attendance-enter               page    rw   .    .    rw   .    .    .    .    -
enrolments:attendance-verify              button  .    w    .    .    .    .    .    .    -
enrolments:class-sheet                    pdf     r    r    r    r    r    .    .    .    -
enrolments:session-photo                  file    r    r    r    r    r    .    .    .    -
enrolments:session-photo-remove           page    rw   .    .    rw   .    .    .    .    -
enrolments:competency-grid                page    r    r    r    rw   r    .    .    .    -
enrolments:evaluation                     page    r    r    r    r    r    .    .    .    -
enrolments:evaluation-actions             page    rw   .    .    .    .    .    .    .    -
enrolments:evaluation-form                pdf     r    .    .    r    .    .    .    .    -
enrolments:evaluation-paper               page    rw   .    .    rw   .    .    .    .    -
enrolments:evaluation-review              page    .    .    .    rw   .    .    .    .    -
enrolments:evaluation-round               page    rw   .    .    rw   .    .    .    .    -
enrolments:grading                        page    rw   .    .    .    .    .    .    .    -
enrolments:graduation                     page    r    r    r    r    r    .    .    .    -
enrolments:graduation-print               pdf     r    r    r    .    .    .    .    .    -
enrolments:graduation-write               page    rw   rw   .    .    .    .    .    .    -
enrolments:sppn-grid                      page    rw   r    r    rw   r    .    .    .    -
enrolments:sppn-list                      page    r    r    r    .    .    .    .    .    -

# facilities
facilities:defaults-detail                page    r    r    r    .    .    r    r    r    national,admin
facilities:defaults-edit                  page    .    .    rw   .    .    .    rw   rw   national,admin
facilities:defaults-history               page    r    r    r    .    .    r    r    r    national,admin
facilities:facility-add                   page    .    .    .    .    .    .    .    rw   -
facilities:facility-detail                page    r    r    r    .    .    r    r    r    national,admin
facilities:facility-edit                  page    .    .    rw   .    .    .    rw   rw   national,admin
facilities:facility-history               page    r    r    r    .    .    r    r    r    national,admin
facilities:facility-letterhead            pdf     r    r    r    .    .    r    r    r    national,admin
facilities:facility-list                  page    r    r    r    .    .    r    r    r    -
facilities:facility-logo                  page    .    .    rw   .    .    .    rw   rw   national,admin
facilities:facility-logo-image            file    r    r    r    .    .    r    r    r    national,admin
facilities:facility-users                 page    .    .    r    .    .    .    .    r    admin
facilities:holiday-add                    page    .    .    rw   .    .    .    .    rw   -
facilities:holiday-list                   page    r    r    r    .    .    r    r    r    -
facilities:holiday-remove                 page    .    .    rw   .    .    .    .    0    -
facilities:letter-edit                    page    .    .    rw   .    .    .    rw   rw   national,admin
facilities:letter-history                 page    r    r    r    .    .    r    r    r    national,admin
facilities:letter-list                    page    r    r    r    .    .    r    r    r    national,admin
facilities:membership-add                 page    .    .    rw   .    .    .    .    rw   admin
facilities:membership-edit                page    .    .    rw   .    .    .    .    rw   admin
facilities:membership-history             page    .    .    r    .    .    .    .    r    admin
facilities:membership-use                 button  w    0    0    0    0    0    0    0    -
facilities:office-add                     page    .    .    rw   .    .    .    rw   rw   national,admin
facilities:office-edit                    page    .    .    rw   .    .    .    rw   rw   national,admin
facilities:office-history                 page    r    r    r    .    .    r    r    r    national,admin
facilities:region-add                     page    .    .    .    .    .    .    .    rw   -
facilities:region-edit                    page    .    .    .    .    .    .    .    rw   admin
facilities:region-list                    page    .    .    .    .    .    .    .    r    -
facilities:start                          page    r    r    r    .    .    r    r    r    -
facilities:user-add                       page    .    .    rw   .    .    .    .    rw   -
facilities:user-close                     page    .    .    rw   .    .    .    .    rw   admin
facilities:user-detail                    page    .    .    r    .    .    .    .    r    admin
facilities:user-edit                      page    .    .    rw   .    .    .    .    rw   admin
facilities:user-history                   page    .    .    r    .    .    .    .    r    admin
facilities:user-link                      page    .    .    rw   .    .    .    .    rw   admin
facilities:user-list                      page    .    .    r    .    .    .    .    r    -
facilities:user-open                      page    .    .    rw   .    .    .    .    rw   admin
facilities:user-sign-out                  page    .    .    rw   .    .    .    .    rw   admin

# inmates
inmates:assessment-add                    page    rw   rw   .    .    .    .    .    .    -
inmates:assessment-answer                 button  w    w    .    .    .    .    .    .    -
inmates:assessment-choices                page    rw   rw   .    .    .    .    .    .    -
inmates:assessment-detail                 page    r    r    r    .    .    .    .    .    -
inmates:assessment-discard                page    rw   rw   .    .    .    .    .    .    -
inmates:assessment-history                page    r    r    r    .    .    .    .    .    -
inmates:assessment-list                   page    r    r    r    .    .    .    .    .    -
inmates:assessment-missing                page    r    r    r    .    .    .    .    .    -
inmates:assessment-paper                  page    rw   rw   .    .    .    .    .    .    -
inmates:assessment-review                 page    rw   rw   .    .    .    .    .    .    -
inmates:assessment-statements             page    rw   rw   .    .    .    .    .    .    -
inmates:check-list                        page    r    r    r    .    .    .    .    .    -
inmates:consent-add                       page    rw   rw   .    .    .    .    .    .    -
inmates:consent-edit                      page    rw   rw   .    .    .    .    .    .    -
inmates:consent-withdraw                  page    rw   rw   .    .    .    .    .    .    -
inmates:contact-add                       page    rw   rw   .    .    .    .    .    .    -
inmates:contact-edit                      page    rw   rw   .    .    .    .    .    .    -
inmates:contact-remove                    page    rw   rw   .    .    .    .    .    .    -
inmates:departure-list                    page    r    r    r    .    .    .    .    .    -
inmates:departure-take-back               page    rw   rw   .    .    .    .    .    .    -
inmates:details                           page    r    r    r    .    .    .    .    .    -
inmates:discipline-add                    page    .    rw   .    .    .    .    .    .    -
inmates:discipline-edit                   page    .    rw   .    .    .    .    .    .    -
inmates:discipline-end                    page    .    rw   .    .    .    .    .    .    -
inmates:discipline-history                page    .    r    r    .    .    .    .    .    -
inmates:identity-edit                     page    rw   rw   .    .    .    .    .    .    -
inmates:import-add                        page    rw   rw   .    .    .    .    .    .    -
inmates:import-compare                    button  w    w    .    .    .    .    .    .    -
inmates:import-detail                     page    rw   rw   r    .    .    .    .    .    -
inmates:import-list                       page    r    r    r    .    .    .    .    .    -
inmates:import-move/confirm               page    rw   rw   .    .    .    .    .    .    -
inmates:import-move/discard               page    rw   rw   .    .    .    .    .    .    -
inmates:import-rejected                   page    rw   rw   .    .    .    .    .    .    -
inmates:inmate-access                     page    .    .    r    .    .    .    .    .    -
inmates:inmate-add                        page    rw   rw   .    .    .    .    .    .    -
inmates:inmate-admit                      page    rw   rw   .    .    .    .    .    .    -
inmates:inmate-back                       page    rw   rw   .    .    .    .    .    .    -
inmates:inmate-detail                     page    r    r    r    .    .    .    .    .    -
inmates:inmate-died                       page    rw   rw   .    .    .    .    .    .    -
inmates:inmate-edit                       page    rw   rw   .    .    .    .    .    .    -
inmates:inmate-history                    page    r    r    r    .    .    .    .    .    -
inmates:inmate-list                       page    r    r    r    .    .    .    .    .    -
inmates:inmate-merge                      page    rw   rw   .    .    .    .    .    .    -
inmates:inmate-not-here                   page    rw   rw   .    .    .    .    .    .    -
inmates:inmate-on-leave                   page    rw   rw   .    .    .    .    .    .    -
inmates:inmate-receive                    page    rw   rw   .    .    .    .    .    .    -
inmates:inmate-release                    page    rw   rw   .    .    .    .    .    .    -
inmates:inmate-risk                       page    .    r    r    .    .    .    .    .    -
inmates:inmate-transfer                   page    rw   rw   .    .    .    .    .    .    -
inmates:inmate-unmerge                    page    rw   rw   .    .    .    .    .    .    -
inmates:limit-add                         page    rw   rw   .    .    .    .    .    .    -
inmates:limit-edit                        page    rw   rw   .    .    .    .    .    .    -
inmates:limit-remove                      page    rw   rw   .    .    .    .    .    .    -
inmates:nik-accept                        page    rw   rw   .    .    .    .    .    .    -
inmates:nik-show                          button  w    w    w    .    .    .    .    .    -
inmates:photo-edit                        page    rw   rw   .    .    .    .    .    .    -
inmates:photo-image                       file    r    r    r    .    .    .    .    .    -
inmates:risk-add                          page    .    rw   .    .    .    .    .    .    -
inmates:risk-edit                         page    .    rw   .    .    .    .    .    .    -
inmates:risk-history                      page    .    r    r    .    .    .    .    .    -
inmates:registerclass-add                 page    .    .    .    .    .    .    .    rw   -
inmates:registerclass-edit                page    .    .    .    .    .    .    .    rw   admin
inmates:registerclass-history             page    .    .    .    .    .    .    .    r    admin
inmates:registerclass-list                page    r    r    r    .    .    r    r    r    -
inmates:registerclass-remove              page    .    .    .    .    .    .    .    rw   admin

# partners
partners:access-add                       page    .    .    rw   .    .    .    .    0    -
partners:access-end                       page    .    .    rw   .    .    .    .    0    -
partners:access-link                      page    .    .    rw   .    .    .    .    0    -
partners:access-list                      page    .    .    r    .    .    .    .    0    -
partners:activity-add                     page    rw   .    .    .    .    .    .    .    -
partners:activity-detail                  page    r    r    r    .    r    r    r    .    national
partners:activity-edit                    page    rw   .    .    .    .    .    .    .    -
partners:activity-file                    pdf     r    r    r    .    r    r    r    .    national
partners:activity-file-add                page    rw   .    .    .    .    .    .    .    -
partners:activity-file-remove             page    rw   .    .    .    .    .    .    .    -
partners:activity-history                 page    r    r    r    .    r    r    r    .    national
partners:activity-list                    page    r    r    r    .    r    r    r    .    national
partners:activity-remove                  page    rw   .    .    .    .    .    .    .    -
partners:agreement-add                    page    rw   .    .    .    .    .    .    .    -
partners:agreement-detail                 page    r    r    r    .    r    r    r    .    national
partners:agreement-edit                   page    rw   .    .    .    .    .    .    .    -
partners:agreement-extend                 page    .    .    rw   .    .    .    .    .    -
partners:agreement-file                   pdf     r    r    r    .    r    r    r    .    national
partners:agreement-file-add               page    rw   .    .    .    .    .    .    .    -
partners:agreement-file-remove            page    rw   .    .    .    .    .    .    .    -
partners:agreement-history                page    r    r    r    .    r    r    r    .    national
partners:agreement-let-end                page    .    .    rw   .    .    .    .    .    -
partners:agreement-list                   page    r    r    r    .    r    r    r    .    -
partners:agreement-move/draft             page    rw   .    .    .    .    .    .    .    -
partners:agreement-move/sign              page    .    .    rw   .    .    .    .    .    -
partners:agreement-move/terminate         page    .    .    rw   .    .    .    .    .    -
partners:agreement-renew                  page    rw   .    .    .    .    .    .    .    -
partners:agreement-summary                pdf     r    r    r    .    r    r    r    .    national
partners:contribution-add                 page    rw   .    .    .    .    .    .    .    -
partners:contribution-edit                page    rw   .    .    .    .    .    .    .    -
partners:contribution-remove              page    rw   .    .    .    .    .    .    .    -
partners:held-certificate-add             page    rw   rw   .    .    .    .    .    .    -
partners:held-certificate-edit            page    rw   rw   .    .    .    .    .    .    -
partners:held-certificate-remove          page    rw   rw   .    .    .    .    .    .    -
partners:held-certificate-scan            pdf     r    r    r    .    r    r    r    .    national
partners:contact-add                      page    rw   rw   rw   .    .    .    .    .    -
partners:contact-detail                   page    r    r    r    .    .    .    .    .    -
partners:contact-edit                     page    rw   rw   rw   .    .    .    .    .    -
partners:contact-file                     file    r    r    r    .    .    .    .    .    -
partners:contact-file-remove              page    rw   rw   rw   .    .    .    .    .    -
partners:contact-files                    page    rw   rw   rw   .    .    .    .    .    -
partners:contact-history                  page    r    r    r    .    .    .    .    .    -
partners:contact-list                     page    r    r    r    .    .    .    .    .    -
partners:contact-number                   page    rw   rw   rw   .    .    .    .    .    -
partners:contact-remove                   page    rw   rw   rw   .    .    .    .    .    -
partners:contact-report                   pdf     r    r    r    .    .    .    .    .    -
partners:instructor-add                   page    rw   rw   .    .    .    .    .    .    -
partners:instructor-back                  page    rw   rw   .    .    .    .    .    .    -
partners:instructor-detail                page    r    r    r    .    r    r    r    .    national
partners:instructor-edit                  page    rw   rw   .    .    .    .    .    .    -
partners:instructor-history               page    r    r    r    .    r    r    r    .    national
partners:instructor-invite                page    .    .    rw   .    .    .    .    0    -
partners:instructor-leave                 page    rw   rw   .    .    .    .    .    .    -
partners:instructor-link                  page    .    .    rw   .    .    .    .    0    -
partners:instructor-list                  page    r    r    r    .    r    r    r    .    -
partners:mapping                          page    r    r    r    .    .    .    .    .    -
partners:offering-add                     page    rw   rw   .    .    .    .    .    .    -
partners:offering-again                   page    rw   rw   .    .    .    .    .    .    -
partners:offering-detail                  page    r    r    r    .    r    r    r    .    national
partners:offering-edit                    page    rw   rw   .    .    .    .    .    .    -
partners:offering-end                     page    rw   rw   .    .    .    .    .    .    -
partners:offering-history                 page    r    r    r    .    r    r    r    .    national
partners:offering-list                    page    r    r    r    .    r    r    r    .    -
partners:officer-add                      page    rw   rw   .    .    .    .    .    .    -
partners:partner-add                      page    rw   rw   .    .    .    .    .    .    -
partners:partner-agreements               page    r    r    r    .    r    r    r    .    national
partners:partner-contacts                 page    r    r    r    .    .    .    .    .    -
partners:partner-detail                   page    r    r    r    .    r    r    r    .    national
partners:partner-edit                     page    rw   rw   .    .    .    .    .    .    -
partners:partner-history                  page    r    r    r    .    r    r    r    .    national
partners:partner-list                     page    r    r    r    .    r    r    r    .    -
partners:partner-offerings                page    r    r    r    .    r    r    r    .    national
partners:partner-logo                     page    rw   rw   .    .    .    .    .    .    -
partners:partner-logo-image               page    0    0    0    .    0    0    0    .    -
partners:partner-map                      button  w    w    w    .    .    .    .    .    -
partners:partnership-history              page    r    r    r    .    .    .    .    .    -
partners:partnership-move/decline         page    rw   rw   rw   .    .    .    .    .    -
partners:partnership-move/rest            page    rw   rw   rw   .    .    .    .    .    -
partners:partnership-move/resume          page    rw   rw   rw   .    .    .    .    .    -
partners:party-add                        page    rw   .    .    .    .    .    .    .    -
partners:party-edit                       page    rw   .    .    .    .    .    .    .    -
partners:party-remove                     page    rw   .    .    .    .    .    .    .    -
partners:person-add                       page    rw   rw   rw   .    .    .    .    .    -
partners:person-edit                      page    rw   rw   rw   .    .    .    .    .    -
partners:person-list                      page    r    r    r    .    .    .    .    .    -
partners:person-remove                    page    rw   rw   rw   .    .    .    .    .    -
partners:step-settle                      page    rw   rw   rw   .    .    .    .    .    -

# programs
programs:agreement-programs               page    r    r    r    0    r    .    .    .    -
programs:assignment-add                   page    rw   .    .    .    .    .    .    .    -
programs:assignment-lead                  button  w    .    .    .    .    .    .    .    -
programs:assignment-remove                page    rw   .    .    .    .    .    .    .    -
programs:letter-add                       page    rw   .    .    .    .    .    .    .    -
programs:letter-list                      page    r    r    r    r    r    .    .    .    -
programs:letter-print                     pdf     r    r    r    r    r    .    .    .    -
programs:module-list                      page    rw   r    r    r    r    .    .    .    -
programs:partner-programs                 page    r    r    r    0    r    .    .    .    -
programs:calendar                         page    r    r    r    r    r    .    .    .    -
programs:clash-list                       page    r    r    r    .    .    .    .    .    -
programs:competency-list                  page    rw   .    .    .    .    .    .    .    -
programs:facilitator-list                 page    rw   .    .    .    .    .    .    .    -
programs:preparation                      page    r    r    r    .    .    .    .    .    -
programs:preparation-edit                 page    rw   .    .    .    .    .    .    .    -
programs:preparation-usual                button  w    .    .    .    .    .    .    .    -
programs:program-add                      page    rw   .    .    .    .    .    .    .    -
programs:program-copy                     page    rw   .    .    .    .    .    .    .    -
programs:program-detail                   page    r    r    r    r    r    .    .    .    -
programs:program-edit                     page    rw   .    .    .    .    .    .    .    -
programs:program-evaluate                 page    rw   .    .    .    .    .    .    .    -
programs:program-extend                   page    .    .    rw   .    .    .    .    .    -
programs:program-from-offering            page    rw   .    .    .    .    .    .    .    -
programs:program-history                  page    r    r    r    .    .    .    .    .    -
programs:program-list                     page    r    r    r    r    r    .    .    .    -
programs:program-move/submit              page    rw   .    .    .    .    .    .    .    -
programs:program-move/verify              page    .    rw   .    .    .    .    .    .    -
programs:program-move/return              page    .    rw   .    .    .    .    .    .    -
programs:program-move/approve             page    .    .    rw   .    .    .    .    .    -
programs:program-move/refuse              page    .    .    rw   .    .    .    .    .    -
programs:program-move/open                page    .    .    rw   .    .    .    .    .    -
programs:program-move/start               page    .    .    rw   .    .    .    .    .    -
programs:program-move/complete            page    .    rw   .    .    .    .    .    .    -
programs:program-move/close               page    .    .    rw   .    .    .    .    .    -
programs:program-move/cancel              page    .    .    rw   .    .    .    .    .    -
programs:program-override                 page    .    .    rw   .    .    .    .    .    -
programs:session-add                      page    rw   .    .    .    .    .    .    .    -
programs:session-detail                   page    r    r    r    r    r    .    .    .    -
programs:session-edit                     page    rw   .    .    .    .    .    .    .    -
programs:session-generate                 page    rw   .    .    .    .    .    .    .    -
programs:session-history                  page    r    r    r    .    .    .    .    .    -
programs:session-list                     page    r    r    r    r    r    .    .    .    -
programs:session-move/submit              page    rw   .    .    rw   .    .    .    .    -
programs:session-move/verify              page    .    rw   .    .    .    .    .    .    -
programs:session-move/reopen              page    .    rw   .    .    .    .    .    .    -
programs:session-move/cancel              page    rw   .    .    .    .    .    .    .    -
programs:session-tools                    page    rw   r    r    r    r    .    .    .    -
programs:step-edit                        page    rw   .    .    .    .    .    .    .    -
programs:tool-list                        page    rw   r    r    r    r    .    .    .    -

# figures, charts and targets
enrolments:taught-list                    page    r    r    r    r    r    .    .    .    -
reports:dashboard                         page    r    r    r    .    .    .    .    .    -
reports:targets                           page    .    .    rw   .    .    .    .    .    head
# works
production:catalogue                      page    r    r    r    .    r    .    .    .    -
production:catalogue-pdf                  pdf     r    r    r    .    .    .    .    .    -
production:catalogue-settings             page    rw   .    .    .    .    .    .    .    -
production:consignment-add                page    rw   .    .    .    .    .    .    .    -
production:consignment-detail             page    r    r    r    .    r    .    .    .    -
production:consignment-history            page    r    r    r    .    .    .    .    .    -
production:consignment-list               page    r    r    r    .    r    .    .    .    -
production:consignment-pdf                pdf     r    r    r    .    r    .    .    .    -
production:group-add                      page    rw   .    .    .    .    .    .    .    -
production:group-detail                   page    r    r    r    .    .    .    .    .    -
production:group-edit                     page    rw   .    .    .    .    .    .    .    -
production:group-history                  page    r    r    r    .    .    .    .    .    -
production:group-list                     page    r    r    r    .    .    .    .    .    -
production:group-members                  page    r    r    r    .    .    .    .    .    -
production:line-returned                  page    rw   .    .    .    .    .    .    .    -
production:line-sold                      page    rw   .    .    .    .    .    .    .    -
production:member-add                     page    rw   .    .    .    .    .    .    .    -
production:member-end                     page    rw   .    .    .    .    .    .    .    -
production:movement-list                  page    r    r    r    .    .    .    .    .    -
production:note-add                       page    rw   .    .    .    .    .    .    .    -
production:note-list                      page    r    r    r    .    .    .    .    .    -
production:note-photo                     file    r    r    r    .    .    .    .    .    -
production:note-photo-add                 page    rw   .    .    .    .    .    .    .    -
production:note-photo-remove              page    rw   .    .    .    .    .    .    .    -
production:note-remove                    page    rw   .    .    .    .    .    .    .    -
production:outlet-add                     page    rw   .    .    .    .    .    .    .    -
production:outlet-detail                  page    r    r    r    .    .    .    .    .    -
production:outlet-edit                    page    rw   .    .    .    .    .    .    .    -
production:outlet-history                 page    r    r    r    .    .    .    .    .    -
production:outlet-list                    page    r    r    r    .    .    .    .    .    -
production:product-add                    page    rw   .    .    .    .    .    .    .    -
production:product-detail                 page    r    r    r    .    .    .    .    .    -
production:product-edit                   page    rw   .    .    .    .    .    .    .    -
production:product-history                page    r    r    r    .    .    .    .    .    -
production:product-list                   page    r    r    r    .    .    .    .    .    -
production:product-materials              page    rw   .    .    .    .    .    .    .    -
production:product-photo                  file    r    r    r    .    r    .    .    .    -
production:product-photo-add              page    rw   .    .    .    .    .    .    .    -
production:product-photo-remove           page    rw   .    .    .    .    .    .    .    -
production:run-add                        page    rw   .    .    .    .    .    .    .    -
production:run-detail                     page    r    r    r    .    .    .    .    .    -
production:run-history                    page    r    r    r    .    .    .    .    .    -
production:run-list                       page    r    r    r    .    .    .    .    .    -
production:run-withdraw                   page    rw   .    .    .    .    .    .    .    -
production:stock-correct                  page    rw   .    .    .    .    .    .    .    -
production:stock-list                     page    r    r    r    .    .    .    .    .    -
production:works                          page    r    r    r    .    r    .    .    .    -

# after release
reintegration:agree                       page    rw   rw   .    .    .    .    .    .    -
reintegration:followup-attempt            page    rw   rw   .    .    .    .    .    .    -
reintegration:followup-detail             page    r    r    r    .    .    .    .    .    -
reintegration:followup-history            page    r    r    r    .    .    .    .    .    -
reintegration:followup-letter             pdf     r    r    .    .    .    .    .    .    -
reintegration:followup-list               page    r    r    r    .    .    .    .    .    -
reintegration:followup-move/reopen        page    rw   rw   .    .    .    .    .    .    -
reintegration:grant-add                   page    rw   rw   .    .    rw   .    .    .    -
reintegration:grant-check                 page    rw   rw   .    .    rw   .    .    .    -
reintegration:grant-detail                page    r    r    r    .    r    .    .    .    -
reintegration:grant-edit                  page    rw   rw   .    .    rw   .    .    .    -
reintegration:grant-history               page    r    r    r    .    r    .    .    .    -
reintegration:grant-list                  page    r    r    r    .    r    .    .    .    -
reintegration:grant-minutes               pdf     r    r    r    .    r    .    .    .    -
reintegration:outcomes                    page    r    r    r    .    .    r    r    .    -
reintegration:person                      page    r    r    r    .    .    .    .    .    -
reintegration:person-grant-add            page    rw   rw   .    .    0    .    .    .    -
reintegration:plan                        page    r    r    r    .    .    .    .    .    -
reintegration:plan-add                    page    rw   rw   .    .    .    .    .    .    -
reintegration:plan-edit                   page    rw   rw   .    .    .    .    .    .    -
reintegration:plan-history                page    r    r    r    .    .    .    .    .    -
reintegration:plan-list                   page    r    r    r    .    .    .    .    .    -
reintegration:plan-move/finish            page    rw   rw   .    .    .    .    .    .    -
reintegration:plan-move/reopen            page    rw   rw   .    .    .    .    .    .    -
reintegration:plan-sheet                  pdf     r    r    r    .    .    .    .    .    -
reintegration:program-grants              page    r    r    r    .    r    .    .    .    -
reintegration:refuse                      page    rw   rw   .    .    .    .    .    .    -

# reports
reports:home                              page    r    r    r    r    r    r    r    r    -
reports:needs                             page    r    r    r    .    .    r    r    .    -
reports:search                            page    r    r    r    r    r    r    r    .    -

# comparison
reports:compare                           page    .    .    .    .    .    r    r    .    -
reports:compare-facility                  page    .    .    .    .    .    r    r    .    national
reports:compare-fields                    page    .    .    .    .    .    r    r    .    -
reports:compare-leaving                   page    .    .    .    .    .    r    r    .    -
reports:compare-regions                   page    .    .    .    .    .    r    r    .    -
reports:compare-refresh                   button  .    .    .    .    .    w    w    .    -
reports:elsewhere                         page    r    r    r    .    .    .    .    .    -

# monthly, yearly and partners' reports
reports:facility-reports                  page    .    .    .    .    .    r    r    .    -
reports:monthly-add                       page    rw   .    .    .    .    .    .    .    -
reports:monthly-detail                    page    rw   r    r    .    .    r    r    .    national
reports:monthly-excel                     file    r    r    r    .    .    r    r    .    national
reports:monthly-history                   page    r    r    r    .    .    0    0    .    -
reports:monthly-list                      page    r    r    r    .    .    r    r    .    -
reports:monthly-move/accept               page    .    .    .    .    .    rw   .    .    -
reports:monthly-move/check                page    .    rw   .    .    .    .    .    .    -
reports:monthly-move/refuse               page    .    .    rw   .    .    .    .    .    -
reports:monthly-move/reopen               page    .    rw   .    .    .    .    .    .    -
reports:monthly-move/return               page    .    .    .    .    .    rw   .    .    -
reports:monthly-move/submit               page    .    .    rw   .    .    .    .    .    -
reports:monthly-pdf                       pdf     r    r    r    .    .    r    r    .    national
reports:monthly-photo                     file    r    r    r    .    .    r    r    .    national
reports:monthly-photo-remove              page    rw   .    .    .    .    .    .    .    -
reports:monthly-photos                    page    rw   .    .    .    .    .    .    .    -
reports:partner-report                    page    r    r    r    .    .    .    .    .    -
reports:partner-report-pdf                pdf     r    r    r    .    .    .    .    .    -
reports:submission-pdf                    pdf     r    r    r    .    .    r    r    .    national
reports:yearly                            page    r    r    r    .    .    .    .    .    -
reports:yearly-excel                      file    r    r    r    .    .    .    .    .    -
reports:yearly-pdf                        pdf     r    r    r    .    .    .    .    .    -
# production: sales and money
production:account-detail                 page    r    r    r    .    .    .    .    .    -
production:deposit-add                    page    rw   .    .    .    .    .    .    .    -
production:deposit-detail                 page    r    r    r    .    .    .    .    .    -
production:deposit-history                page    r    r    r    .    .    .    .    .    -
production:deposit-list                   page    r    r    r    .    .    .    .    .    -
production:deposit-proof                  file    r    r    r    .    .    .    .    .    -
production:deposit-undo                   page    .    rw   .    .    .    .    .    .    -
production:entry-detail                   page    r    r    r    .    .    .    .    .    -
production:figures                        page    r    r    r    .    .    .    .    .    -
production:inmate-earnings                page    r    r    r    .    .    .    .    .    -
production:ledger                         page    r    r    r    .    .    .    .    .    -
production:member-list                    page    r    r    r    .    .    .    .    .    -
production:payout-add                     page    rw   .    .    .    .    .    .    .    -
production:payout-detail                  page    r    r    r    .    .    .    .    .    -
production:payout-history                 page    r    r    r    .    .    .    .    .    -
production:payout-list                    page    r    r    r    .    .    .    .    .    -
production:payout-receipt                 pdf     r    r    r    .    .    .    .    .    -
production:payout-undo                    page    .    rw   .    .    .    .    .    .    -
production:rule-add                       page    .    .    rw   .    .    .    .    .    -
production:rule-list                      page    r    r    r    .    .    .    .    .    -
production:rule-remove                    page    .    .    rw   .    .    .    .    .    -
production:sale-add                       page    rw   .    .    .    .    .    .    .    -
production:sale-detail                    page    r    r    r    .    .    .    .    .    -
production:sale-history                   page    r    r    r    .    .    .    .    .    -
production:sale-list                      page    r    r    r    .    .    .    .    .    -
production:sale-move/deliver              page    rw   .    .    .    .    .    .    .    -
production:sale-move/pay                  page    rw   .    .    .    .    .    .    .    -
production:sale-move/void                 page    rw   .    .    .    .    .    .    .    -
production:sale-pay                       page    rw   .    .    .    .    .    .    .    -
production:sale-receipt                   pdf     r    r    r    .    .    .    .    .    -
production:sale-trace                     page    r    r    r    .    .    .    .    .    -
production:sale-unsplit                   page    .    rw   .    .    .    .    .    .    -
production:split-add                      page    .    rw   .    .    .    .    .    .    -
"""
# fmt: on


@dataclass(frozen=True)
class Expected:
    """A line of the table: `cells` by role, `elsewhere` the roles that reach another facility's object."""

    kind: str
    cells: dict
    elsewhere: frozenset

    @property
    def opener(self) -> Role | None:
        """The first role that opens it."""
        return next((role for role in ROLES if self.cells[role].startswith("r")), None)


def _read() -> dict[str, Expected]:
    lines = {}
    for line in TABLE.strip().splitlines():
        if not line.strip() or line.lstrip().startswith(("#", "address ")):
            continue
        name, kind, *cells, elsewhere = line.split()
        if name in lines:
            raise ValueError(f"{name} stands there twice")
        far = frozenset() if elsewhere == "-" else frozenset(Role(role) for role in elsewhere.split(","))
        lines[name] = Expected(kind, dict(zip(ROLES, cells, strict=True)), far)
    return lines


EXPECTED = _read()
