from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import BaseForm
from core.formsets import BulkFormSet, TableForm
from programs.models import Tool, ToolCount
from programs.models.tools import MOST_PIECES
from programs.services import CountEntry
from programs.services.tools import counts_fingerprint


class ToolTable(BulkFormSet):
    model = Tool
    fields = ("position", "name", "kind", "quantity", "unit")
    unique = ("name",)
    position_field = "position"


class ToolsForm(TableForm):
    table_class = ToolTable


@dataclass(frozen=True)
class CountRow:
    """A line of the sheet: the tool, what was recorded, and the fields of the form."""

    tool: Tool
    count: ToolCount
    out: forms.BoundField
    back: forms.BoundField
    note: forms.BoundField


class CountsForm(BaseForm):
    """What went out to a session and came back, a line for each tool; empty means not counted."""

    def __init__(self, *args, session, tools, **kwargs):
        super().__init__(*args, **kwargs)
        self.tools = list(tools)
        counts = list(session.tool_counts.select_related("out_by", "in_by"))
        self.counts = {count.tool_id: count for count in counts}
        seen = forms.CharField(required=False, initial=counts_fingerprint(counts), widget=forms.HiddenInput)
        self.fields["seen_counts"] = seen
        self.hidden_names = tuple(self.fields)
        for tool in self.tools:
            count = self.counts.get(tool.pk, ToolCount())
            for name, label, value in (
                ("out", _("out"), count.counted_out),
                ("in", _("in"), count.counted_in),
            ):
                self.fields[f"{name}-{tool.pk}"] = forms.IntegerField(
                    label=label, required=False, min_value=0, max_value=MOST_PIECES, initial=value
                )
            self.fields[f"note-{tool.pk}"] = forms.CharField(
                label=_("explanation"), required=False, max_length=200, initial=count.note
            )

    @property
    def hidden(self):
        return [self[name] for name in self.hidden_names]

    @property
    def rows(self) -> list[CountRow]:
        return [
            CountRow(
                tool,
                self.counts.get(tool.pk, ToolCount()),
                *(self[f"{name}-{tool.pk}"] for name in ("out", "in", "note")),
            )
            for tool in self.tools
        ]

    @property
    def entries(self) -> dict[int, CountEntry]:
        """What `services.record_counts` takes."""
        data = self.cleaned_data
        return {
            tool.pk: CountEntry(*(data[f"{name}-{tool.pk}"] for name in ("out", "in", "note")))
            for tool in self.tools
        }
