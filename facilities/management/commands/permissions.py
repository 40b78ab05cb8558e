from django.conf import settings
from django.core.management.base import BaseCommand

from facilities.permissions import as_markdown


class Command(BaseCommand):
    help = "Write docs/permissions.md from facilities/permissions.py."

    def handle(self, **options):
        (settings.BASE_DIR / "docs" / "permissions.md").write_text(as_markdown())
