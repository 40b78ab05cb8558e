from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.backups import BackupError
from core.backups.restoring import restore_backup


class Command(BaseCommand):
    # Checks may look into tables, of which there are none yet.
    requires_system_checks = []
    help = "Restore a backup into an empty database and an empty media folder, then migrate."

    def add_arguments(self, parser):
        parser.add_argument("file", help="What manage.py backup wrote.")

    def handle(self, *, file, **options):
        try:
            restored = restore_backup(Path(file))
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored as of {restored.made_at}: {restored.rows} rows, {restored.files} files. "
            "Everybody signs in as before; keep the SECRET_KEY of the old installation."
        )
        if restored.missing:
            self.stderr.write(
                f"The backup itself lacked {len(restored.missing)} files: {restored.missing[0]} ..."
            )
