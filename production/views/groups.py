"""Groups, who is in them, and what they did."""

from django.contrib import messages
from django.db.models import Exists, F, OuterRef
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views import (
    Action,
    ActionPage,
    CreatePage,
    DetailPage,
    EditPage,
    FileAddPage,
    FilePage,
    FileRemovePage,
    HistoryPage,
    ListPage,
    RemovePage,
    TabListPage,
)
from enrolments.models import Enrolment
from production import services
from production.filters.works import GroupFilter, MemberFilter, NoteFilter
from production.forms.groups import EndForm, GroupForm, MembersForm, NoteForm, PhotosForm
from production.models import GroupMember, GroupNote, GroupPhoto, Product, ProductionGroup
from production.services.groups import people_to_add
from production.tables.works import GroupTable, MemberTable, NoteTable
from production.views.base import StaffOnly, crumbs

MOST_PEOPLE = 60  # to tick on one page; the search finds the others


class GroupList(StaffOnly, ListPage):
    model = ProductionGroup
    table_class = GroupTable
    filterset_class = GroupFilter
    lead = gettext_lazy("Creative groups: who makes things together, and who coaches them.")
    empty = gettext_lazy("The facility's creative groups stand here, for instance batik, knitting, kites.")

    def narrow(self, rows):
        return rows.select_related("skill_field", "coach", "officer").with_counts()

    def get_breadcrumbs(self):
        return crumbs()

    def get_actions(self):
        return self.entering(Action(_("Add group"), reverse("production:group-add")))


class GroupAdd(StaffOnly, CreatePage):
    model = ProductionGroup
    permission = "sales.enter"
    form_class = GroupForm
    title = gettext_lazy("Add group")

    def get_breadcrumbs(self):
        return crumbs("group-list")


class GroupDetail(StaffOnly, DetailPage):
    model = ProductionGroup
    template_name = "production/group_detail.html"

    def narrow(self, rows):
        return rows.select_related(
            "facility", "skill_field", "coach__partner", "officer", "program"
        ).with_counts()

    def get_breadcrumbs(self):
        return crumbs("group-list")

    def get_actions(self):
        key = self.object.pk
        add = f"{reverse('production:product-add')}?group={key}"
        return self.entering(
            Action(_("Edit"), reverse("production:group-edit", args=[key]), "pencil"),
            Action(_("Add product"), add, "plus", main=False),
        )

    def get_context_data(self, **kwargs):
        products = Product.objects.for_user(self.request.user).filter(group=self.object)
        return super().get_context_data(
            products=products.with_cost().with_stock().order_by("name", "pk")[:50], **kwargs
        )


class GroupEdit(StaffOnly, EditPage):
    model = ProductionGroup
    permission = "sales.enter"
    form_class = GroupForm

    def narrow(self, rows):
        return rows.select_related("facility", "officer")

    def get_breadcrumbs(self):
        return crumbs("group-list", owner=self.row)


class GroupHistory(StaffOnly, HistoryPage):
    model = ProductionGroup

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_breadcrumbs(self):
        return crumbs("group-list")


class MemberList(StaffOnly, TabListPage):
    """Who is and was in a group."""

    model = GroupMember
    parent_model = ProductionGroup
    parent_field = "group"
    persons = "inmate_id"
    shown_as = gettext_lazy("Members of a group")
    table_class = MemberTable
    filterset_class = MemberFilter
    empty = gettext_lazy("Nobody is in this group yet.")

    def narrow_parent(self, rows):
        return rows.select_related("facility")

    def narrow(self, rows):
        return rows.select_related("inmate").order_by(
            F("ended_on").desc(nulls_first=True), "inmate__full_name", "pk"
        )

    def get_table_kwargs(self):
        return {"editable": self.may_enter}

    def get_breadcrumbs(self):
        return crumbs("group-list")

    def get_actions(self):
        if self.parent.standing == "closed":
            return []
        add = reverse("production:member-add", args=[self.parent.pk])
        return self.entering(Action(_("Add members"), add, "user-plus"))


class MemberAdd(StaffOnly, ActionPage):
    """Ticks people who join a group; those of its programme stand first."""

    model = ProductionGroup
    permission = "sales.enter"
    persons = "pk"
    shown_as = gettext_lazy("New members of a group")
    form_class = MembersForm
    template_name = "production/member_add.html"
    title = gettext_lazy("Add members")
    submit_label = gettext_lazy("Add members")

    def narrow(self, rows):
        return rows.select_related("facility", "program")

    def refusal(self):
        return _("The group has ended, so nobody joins it.") if self.subject.standing == "closed" else ""

    def get_breadcrumbs(self):
        group = self.subject
        members = (_("Members"), reverse("production:group-members", args=[group.pk]))
        return [*crumbs("group-list", owner=group), members]

    @property
    def looked_for(self) -> str:
        return self.request.GET.get("q", "").replace("\0", "")[:100].strip()

    def get_people(self):
        """Return at most MOST_PEOPLE to choose from, and whether there are more."""
        rows = people_to_add(self.subject, self.request.user).search(self.looked_for)
        learnt = Enrolment.objects.for_user(self.request.user).filter(
            inmate=OuterRef("pk"), program=self.subject.program_id
        )
        rows = rows.annotate(learnt=Exists(learnt)).order_by("-learnt", "full_name", "pk").with_register()
        found = list(rows[: MOST_PEOPLE + 1])
        return found[:MOST_PEOPLE], len(found) > MOST_PEOPLE

    def get_shown_rows(self, context):
        return context.get("people", ())

    def get_context_data(self, **kwargs):
        people, more = self.get_people()
        return super().get_context_data(people=people, more=more, looked_for=self.looked_for, **kwargs)

    def accept(self, form):
        added = services.add_members(
            group=self.subject,
            inmates=form.cleaned_data["inmates"],
            joined_on=form.cleaned_data["joined_on"],
            by=self.request.user,
        )
        text = ngettext(
            "%(count)s person joined %(group)s.", "%(count)s people joined %(group)s.", len(added)
        )
        messages.success(self.request, text % {"count": len(added), "group": self.subject})
        return HttpResponseRedirect(reverse("production:group-members", args=[self.subject.pk]))


class MemberEnd(StaffOnly, ActionPage):
    """Writes that somebody left a group."""

    model = GroupMember
    permission = "sales.enter"
    persons = "inmate_id"
    shown_as = gettext_lazy("Somebody leaves a group")
    form_class = EndForm

    def narrow(self, rows):
        return rows.select_related("inmate", "group", "facility")

    def get_title(self):
        return _("%(name)s leaves %(group)s") % {"name": self.subject, "group": self.subject.group}

    def refusal(self):
        return _("This person has left the group already.") if self.subject.ended_on else ""

    def get_breadcrumbs(self):
        members = (_("Members"), self.subject.get_absolute_url())
        return [*crumbs("group-list", owner=self.subject.group), members]

    def accept(self, form):
        member = services.end_membership(member=self.subject, by=self.request.user, **self.asked(form))
        messages.success(self.request, _("%(name)s is no longer in the group.") % {"name": member})
        return HttpResponseRedirect(member.get_absolute_url())

    @staticmethod
    def asked(form):
        return {name: form.cleaned_data[name] for name in ("ended_on", "reason")}


class NoteList(StaffOnly, TabListPage):
    """What a group did, day by day, with photos of the work."""

    model = GroupNote
    parent_model = ProductionGroup
    parent_field = "group"
    template_name = "production/note_list.html"
    table_class = NoteTable
    filterset_class = NoteFilter
    exports = False  # photos and prose, told on the page
    empty = gettext_lazy("What the group did stands here: exercises, exhibitions, visits, with photos.")

    def get_template_names(self):
        return ["production/_notes.html"] if self.request.htmx else [self.template_name]

    def narrow_parent(self, rows):
        return rows.select_related("facility")

    def narrow(self, rows):
        return rows.select_related("by").prefetch_related("photos")

    def get_breadcrumbs(self):
        return crumbs("group-list")

    def get_actions(self):
        return self.entering(
            Action(_("Add activity note"), reverse("production:note-add", args=[self.parent.pk]))
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_enter=self.may_enter, **kwargs)


class NoteAdd(StaffOnly, CreatePage):
    model = GroupNote
    parent_model = ProductionGroup
    parent_field = "group"
    permission = "sales.enter"
    form_class = NoteForm
    title = gettext_lazy("Add activity note")
    lead = gettext_lazy("Name no inmate here: the list of members tells who was in the group.")
    message = gettext_lazy("The note of %(name)s has been saved.")

    def get_breadcrumbs(self):
        return note_crumbs(self.parent)

    def save(self, form):
        return services.save_note(
            note=form.instance, uploads=form.cleaned_data.get("photos") or (), by=self.request.user
        )


def note_crumbs(group):
    notes = (_("Activities"), reverse("production:note-list", args=[group.pk]))
    return [*crumbs("group-list", owner=group), notes]


class NoteRemove(StaffOnly, RemovePage):
    model = GroupNote
    permission = "sales.enter"

    def narrow(self, rows):
        return rows.select_related("group", "facility")

    def get_breadcrumbs(self):
        return note_crumbs(self.subject.group)


class NotePhotoAdd(StaffOnly, FileAddPage):
    model = GroupNote
    permission = "sales.enter"
    form_class = PhotosForm
    title = gettext_lazy("Add photos")

    def narrow(self, rows):
        return rows.select_related("group", "facility")

    def get_breadcrumbs(self):
        return note_crumbs(self.subject.group)

    def keep(self, form):
        note = self.lock(GroupNote, self.subject.pk)
        return services.add_pictures(
            model=GroupPhoto,
            uploads=form.cleaned_data["photos"],
            by=self.request.user,
            facility_id=note.facility_id,
            note=note,
        )


class NotePhotoShow(StaffOnly, FilePage):
    model = GroupPhoto


class NotePhotoRemove(StaffOnly, FileRemovePage):
    model = GroupPhoto
    permission = "sales.enter"
    owner = "note"
