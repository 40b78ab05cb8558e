import core.migrating
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('facilities', '0007_office_readings'),
        ('partners', '0001_squashed_0005_offerings'),
        ('programs', '0005_closing_day_and_grading'),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
                migrations.AddIndex(
                    model_name='session',
                    index=models.Index(fields=['facility', 'day'], name='session_by_day'),
                ),
            ],
        ),
    ]
