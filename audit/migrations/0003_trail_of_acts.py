from django.db import migrations, models

import core.migrating

# By the very expression that Django compiles `KeyTextTransform("membership", "metadata")` to.
BY_MEMBERSHIP = """
CREATE INDEX IF NOT EXISTS audit_context_by_membership
ON pghistory_context ((metadata ->> 'membership'), created_at DESC)
"""
BY_TIME = "CREATE INDEX IF NOT EXISTS audit_context_by_time ON pghistory_context (created_at DESC)"


class Migration(migrations.Migration):
    """Indexes for the page of who did what (audit/trail.py)."""

    dependencies = [
        ("audit", "0002_shown_in_full"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
                migrations.AddIndex(
                    model_name="accesslog",
                    index=models.Index(fields=["-at", "-id"], name="access_by_time"),
                ),
                migrations.RunSQL(BY_MEMBERSHIP, "DROP INDEX IF EXISTS audit_context_by_membership"),
                migrations.RunSQL(BY_TIME, "DROP INDEX IF EXISTS audit_context_by_time"),
            ]
        ),
    ]
