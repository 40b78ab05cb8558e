"""Pages that answer with a stored file."""

import logging

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.generic import DetailView

from core.files.kinds import PDF
from core.files.storage import FileDamaged, Stored, load
from core.views.base import Page, ScopedMixin

logger = logging.getLogger(__name__)

# A file has no business with anything else, whatever somebody hid in it.
ALONE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class FilePage(Page, ScopedMixin, DetailView):
    """Hands out the file of a row within the user's scope; it lies outside the web root.

    The row is the `StoredFile` itself, or what `get_file` finds the file through. The name given to browsers
    is made of the model and the key, since people name files after people; `keeps_name` is for files that are
    about none.
    """

    keeps_name = False

    def get_file(self) -> Stored | None:
        return self.object.stored

    def get_file_name(self) -> str:
        """Return the name without extension."""
        return f"{self.model._meta.model_name}-{self.object.pk}"

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        file = self.get_file()
        if file is None:
            raise Http404("There is no file.")
        try:
            content = load(file)
        except FileDamaged as error:
            logger.error("A stored file is gone or damaged: %s", self.model._meta.label_lower)
            raise Http404("The file is gone or damaged.") from error
        if request.method == "GET":
            self.tell_shown(self.get_shown_people({}))
        etag = quote_etag(file.sha256)
        response = HttpResponse(content, content_type=file.kind.content_type, headers={"ETag": etag})
        response = get_conditional_response(request, etag=etag, response=response)
        return self.guarded(response, file)

    def get_shown_rows(self, context):
        return [self.object]

    def guarded(self, response, file):
        """Return the response with the headers that keep browsers from making more of it than a file."""
        own = getattr(self.object, "name", "") if self.keeps_name else ""
        name = own or f"{self.get_file_name()}.{file.kind.extension}"
        response["Content-Disposition"] = content_disposition_header(not file.kind.inline, name)
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        # Browsers show no PDF at all in a sandbox; their viewers keep its scripts to themselves.
        response["Content-Security-Policy"] = ALONE if file.kind == PDF else f"{ALONE}; sandbox"
        return response
