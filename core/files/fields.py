"""The one field through which files come in."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files import checks, images
from core.files.kinds import IMAGES, Kind, kind_of
from core.files.uploads import Upload, safe_name

MB = 1024 * 1024


def named(kinds) -> str:
    """Return kinds in words, "PDF, JPEG or PNG"."""
    labels = list(dict.fromkeys(kind.label for kind in kinds))
    if len(labels) == 1:
        return labels[0]
    return _("%(first)s or %(last)s") % {"first": ", ".join(labels[:-1]), "last": labels[-1]}


def _offer(kinds, max_bytes) -> str:
    return _("%(kinds)s, at most %(size)s.") % {"kinds": named(kinds), "size": filesizeformat(max_bytes)}


class UploadField(forms.FileField):
    """Takes a file of certain kinds and gives an `Upload`: checked by content, with a safe name.

    `kinds` are those it takes, told by what is in the file. Pictures are drawn anew (`images.drawn_anew`):
    `into` is the kind they become, `longest` their longer side in pixels, `frame` a shape to cut them to.
    With `kept=False`, for what is only read, pictures and macros are left as they are.
    """

    widget = forms.FileInput
    default_error_messages = {
        "required": gettext_lazy("Choose a file."),
        "size": gettext_lazy("This file is larger than %(size)s."),
        "type": gettext_lazy("This is not a %(kinds)s file, whatever its name says."),
        "damaged": gettext_lazy("This file is damaged and cannot be read."),
        "encrypted": gettext_lazy("This file is protected by a password. Save it without one and try again."),
        "active": gettext_lazy(
            "This PDF carries scripts, forms or other files. Print it to a new PDF and choose that one."
        ),
        "macros": gettext_lazy("This Excel file carries macros. Save it as .xlsx without them."),
        "unpacked": gettext_lazy("This file unfolds to far more than it should. Make a smaller one."),
        "pixels": gettext_lazy("This picture has too many pixels. Make it smaller."),
        "small": gettext_lazy("This picture is too small: each side needs at least %(pixels)s pixels."),
    }

    def __init__(
        self,
        *,
        kinds: tuple[Kind, ...] = IMAGES,
        max_bytes: int = 10 * MB,
        into: Kind | None = None,
        longest: int = images.LONGEST,
        frame: tuple[int, int] | None = None,
        kept: bool = True,
        **kwargs,
    ):
        self.kinds, self.max_bytes, self.kept = kinds, max_bytes, kept
        self.drawing = {"into": into, "longest": longest, "frame": frame}
        kwargs.setdefault("help_text", lazy(_offer, str)(kinds, max_bytes))
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        attrs = super().widget_attrs(widget)
        if "accept" not in widget.attrs:
            attrs["accept"] = ",".join(f".{kind.extension}" for kind in self.kinds)
        return attrs

    def to_python(self, data) -> Upload | None:
        file = super().to_python(data)
        if file is None:
            return None
        if file.size > self.max_bytes:
            raise self._refusal("size")
        file.seek(0)
        content = file.read()
        kind = kind_of(content)
        if kind not in self.kinds:
            raise self._refusal("type")
        try:
            checks.check(content, kind, kept=self.kept)
            if kind.is_image and self.kept:
                content = images.drawn_anew(content, kind, **self.drawing)
                kind = self.drawing["into"] or kind
        except checks.Refused as refused:
            raise self._refusal(refused.code) from refused
        return Upload(content, kind, safe_name(file.name, kind))

    def _refusal(self, code):
        params = {
            "size": filesizeformat(self.max_bytes),
            "kinds": named(self.kinds),
            "pixels": checks.MIN_SIDE,
        }
        return ValidationError(self.error_messages[code], code=code, params=params)
