"""Pages that answer with a PDF."""

from django.http import HttpResponse
from django.views.generic import DetailView

from core.shown import PRINT
from core.views.base import Page, ScopedMixin


class PdfPage(Page, ScopedMixin, DetailView):
    """Answers with a PDF. `get_pdf` returns its bytes, `get_file_name` a name without any person in it."""

    def get_pdf(self) -> bytes:
        raise TypeError(f"{type(self).__name__} makes no PDF.")

    def get_file_name(self) -> str:
        return f"{self.model._meta.model_name}-{self.object.pk}.pdf"

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        content = self.get_pdf()
        self.tell_shown(self.get_shown_people({}), kind=PRINT)
        return pdf_response(content, self.get_file_name())

    def get_shown_rows(self, context):
        return [self.object]


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """Return a PDF to be shown in the browser and kept by nobody on the way."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
