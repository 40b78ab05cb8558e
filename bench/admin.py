"""Django's admin over four of our tables, as one would set it up in an afternoon: to compare lists with.

It shows the same rows as our list does to the same user, 25 a page, with like columns, search and filters.
"""

from django.contrib import admin

from certificates.models import Certificate
from enrolments.models import Enrolment
from inmates.models import Inmate
from programs.models import Program


class Site(admin.AdminSite):
    def has_permission(self, request):
        return request.user.is_authenticated


class PlainAdmin(admin.ModelAdmin):
    list_per_page = 25

    def get_queryset(self, request):
        return self.model.objects.for_user(request.user)

    def _allowed(self, request, obj=None):
        return True

    has_view_permission = has_change_permission = has_add_permission = has_delete_permission = _allowed
    has_module_permission = _allowed


class InmateAdmin(PlainAdmin):
    list_display = ["full_name", "legal_status", "block", "cell", "sentence_end", "custody"]
    list_filter = ["legal_status", "custody", "block"]
    search_fields = ["full_name", "aliases", "register_numbers__raw"]
    ordering = ["full_name"]


class ProgramAdmin(PlainAdmin):
    list_display = [
        "title",
        "skill_field",
        "partner",
        "facility",
        "starts_on",
        "lesson_hours",
        "seats",
        "state",
    ]
    list_filter = ["state", "skill_field"]
    list_select_related = ["skill_field", "partner", "facility"]
    search_fields = ["title", "partner__name"]


class EnrolmentAdmin(PlainAdmin):
    list_display = ["inmate", "program", "state", "applied_on", "joined_on", "ended_on"]
    list_filter = ["state"]
    list_select_related = ["inmate", "program"]
    search_fields = ["inmate__full_name", "program__title"]


class CertificateAdmin(PlainAdmin):
    list_display = ["number", "enrolment", "program", "issued_on", "state"]
    list_filter = ["status__state", "issuer"]
    list_select_related = ["enrolment__inmate", "program", "status"]
    search_fields = ["number", "code"]

    @admin.display(ordering="status__state")
    def state(self, certificate):
        return certificate.status.get_state_display()


site = Site(name="bench-admin")
site.register(Inmate, InmateAdmin)
site.register(Program, ProgramAdmin)
site.register(Enrolment, EnrolmentAdmin)
site.register(Certificate, CertificateAdmin)
