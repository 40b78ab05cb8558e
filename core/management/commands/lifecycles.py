from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from core.lifecycle import LifecycleModel


def as_markdown() -> str:
    """Return all life cycles as docs/lifecycles.md draws them: one diagram a model."""
    parts = [
        "# Life cycles",
        "",
        "Written by `manage.py lifecycles` from the declarations in the models; do not edit. A star marks a",
        "move that asks for a reason; a step without a name follows from another move. Every move records",
        "who and when, and the database refuses all others.",
    ]
    with translation.override("en"):
        models = [model for model in apps.get_models() if issubclass(model, LifecycleModel)]
        for model in sorted(models, key=lambda model: model._meta.label):
            name = str(model._meta.verbose_name).capitalize()
            parts += ["", f"## {name} (`{model._meta.label}`)", ""]
            parts += ["```mermaid", model.lifecycle.drawing(), "```"]
    return "\n".join(parts) + "\n"


class Command(BaseCommand):
    help = "Write docs/lifecycles.md from the life cycles of the models."

    def handle(self, **options):
        (settings.BASE_DIR / "docs" / "lifecycles.md").write_text(as_markdown())
