"""Choosing one row among many: a select up to fifty rows, above that a box for words of the row's name.

A model whose rows can be many says by what words one of them is found: `found_by = ("name", "regency")`,
first what its label always holds. The base classes of filters and forms then put a `Chooser` on each choice
among its rows. What is sent is a key, as a select sends it, or words; both are looked up among the rows that
the field offers, so within the user's scope. While somebody types, the page itself answers with what fits:
its own address with `?suggest=<name of the field>&words=…`, after its own checks.

Rows that are persons under care have no `found_by`: each answer would have to go into the access log.
"""

from collections import Counter

from django import forms
from django.db.models import Case, Value, When
from django.db.models.functions import StrIndex, Upper
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _

from core.search import within

# A select holds so many rows at most; of more, so many are offered at a time.
MOST_IN_SELECT, MOST_OFFERED, MOST_NAMED = 50, 20, 5
# What is longer is no name, and is not looked for; labels are compared of so many rows at most.
LONGEST_WORDS, MOST_COMPARED = 500, 300
WORDS = "-words"


def is_findable(model) -> bool:
    """Return whether a row of `model` can be found by words."""
    return bool(getattr(model, "found_by", ()))


def offer(field, widget=None):
    """Let a choice among rows be made by words where they are many; other fields stay as they are.

    `widget` is the class of the widget, a `Chooser`; without it hidden fields and buttons are left alone.
    """
    select = isinstance(field.widget, forms.Select) and not field.widget.allow_multiple_selected
    if select and is_findable(field.queryset.model):
        put_on(field, Stored(field), widget or Chooser)


def put_on(field, source, widget):
    """Give `field` a `widget` that reads its rows from `source`."""
    before, field.widget = field.widget, widget(choices=field.choices)
    field.widget.attrs |= before.attrs
    field.widget.is_required = field.required
    field.widget.source = source
    field.widget.error_messages = field.error_messages


def tidy(text) -> str:
    """Return `text` as it is compared: one blank between words, and no NUL, which PostgreSQL keeps not."""
    return " ".join(str(text).replace("\0", "").split())


def bare(text) -> str:
    """Return the words of `text` without the signs that stand around them, as in "Meubel (Ruteng)"."""
    return " ".join(word for part in text.split() if (word := part.strip("()[],;:·#“”\"'")))


class Stored:
    """The rows of a field's queryset, read in the database."""

    def __init__(self, field):
        self.field = field

    @property
    def rows(self):
        return self.field.queryset

    @property
    def found_by(self):
        return self.rows.model.found_by

    @property
    def rows_with_words(self):
        """The rows with what they are found by, also what stands in other tables."""
        others = [path.rpartition("__")[0] for path in self.found_by if "__" in path]
        return self.rows.select_related(*others) if others else self.rows

    @property
    def has_empty(self) -> bool:
        return self.field.empty_label is not None

    @property
    def empty_label(self) -> str:
        return str(self.field.empty_label or "")

    def label(self, row) -> str:
        return str(self.field.label_from_instance(row))

    def choices(self, rows) -> list:
        """Return the choices of a select that holds `rows`."""
        empty, among = [("", self.field.empty_label)] if self.has_empty else [], self.field.choices
        return [*empty, *(among.choice(row) for row in rows)]

    def first(self, count) -> list:
        return list(self.rows[:count])

    def get(self, key):
        """Return the row with this key, None when the field does not offer it."""
        try:
            return self.rows.filter(pk=key).order_by().first()
        except (ValueError, TypeError):
            return None

    def with_words(self, text, count) -> list:
        """Return rows in which every word stands: those first whose name is the text or begins with it."""
        if not (words := bare(text)):
            return self.first(count) if not text else []
        name, order = self.found_by[0], self.rows.query.order_by or self.rows.model._meta.ordering
        rank = Case(
            When(**{f"{name}__iexact": text}, then=0),
            When(**{f"{name}__istartswith": text}, then=1),
            default=2,
        )
        rows = self.rows_with_words.filter(within(words, *self.found_by))
        return list(rows.order_by(rank, *order)[:count])

    def named_within(self, text) -> list:
        """Return rows whose name stands in `text`: a label says more than what its row is found by."""
        name = self.found_by[0]
        place = StrIndex(Upper(Value(text)), Upper(name))
        rows = self.rows_with_words.annotate(name_at=place).filter(name_at__gt=0).exclude(**{name: ""})
        return list(rows.order_by("-pk")[:MOST_COMPARED])


class Loaded(Stored):
    """Rows that were read once for a whole table."""

    has_empty, empty_label = True, ""

    def __init__(self, field, rows):
        super().__init__(field)
        self._rows = {str(row.pk): row for row in rows}

    @property
    def rows(self):
        return list(self._rows.values())

    @property
    def found_by(self):
        return self.rows[0].found_by

    def label(self, row) -> str:
        return str(row)

    def choices(self, rows) -> list:
        return self.field.choices

    def get(self, key):
        return self._rows.get(str(key))

    def with_words(self, text, count) -> list:
        words = bare(text).casefold().split()

        def fits(row):
            texts = [str(value_of(row, path)).casefold() for path in self.found_by]
            return all(any(word in one for one in texts) for word in words)

        return [row for row in self.rows if fits(row)][:count] if words or not text else []

    def named_within(self, text) -> list:
        return self.rows


def value_of(row, path):
    """Return what `path` ("partner__name") leads to from a row, empty when it leads nowhere."""
    for name in path.split("__"):
        row = getattr(row, name, None)
    return "" if row is None else row


class Typed:
    """Words that lead to no row, or to several: never taken for a key. `rows` are those that they fit."""

    def __init__(self, text, rows=()):
        self.text, self.rows = text, list(rows)

    def __str__(self):
        return f"“{self.text}”"


class Chooser(forms.Select):
    """A select, or with more rows than one holds a box in which a row's name is typed.

    Drawing it takes one statement, and one more for a chosen row that is not among the first.
    """

    typed_template = "core/choosing.html"
    source: Stored
    error_messages: dict

    def __init__(self, attrs=None, choices=()):
        super().__init__(attrs, choices)
        self._known, self._first = {}, None

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied._known, copied._first = {}, None
        return copied

    # What is sent

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}{WORDS}" not in data

    def value_from_datadict(self, data, files, name):
        """Return the key that was sent, or that of the row which the words mean, else `Typed`.

        The key beside words is that of the row they named when they were written: it counts while they do
        name it, which tells rows of one name apart.
        """
        key, sent = data.get(name), data.get(f"{name}{WORDS}")
        if sent is None:
            return key
        if not tidy(sent):
            return ""
        if (key, sent) not in self._known:
            self._known[key, sent] = self._meant(key, sent)
        meant = self._known[key, sent]
        if isinstance(meant, Typed):
            self.error_messages["invalid_choice"] = self._refusal(meant).replace("%", "%%")
            return meant
        return str(meant.pk)

    def _meant(self, key, sent):
        words = tidy(sent)
        if len(words) > LONGEST_WORDS:
            return Typed(sent)
        named = words.casefold()
        if key and (row := self.source.get(key)) and named in self._labels_of(row):
            return row
        found = self._fitting(words, MOST_OFFERED + 1)
        same = self._labelled(found, named)
        if len(same) == 1 or len(found) == 1:
            return (same or found)[0]
        return Typed(sent, (same or found)[:MOST_OFFERED])

    def _fitting(self, words, count) -> list:
        """Return rows in which the words stand, else those of whose labels they are."""
        if found := self.source.with_words(words, count):
            return found
        named = words.casefold()

        def fits(row):
            label = self._longer(row).casefold()
            return all(bare(word) in label or word == f"#{row.pk}" for word in named.split())

        rows = [row for row in self.source.named_within(words) if fits(row)]
        return sorted(rows, key=lambda row: self._label(row).casefold() != named)[:count]

    def _labelled(self, rows, named) -> list:
        """Return the rows that are called `named`, with or without what tells them apart."""
        labels = ((row, label, self._label(row)) for row, label in self._told_apart(rows))
        return [row for row, *texts in labels if named in (text.casefold() for text in texts)]

    def _label(self, row) -> str:
        return tidy(self.source.label(row))

    def _labels_of(self, row) -> set[str]:
        """Return all labels under which `row` may have been offered."""
        label, longer = self._label(row), self._longer(row)
        return {text.casefold() for text in (label, longer, f"{longer} #{row.pk}")}

    def _longer(self, row) -> str:
        label = self._label(row)
        more = [tidy(value_of(row, path)) for path in self.source.found_by[1:]]
        more = [text for text in more if text and text not in label]
        return f"{label} ({', '.join(more)})" if more else label

    def _told_apart(self, rows) -> list[tuple]:
        """Return (row, label) with no label twice: what else a row is found by stands behind, or its key."""
        labels = {row: self._label(row) for row in rows}
        for longer in (self._longer, lambda row: f"{self._longer(row)} #{row.pk}"):
            often = Counter(label.casefold() for label in labels.values())
            labels = {
                row: longer(row) if often[label.casefold()] > 1 else label for row, label in labels.items()
            }
        return list(labels.items())

    def _refusal(self, typed) -> str:
        if not typed.rows:
            return _("Nothing by this name. Write a part of the name, and choose from what is offered.")
        names = [label for _row, label in self._told_apart(typed.rows)[:MOST_NAMED]]
        said = _("Several fit: %(names)s. Write more of the name.")
        if len(typed.rows) > len(names):
            said = _("Many fit, among them %(names)s. Write more of the name.")
        return said % {"names": "; ".join(names)}

    # What is offered

    def suggest(self, words) -> list[dict]:
        """Return the first rows that fit, as the page's script takes them: label and key."""
        words = tidy(words)
        rows = self._fitting(words, MOST_OFFERED) if len(words) <= LONGEST_WORDS else []
        return [{"label": label, "key": str(row.pk)} for row, label in self._told_apart(rows)]

    # How it is drawn

    def use_required_attribute(self, initial):
        # Django's would read the rows to see whether the first choice is the empty one.
        return not self.is_hidden and self.source.has_empty

    def optgroups(self, name, value, attrs=None):
        first = self.source.first(MOST_IN_SELECT + 1) if self._first is None else self._first
        rows, self.choices = self.choices, self.source.choices(first)
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = rows

    def get_context(self, name, value, attrs):
        self._first = self.source.first(MOST_IN_SELECT + 1)
        if len(self._first) <= MOST_IN_SELECT:
            return super().get_context(name, "" if isinstance(value, Typed) else value, attrs)
        context = forms.Widget.get_context(self, name, None, attrs)
        widget, typed = context["widget"], isinstance(value, Typed)
        row = None if typed else self._chosen(value)
        widget["template_name"] = self.typed_template
        widget["attrs"]["class"] = self._text_class(widget["attrs"].get("class", ""))
        widget["attrs"].setdefault("placeholder", self._placeholder())
        widget["words_name"] = f"{name}{WORDS}"
        widget["key"], widget["text"] = (row.pk, self._label(row)) if row else ("", "")
        widget["offered"] = []
        if typed:
            widget["text"], widget["offered"] = value.text.replace("\0", ""), self._told_apart(value.rows)
        return context

    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, value, attrs)
        return self._render(context["widget"]["template_name"], context, renderer)

    def _chosen(self, value):
        """Return the row with the key `value`, without asking for it when it was read already."""
        if value in (None, ""):
            return None
        met = [*self._first, *(row for row in self._known.values() if not isinstance(row, Typed))]
        return next((row for row in met if str(row.pk) == str(value)), None) or self.source.get(value)

    def _placeholder(self) -> str:
        if nothing := "" if self.is_required else self.source.empty_label.strip("-"):
            return _("%(nothing)s, or a name") % {"nothing": nothing}
        return _("Write a part of the name")

    @staticmethod
    def _text_class(names) -> str:
        return " ".join("form-control" if name == "form-select" else name for name in names.split())


def is_asked(request) -> bool:
    """Return whether the page is asked what a field of it offers."""
    return request.method == "GET" and "suggest" in request.GET


def answer(request, form) -> JsonResponse:
    """Return what a field of `form` offers for the words in the address. Raises Http404 when it has none."""
    widget = _widget(form, request.GET["suggest"])
    if not isinstance(widget, Chooser):
        raise Http404
    return JsonResponse({"offered": widget.suggest(request.GET.get("words", ""))})


def _widget(form, html_name):
    for name, field in getattr(form, "fields", {}).items():
        if form.add_prefix(name) == html_name:
            return field.widget
    # Rows of a table are added by the page's script, so the number in the name says nothing here.
    table = getattr(form, "table", None)
    parts = html_name.split("-", 2)
    if table is not None and len(parts) == 3 and parts[0] == table.prefix:
        field = table.empty_form.fields.get(parts[2])
        return field.widget if field else None
    return None
