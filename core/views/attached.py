"""Pages about the files that hang on an object: hanging more on it, taking one away. `FilePage` shows one."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.views.forms import ActionPage, RemovePage


class FileAddPage(ActionPage):
    """Hangs uploads on the object that the address names, and leads back to its page."""

    def keep(self, form) -> list:
        """Save what the form brought by a service, and return the new rows; none when all were there."""
        raise TypeError(f"{type(self).__name__} does not say how files are kept.")

    def get_breadcrumbs(self):
        return [(str(self.subject), self.subject.get_absolute_url())]

    def accept(self, form):
        if added := self.keep(form):
            text = ngettext("%(count)s file added.", "%(count)s files added.", len(added))
            messages.success(self.request, text % {"count": len(added)})
        else:
            messages.info(self.request, _("These files were there already."))
        return HttpResponseRedirect(self.subject.get_absolute_url())


class FileRemovePage(RemovePage):
    """Takes a file away; `owner` is the field that says on what it hangs, to whose page it leads back."""

    owner = ""

    def narrow(self, rows):
        return rows.select_related(self.owner)

    def get_breadcrumbs(self):
        row = getattr(self.subject, self.owner)
        return [(str(row), row.get_absolute_url())]
