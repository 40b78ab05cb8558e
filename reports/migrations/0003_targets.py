import core.migrating
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('facilities', '0005_rules_of_places'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('reports', '0002_monthly_reports'),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name='Target',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                        ('figure', models.CharField(max_length=40, verbose_name='figure')),
                        ('value', models.BigIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000000000)], verbose_name='target')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                    ],
                    options={
                        'verbose_name': 'target',
                        'verbose_name_plural': 'targets',
                        'ordering': ['-year', 'figure'],
                        'constraints': [models.UniqueConstraint(fields=('facility', 'year', 'figure'), name='target_once', violation_error_message='Somebody else has just set this target. Look again.'), models.CheckConstraint(condition=models.Q(('value__gte', 1), ('value__lte', 1000000000000)), name='target_range')],
                    },
                ),
                migrations.CreateModel(
                    name='TargetEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                        ('figure', models.CharField(max_length=40, verbose_name='figure')),
                        ('value', models.BigIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000000000000)], verbose_name='target')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reports.target')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='target',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_targetevent" ("facility_id", "figure", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value", "year") VALUES (NEW."facility_id", NEW."figure", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."value", NEW."year"); RETURN NULL;', hash='849df888665009e83a6f39c35f8a1b989515a6a3', operation='INSERT', pgid='pgtrigger_insert_insert_cfa69', table='reports_target', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='target',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reports_targetevent" ("facility_id", "figure", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value", "year") VALUES (NEW."facility_id", NEW."figure", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."value", NEW."year"); RETURN NULL;', hash='aede482a2bb381e7bded701df8f572db9f282095', operation='UPDATE', pgid='pgtrigger_update_update_40222', table='reports_target', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='target',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_targetevent" ("facility_id", "figure", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value", "year") VALUES (OLD."facility_id", OLD."figure", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."value", OLD."year"); RETURN NULL;', hash='9db2f08beef2702cfe36a9c34d1e4998ccaae001', operation='DELETE', pgid='pgtrigger_delete_delete_16f1d', table='reports_target', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='targetevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b24e0f555af54da97da6f48c39932b059f4e9414', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_adc18', table='reports_targetevent', when='BEFORE')),
                ),
            ],
        ),
    ]
