from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.backups import BackupError
from core.backups.making import make_backup


class Command(BaseCommand):
    help = "Write the database and all stored files to one checksummed file, while people work."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", help="A new file; without it one in var/backups/.")

    def handle(self, *, file, **options):
        now = timezone.now().astimezone(timezone.get_fixed_timezone(0))
        path = Path(file) if file else settings.BACKUP_DIR / f"berdaya-{now:%Y%m%dT%H%M%SZ}.tar.gz"
        try:
            made = make_backup(path)
        except (BackupError, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        size = made.path.stat().st_size / 1024 / 1024
        self.stdout.write(f"{made.path}: {made.rows} rows, {made.files} files, {size:.1f} MB.")
        if made.missing:
            raise CommandError(
                f"The backup was written, but {len(made.missing)} stored files are damaged or gone; the "
                f"first is {made.missing[0]}. Take them from an earlier backup."
            )
