import core.migrating
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('facilities', '0006_receipts_of_sales'),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name='OfficeReading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=40)),
                        ('content', models.JSONField()),
                        ('at', models.DateTimeField(verbose_name='as of')),
                        ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='facilities.region', verbose_name='region')),
                    ],
                    options={
                        'verbose_name': 'reading of figures',
                        'verbose_name_plural': 'readings of figures',
                        'constraints': [models.UniqueConstraint(fields=('region', 'key'), name='office_reading_once', nulls_distinct=False)],
                    },
                ),
            ],
        ),
    ]
