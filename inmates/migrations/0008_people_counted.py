import core.migrating
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('facilities', '0007_office_readings'),
        ('inmates', '0007_register_classes'),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
                migrations.AddIndex(
                    model_name='inmate',
                    index=models.Index(fields=['facility', 'birth_date'], include=('id',), name='inmate_by_birth'),
                ),
                migrations.AddIndex(
                    model_name='inmate',
                    index=models.Index(condition=models.Q(('national_register', ''), _negated=True), fields=['facility', 'national_register'], name='inmate_by_number'),
                ),
                migrations.AddIndex(
                    model_name='inmate',
                    index=models.Index(condition=models.Q(('custody', 'held')), fields=['facility', 'legal_status'], include=('id', 'block'), name='inmate_held'),
                ),
                migrations.AddIndex(
                    model_name='inmate',
                    index=models.Index(fields=['facility', 'full_name', 'id'], name='inmate_by_name_of_all'),
                ),
                migrations.AddIndex(
                    model_name='identity',
                    index=models.Index(fields=['inmate'], include=('nik',), name='identity_checked'),
                ),
            ],
        ),
    ]
