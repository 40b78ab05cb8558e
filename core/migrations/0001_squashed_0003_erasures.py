import core.migrating
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('core', '0001_initial'), ('core', '0002_job'), ('core', '0003_erasures')]

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('facilities', '0001_squashed_0004_letters_of_assignment'),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name='Erasure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(auto_now_add=True, verbose_name='when')),
                        ('kind', models.CharField(max_length=40, verbose_name='what')),
                        ('owner', models.CharField(blank=True, max_length=40)),
                        ('rows', models.PositiveIntegerField(verbose_name='rows')),
                        ('subjects', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None, verbose_name='numbers of the people')),
                        ('reason', models.CharField(choices=[('expired', 'ran out'), ('withdrawn', 'withdrawn'), ('removed', 'removed by staff')], max_length=12, verbose_name='why')),
                        ('days', models.PositiveIntegerField(null=True, verbose_name='kept for days')),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ],
                    options={
                        'verbose_name': 'erasure',
                        'verbose_name_plural': 'erasures',
                        'ordering': ['-pk'],
                        'indexes': [models.Index(fields=['owner', '-id'], name='erasure_by_owner')],
                    },
                ),
                migrations.CreateModel(
                    name='FormReceipt',
                    fields=[
                        ('key', models.UUIDField(primary_key=True, serialize=False)),
                        ('url', models.CharField(max_length=500)),
                        ('at', models.DateTimeField(auto_now_add=True)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'form receipt',
                    },
                ),
                migrations.CreateModel(
                    name='Job',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=60)),
                        ('key', models.CharField(max_length=60)),
                        ('owner', models.CharField(max_length=40)),
                        ('title', models.CharField(max_length=200, verbose_name='title')),
                        ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Under way'), ('done', 'Done'), ('failed', 'Stopped')], default='waiting', max_length=12, verbose_name='state')),
                        ('cursor', models.JSONField(default=dict)),
                        ('total', models.PositiveIntegerField(default=0)),
                        ('done', models.PositiveIntegerField(default=0)),
                        ('message', models.TextField(blank=True)),
                        ('back', models.CharField(max_length=500)),
                        ('acting_as', models.BigIntegerField()),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'long work',
                        'verbose_name_plural': 'long work',
                        'indexes': [models.Index(condition=models.Q(('state', 'done'), _negated=True), fields=['owner'], name='job_unfinished')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'running'))), fields=('kind', 'owner', 'key'), name='job_once')],
                    },
                ),
                migrations.CreateModel(
                    name='MoveRecord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('object_id', models.BigIntegerField()),
                        ('move', models.CharField(max_length=40)),
                        ('source', models.CharField(max_length=40)),
                        ('target', models.CharField(max_length=40)),
                        ('reason', models.TextField(blank=True)),
                        ('at', models.DateTimeField(auto_now_add=True)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
                    ],
                    options={
                        'verbose_name': 'move',
                        'indexes': [models.Index(fields=['content_type', 'object_id'], name='move_object')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='erasure',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7dbc96d57b422674e727cbc7567f79502cafffef', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b0f74', table='core_erasure', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='moverecord',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5b0f1409ab6bdf482e72a1b51db580ae055f0ff2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b6977', table='core_moverecord', when='BEFORE')),
                ),
            ],
        ),
    ]
