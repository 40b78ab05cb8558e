import core.migrating
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('facilities', '0006_receipts_of_sales'),
        ('reports', '0003_targets'),
        ('skills', '0001_initial'),
    ]

    operations = [
        core.migrating.AllAtOnce(operations=[
        migrations.CreateModel(
            name='FacilityMeasured',
            fields=[
                ('facility', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='measured', serialize=False, to='facilities.facility', verbose_name='facility')),
                ('at', models.DateTimeField(verbose_name='as of')),
                ('entered_on', models.DateField(null=True, verbose_name='last entry')),
            ],
            options={
                'verbose_name': 'reading of figures',
                'verbose_name_plural': 'readings of figures',
            },
        ),
        migrations.CreateModel(
            name='Summary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('key', models.CharField(max_length=40)),
                ('part', models.CharField(blank=True, max_length=16)),
                ('value', models.BigIntegerField()),
                ('base', models.BigIntegerField(null=True)),
                ('told', models.BooleanField(default=False)),
                ('until', models.DateField()),
                ('facility', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='facilities.facility', verbose_name='facility')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='facilities.region', verbose_name='region')),
                ('skill_field', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='skills.skillfield', verbose_name='skill field')),
            ],
            options={
                'verbose_name': 'summary',
                'verbose_name_plural': 'summaries',
                'indexes': [models.Index(fields=['region', 'year'], name='summary_by_region'), models.Index(fields=['key', 'year', 'skill_field'], name='summary_by_key')],
                'constraints': [models.UniqueConstraint(fields=('facility', 'year', 'key', 'skill_field', 'part', 'region'), name='summary_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('base', None), models.Q(('base__gte', 0), ('value__gte', 0)), _connector='OR'), name='summary_share')],
            },
        ),
        ]),
    ]
