from django.core.management.base import BaseCommand

from core.erasing import due_counts, erase_due, erasure_kinds, subjects_due

MOST_NUMBERS = 50


class Command(BaseCommand):
    help = "Erases personal details that have run out; `daily` does the same. --dry-run only lists them."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="list what is due and write nothing")

    def handle(self, dry_run, **options):
        if dry_run:
            self.list_due()
            return
        for kind in erasure_kinds():
            self.stdout.write(f"{kind.name}: {erase_due(kind)} erased")

    def list_due(self):
        counts = due_counts()
        for kind in erasure_kinds():
            line = f"{kind.name}: {counts.get(kind.name, 0)} due after {kind.days} days"
            numbers = subjects_due(kind, MOST_NUMBERS + 1) if counts.get(kind.name) else []
            if numbers:
                more = ", ..." if len(numbers) > MOST_NUMBERS else ""
                line += f" (people no. {', '.join(map(str, numbers[:MOST_NUMBERS]))}{more})"
            self.stdout.write(line)
