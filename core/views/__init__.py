"""Base of every page. A page says its model, permission and template; everything else is here.

The request flows: signed in (middleware) -> permission, else 403 -> `for_user`, else 404 -> form or
service -> template. A page never asks a model for rows by itself.
"""

from core.views.attached import FileAddPage, FileRemovePage
from core.views.base import Action, Page, ScopedMixin
from core.views.files import FilePage
from core.views.forms import (
    ActionPage,
    CreatePage,
    EditPage,
    OnceMixin,
    PostPage,
    RemovePage,
    TabActionPage,
    refusals_shown,
)
from core.views.moves import MovePage
from core.views.pages import DetailPage, HistoryPage, ListPage, ObjectPage, TabbedMixin, TabListPage, paging
from core.views.pdf import PdfPage, pdf_response

__all__ = [
    "Action",
    "ActionPage",
    "CreatePage",
    "DetailPage",
    "EditPage",
    "FileAddPage",
    "FilePage",
    "FileRemovePage",
    "HistoryPage",
    "ListPage",
    "MovePage",
    "ObjectPage",
    "OnceMixin",
    "Page",
    "PdfPage",
    "PostPage",
    "RemovePage",
    "ScopedMixin",
    "TabActionPage",
    "TabListPage",
    "TabbedMixin",
    "paging",
    "pdf_response",
    "refusals_shown",
]
