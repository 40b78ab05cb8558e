import core.constraints
import core.migrating
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('facilities', '0005_rules_of_places'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('reports', '0001_initial'),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name='MonthlyReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('draft', 'Draft'), ('checked', 'Checked'), ('submitted', 'Submitted'), ('accepted', 'Accepted'), ('returned', 'Returned for correction')], default='draft', editable=False, max_length=12, verbose_name='state')),
                        ('month', models.DateField(verbose_name='month')),
                        ('activities', models.TextField(blank=True, max_length=4000, verbose_name='activities of the month')),
                        ('problems', models.TextField(blank=True, max_length=4000, verbose_name='problems')),
                        ('plans', models.TextField(blank=True, max_length=4000, verbose_name='plans for the next month')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                    ],
                    options={
                        'verbose_name': 'monthly report',
                        'verbose_name_plural': 'monthly reports',
                        'ordering': ['-month', 'facility__name'],
                        'indexes': [models.Index(fields=['month', 'state'], name='report_by_month')],
                        'constraints': [models.UniqueConstraint(fields=('id', 'facility'), name='report_and_facility'), models.UniqueConstraint(fields=('facility', 'month'), name='report_once_a_month', violation_error_message='The report of this month has been begun already.'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='report_month_first_day')],
                    },
                ),
                migrations.CreateModel(
                    name='MonthlyReportEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('state', models.CharField(choices=[('draft', 'Draft'), ('checked', 'Checked'), ('submitted', 'Submitted'), ('accepted', 'Accepted'), ('returned', 'Returned for correction')], default='draft', editable=False, max_length=12, verbose_name='state')),
                        ('month', models.DateField(verbose_name='month')),
                        ('activities', models.TextField(blank=True, max_length=4000, verbose_name='activities of the month')),
                        ('problems', models.TextField(blank=True, max_length=4000, verbose_name='problems')),
                        ('plans', models.TextField(blank=True, max_length=4000, verbose_name='plans for the next month')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reports.monthlyreport')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReportPhoto',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sha256', models.CharField(db_index=True, editable=False, max_length=64)),
                        ('kind', models.CharField(choices=[('jpeg', 'JPEG'), ('png', 'PNG'), ('webp', 'WebP'), ('pdf', 'PDF'), ('xlsx', 'Excel'), ('xls', 'Excel 97-2003')], editable=False, max_length=8)),
                        ('size', models.PositiveIntegerField(editable=False, verbose_name='size')),
                        ('name', models.CharField(blank=True, editable=False, max_length=100, verbose_name='file name')),
                        ('caption', models.CharField(blank=True, max_length=200, verbose_name='caption')),
                        ('uploaded_at', models.DateTimeField(editable=False, verbose_name='uploaded on')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('report', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='reports.monthlyreport', verbose_name='monthly report')),
                        ('uploaded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ],
                    options={
                        'verbose_name': 'photo of a report',
                        'verbose_name_plural': 'photos of reports',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('report', 'sha256'), name='report_photo_once', violation_error_message='This photo is there already.'), core.constraints.CompositeForeignKey(fields=('report', 'facility'), name='report_photo_facility', to='reports.MonthlyReport', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='ReportPhotoEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('sha256', models.CharField(editable=False, max_length=64)),
                        ('kind', models.CharField(choices=[('jpeg', 'JPEG'), ('png', 'PNG'), ('webp', 'WebP'), ('pdf', 'PDF'), ('xlsx', 'Excel'), ('xls', 'Excel 97-2003')], editable=False, max_length=8)),
                        ('size', models.PositiveIntegerField(editable=False, verbose_name='size')),
                        ('name', models.CharField(blank=True, editable=False, max_length=100, verbose_name='file name')),
                        ('caption', models.CharField(blank=True, max_length=200, verbose_name='caption')),
                        ('uploaded_at', models.DateTimeField(editable=False, verbose_name='uploaded on')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reports.reportphoto')),
                        ('report', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reports.monthlyreport', verbose_name='monthly report')),
                        ('uploaded_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ReportSubmission',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField(verbose_name='no.')),
                        ('number', models.CharField(max_length=120, verbose_name='number')),
                        ('day', models.DateField(verbose_name='dated')),
                        ('content', models.JSONField()),
                        ('pdf_sha256', models.CharField(db_index=True, max_length=64)),
                        ('submitted_at', models.DateTimeField(auto_now_add=True, verbose_name='submitted at')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='reports.monthlyreport', verbose_name='monthly report')),
                        ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
                    ],
                    options={
                        'verbose_name': 'submitted report',
                        'verbose_name_plural': 'submitted reports',
                        'ordering': ['-pk'],
                        'constraints': [models.UniqueConstraint(fields=('report', 'position'), name='submission_position_once'), models.UniqueConstraint(fields=('facility', 'number'), name='submission_number_once'), core.constraints.CompositeForeignKey(fields=('report', 'facility'), name='submission_facility', to='reports.MonthlyReport', to_fields=('id', 'facility'))],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='monthlyreport',
                    trigger=pgtrigger.compiler.Trigger(name='report_state', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{checked:draft,checked:submitted,draft:checked,draft:submitted,returned:checked,returned:submitted,submitted:accepted,submitted:returned}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='155b902355692e2f9b258fb957b3a6b01c258bc5', operation='UPDATE', pgid='pgtrigger_report_state_e39a5', table='reports_monthlyreport', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='monthlyreport',
                    trigger=pgtrigger.compiler.Trigger(name='report_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IN (\'submitted\', \'accepted\'))', func="\n        IF to_jsonb(NEW) - ARRAY['state'] <> to_jsonb(OLD) - ARRAY['state'] THEN \n            RAISE EXCEPTION 'a report that was submitted stays as it was'\n            USING ERRCODE = 'integrity_constraint_violation';\n\n        END IF;\n        RETURN NEW;\n    ", hash='602fb4b9acabf2b6cc497b275ca01a4fee8ca631', operation='UPDATE', pgid='pgtrigger_report_stays_16fa0', table='reports_monthlyreport', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='monthlyreport',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_monthlyreportevent" ("activities", "facility_id", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plans", "problems", "state") VALUES (NEW."activities", NEW."facility_id", NEW."id", NEW."month", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plans", NEW."problems", NEW."state"); RETURN NULL;', hash='9d89b9e800d80414dfcec938b8d0ed90b5de77ac', operation='INSERT', pgid='pgtrigger_insert_insert_f4ebe', table='reports_monthlyreport', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='monthlyreport',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reports_monthlyreportevent" ("activities", "facility_id", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plans", "problems", "state") VALUES (NEW."activities", NEW."facility_id", NEW."id", NEW."month", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plans", NEW."problems", NEW."state"); RETURN NULL;', hash='f1517867e504473416b476a28cf6c3c42e49faf9', operation='UPDATE', pgid='pgtrigger_update_update_cf5d0', table='reports_monthlyreport', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='monthlyreport',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_monthlyreportevent" ("activities", "facility_id", "id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plans", "problems", "state") VALUES (OLD."activities", OLD."facility_id", OLD."id", OLD."month", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plans", OLD."problems", OLD."state"); RETURN NULL;', hash='49a5a93f88fefc7449fa701645478836b0c79bdf', operation='DELETE', pgid='pgtrigger_delete_delete_05b49', table='reports_monthlyreport', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='monthlyreportevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='26b6dcc2e5a323e81d529b004605a32709782d02', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_55511', table='reports_monthlyreportevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportphoto',
                    trigger=pgtrigger.compiler.Trigger(name='report_photo_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF EXISTS (\n            SELECT 1 FROM reports_monthlyreport\n            WHERE id IN (NEW.report_id, OLD.report_id) AND state IN ('submitted', 'accepted')\n        ) THEN \n            RAISE EXCEPTION 'a report that was submitted stays as it was'\n            USING ERRCODE = 'integrity_constraint_violation';\n\n        END IF;\n        RETURN COALESCE(NEW, OLD);\n    ", hash='3bf976d0589ac8d18123408d2cdbb650ad1103dd', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_report_photo_stays_a8068', table='reports_reportphoto', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportphoto',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_reportphotoevent" ("caption", "facility_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (NEW."caption", NEW."facility_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."report_id", NEW."sha256", NEW."size", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='00bf8dd85b98934c87af38a5ccff78b274f2375d', operation='INSERT', pgid='pgtrigger_insert_insert_97d1e', table='reports_reportphoto', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportphoto',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reports_reportphotoevent" ("caption", "facility_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (NEW."caption", NEW."facility_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."report_id", NEW."sha256", NEW."size", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='74adc17f5ae3059686ac8693339e8ed8a0128129', operation='UPDATE', pgid='pgtrigger_update_update_23572', table='reports_reportphoto', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportphoto',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reports_reportphotoevent" ("caption", "facility_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (OLD."caption", OLD."facility_id", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."report_id", OLD."sha256", OLD."size", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;', hash='3e0b5a56e7e2050e0b1fb4eabe72a46375327e4b', operation='DELETE', pgid='pgtrigger_delete_delete_a7273', table='reports_reportphoto', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportphotoevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d08e3f16a63b34c96fc5b54162b78ffb3a535f20', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7c459', table='reports_reportphotoevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportsubmission',
                    trigger=pgtrigger.compiler.Trigger(name='submitted_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d88e68191d6955e675568f8ddaf5ce3639c1db86', operation='UPDATE OR DELETE', pgid='pgtrigger_submitted_stays_c446f', table='reports_reportsubmission', when='BEFORE')),
                ),
            ],
        ),
    ]
