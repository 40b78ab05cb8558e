import core.migrating
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('audit', '0001_access_log'), ('audit', '0002_shown_in_full')]

    initial = True

    dependencies = [
        ('facilities', '0001_squashed_0004_letters_of_assignment'),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name='AccessLog',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='when')),
                        ('kind', models.CharField(choices=[('page', 'Looked at'), ('export', 'Downloaded'), ('print', 'Printed'), ('unmask', 'Shown in full')], max_length=10, verbose_name='how')),
                        ('page', models.CharField(max_length=100, verbose_name='what')),
                        ('model', models.CharField(blank=True, max_length=60)),
                        ('object_id', models.BigIntegerField(null=True)),
                        ('persons', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None, verbose_name='people')),
                        ('rows', models.PositiveIntegerField(default=0, verbose_name='rows')),
                        ('purpose', models.CharField(blank=True, max_length=200, verbose_name='purpose')),
                        ('address', models.GenericIPAddressField(null=True, verbose_name='network address')),
                        ('facility', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('membership', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='facilities.membership', verbose_name='role')),
                        ('user', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                    ],
                    options={
                        'verbose_name': 'access',
                        'verbose_name_plural': 'access log',
                        'ordering': ['-at', '-pk'],
                        'indexes': [models.Index(fields=['user', '-at'], name='access_by_user'), models.Index(fields=['facility', '-at', '-id'], name='access_by_facility'), django.contrib.postgres.indexes.GinIndex(fields=['persons'], name='access_by_person')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='accesslog',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ec7964a4c459c69dd1110addb5a094052661bb74', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d991f', table='audit_accesslog', when='BEFORE')),
                ),
            ],
        ),
    ]
