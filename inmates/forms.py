from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files import IMAGES, JPEG, SHEETS, WEB_TABLE, UploadField
from core.forms import BaseForm, BaseModelForm
from inmates.choices import LegalStatus
from inmates.forms_details import NikReasonField, ask_reason
from inmates.identifiers import check_nik, normalise_register, visible
from inmates.models import Identity, Inmate, RegisterNumber
from inmates.register_classes import RegisterClasses
from inmates.sdp.records import MESSAGES

IDENTITY_FIELDS = ("nik", "address", "city", "province")
PHOTO_FRAME = (600, 800)  # 3 x 4, enough for a print of 3 x 4 cm at 500 dots an inch


def _text(model, name, **options):
    """A form field for a column of another model, with its label and length."""
    field = model._meta.get_field(name)
    return forms.CharField(
        label=capfirst(field.verbose_name), max_length=field.max_length, required=False, strip=True, **options
    )


class InmateForm(BaseModelForm):
    """A person, the register number and, of somebody new, the identity; `services.save_inmate` saves.

    Of somebody who is recorded the identity is edited by itself: this form must not hand out a NIK.
    """

    register = _text(
        RegisterNumber,
        "raw",
        help_text=gettext_lazy("As it is written in the book, for instance B I 283 / 26."),
    )
    nik = _text(Identity, "nik", help_text=gettext_lazy("16 digits; leave empty when it is not known."))
    nik_reason = NikReasonField(required=False, widget=forms.HiddenInput)
    address = _text(Identity, "address")
    city = _text(Identity, "city")
    province = _text(Identity, "province")

    class Meta:
        model = Inmate
        fields = [
            "full_name",
            "aliases",
            "sex",
            "birth_place",
            "birth_date",
            "religion",
            "education",
            "marital_status",
            "occupation",
            "literacy",
            "language",
            "legal_status",
            "admitted_on",
            "sentence_start",
            "sentence_end",
            "one_third_on",
            "half_on",
            "two_thirds_on",
            "block",
            "cell",
            "national_register",
            "guardian",
        ]

    @property
    def groups(self):
        person = ["full_name", "aliases", "sex", "birth_place", "birth_date"]
        person += ["religion", "education", "marital_status", "occupation", "literacy", "language"]
        custody = [
            "register",
            "legal_status",
            "national_register",
            "admitted_on",
            "sentence_start",
            "sentence_end",
        ]
        custody += ["one_third_on", "half_on", "two_thirds_on", "block", "cell", "guardian"]
        groups = [(_("Person"), person), (_("Detention"), custody)]
        asked = ["nik_reason"] if self.asks_reason else []
        if "nik" in self.fields:
            identity = ["nik", *asked, "address", "city", "province"]
            groups.append((_("Identity (restricted)"), identity))
        elif asked:
            person.append("nik_reason")
        return tuple(groups)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asks_reason = False
        self.fields["register"].required = True
        self.fields["register"].initial = self.instance.register_number if self.instance.pk else ""
        self.fields["nik"].max_length = None
        status = self.fields["legal_status"]
        status.required = False
        status.help_text = _("Left empty, it follows the class letter: A detainee, B convict.")
        if self.instance.pk or not self.user.has_perm("identity.enter"):
            for name in IDENTITY_FIELDS:
                del self.fields[name]
        if not self.user.has_perm("identity.enter"):
            del self.fields["nik_reason"]

    @property
    def identity(self) -> dict | None:
        """What `save_inmate` takes as identity; None when it is not asked for."""
        if "nik" not in self.fields:
            return None
        return {name: self.cleaned_data[name] for name in IDENTITY_FIELDS}

    def clean_full_name(self):
        name = " ".join(visible(self.cleaned_data["full_name"]).split())
        if not any(letter.isalpha() for letter in name):
            raise ValidationError(_("Write the name."))
        return name

    def clean_register(self):
        raw = " ".join(self.cleaned_data["register"].split())
        if not any(char.isdigit() for char in normalise_register(raw)):
            raise ValidationError(_("A register number holds a number, for instance B I 283 / 26."))
        return raw

    def clean_birth_date(self):
        day = self.cleaned_data["birth_date"]
        if day and not 1900 <= day.year <= timezone.localdate().year:
            raise ValidationError(_("The year of this date cannot be right."))
        if day and day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day

    def clean(self):
        data = super().clean()
        self._clean_status(data)
        self._clean_dates(data)
        if data.get("nik"):
            self._clean_nik(data)
        elif (
            self.instance.pk and "nik_reason" in self.fields and {"birth_date", "sex"} & {*self.changed_data}
        ):
            self._compare_nik(data)
        return data

    def _clean_status(self, data):
        classes = RegisterClasses.read()
        implied = classes.status_of(classes.code_of(data.get("register", "")))
        chosen = data.get("legal_status", "")
        if chosen == LegalStatus.JUVENILE or "register" not in data or "legal_status" not in data:
            return
        if implied and (not chosen or "legal_status" not in self.changed_data):
            data["legal_status"] = implied
        elif implied and chosen != implied:
            text = _("By its class this register number is that of a %(status)s.")
            self.add_error("legal_status", text % {"status": LegalStatus(implied).label.lower()})
        elif not chosen:
            text = _("The class of the register number is not known, so choose the legal status.")
            self.add_error("legal_status", text)

    def _clean_dates(self, data):
        admitted, end = data.get("admitted_on"), data.get("sentence_end")
        if admitted and end and end < admitted:
            self.add_error("sentence_end", _("The sentence ends before the day of admission."))
        stages = [
            (name, data.get(name))
            for name in ("sentence_start", "one_third_on", "half_on", "two_thirds_on", "sentence_end")
        ]
        known = [(name, day) for name, day in stages if day]
        for (_name, earlier), (name, later) in zip(known, known[1:], strict=False):
            if later < earlier and name not in self.errors:
                self.add_error(name, _("This is before the stage above it."))
                return

    def _clean_nik(self, data):
        try:
            data["nik"], warnings = check_nik(data["nik"], data.get("birth_date"), data.get("sex", ""))
        except ValidationError as error:
            self.add_error("nik", error)
            return
        if warnings:
            ask_reason(self, warnings)

    def _compare_nik(self, data):
        """Warn when the birth date or the sex typed no longer fits the NIK that is recorded."""
        nik = getattr(getattr(self.instance, "identity", None), "nik", "")
        warnings = check_nik(nik, data.get("birth_date"), data.get("sex", ""))[1]
        if warnings:
            ask_reason(
                self,
                warnings,
                beside="sex" if data.get("sex") and "sex" in self.changed_data else "birth_date",
            )


class SdpUploadForm(BaseForm):
    file = UploadField(
        label=gettext_lazy("SDP list"),
        kinds=(*SHEETS, WEB_TABLE),
        max_bytes=settings.IMPORT_MAX_BYTES,
        kept=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls"}),
        error_messages={
            "required": gettext_lazy("Choose the list that you saved from SDP."),
            "size": gettext_lazy(
                "This file is larger than %(size)s. Split the list and import the parts one by one."
            ),
            "type": MESSAGES["not_spreadsheet"],
            "encrypted": MESSAGES["password"],
            "damaged": MESSAGES["damaged"],
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        text = _(
            "Excel (.xlsx or .xls), at most %(size)s. The file itself is not kept, and columns about the "
            "offence are never read."
        )
        self.fields["file"].help_text = text % {"size": filesizeformat(settings.IMPORT_MAX_BYTES)}


class PhotoForm(BaseForm):
    """A new photo, or the wish to have none; `photo` is the one there is."""

    photo = UploadField(
        label=gettext_lazy("New photo"),
        required=False,
        kinds=IMAGES,
        into=JPEG,
        longest=max(PHOTO_FRAME),
        frame=PHOTO_FRAME,
    )
    remove = forms.BooleanField(label=gettext_lazy("Remove the photo"), required=False)

    def __init__(self, *args, photo=None, **kwargs):
        super().__init__(*args, **kwargs)
        if photo is None:
            self.fields["photo"].required = True
            del self.fields["remove"]

    def clean(self):
        data = super().clean()
        if data.get("photo") and data.get("remove"):
            self.add_error("remove", _("Choose a new photo or remove the old one, not both."))
        elif not (data.get("photo") or data.get("remove") or self.errors):
            self.add_error("photo", _("Choose a file."))
        return data
