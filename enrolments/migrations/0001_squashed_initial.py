import core.constraints
import core.migrating
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('enrolments', '0001_initial')]

    initial = True

    dependencies = [
        ('facilities', '0001_squashed_0004_letters_of_assignment'),
        ('inmates', '0001_squashed_0006_interest_assessments'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('programs', '0001_squashed_0004_requirements_and_offering'),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name='Enrolment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('deferred', 'Deferred'), ('waitlisted', 'On the waiting list'), ('confirmed', 'Confirmed'), ('active', 'In class'), ('passed', 'Passed'), ('attended', 'Attended'), ('failed', 'Failed'), ('withdrawn', 'Withdrawn'), ('dropped', 'Dropped'), ('transferred', 'Transferred'), ('released', 'Released')], default='proposed', editable=False, max_length=12, verbose_name='state')),
                        ('name', models.CharField(blank=True, editable=False, max_length=150)),
                        ('applied_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='applied on')),
                        ('asked_by', models.CharField(choices=[('inmate', 'The person'), ('officer', 'Officer'), ('guardian', 'Case guardian'), ('panel', 'Panel')], default='inmate', max_length=10, verbose_name='asked by')),
                        ('joined_on', models.DateField(blank=True, null=True, verbose_name='in class from')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='in class until')),
                        ('exit_reason', models.CharField(blank=True, choices=[('completed', 'Completed'), ('moved', 'Moved to another class'), ('own_request', 'Own request'), ('staff', 'Removed by staff'), ('discipline', 'Discipline'), ('health', 'Health'), ('security', 'Security'), ('released', 'Released'), ('transferred', 'Transferred'), ('died', 'Died')], max_length=12, verbose_name='why it ended')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('inmate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='inmates.inmate', verbose_name='inmate')),
                        ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='programs.program', verbose_name='programme')),
                    ],
                    options={
                        'verbose_name': 'participant',
                        'verbose_name_plural': 'participants',
                        'ordering': ['inmate__full_name', 'pk'],
                        'indexes': [models.Index(fields=['facility', 'state'], name='enrolment_by_state')],
                        'constraints': [models.UniqueConstraint(fields=('id', 'program', 'facility'), name='enrolment_and_program'), models.UniqueConstraint(condition=models.Q(('state__in', ('rejected', 'withdrawn', 'dropped', 'transferred', 'released')), _negated=True), fields=('program', 'inmate'), name='enrolment_once', violation_error_message='This person is in this programme already.'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('joined_on', None), ('ended_on__gte', models.F('joined_on')), _connector='OR'), name='enrolment_dates_in_order', violation_error_message='The last day in class is before the first.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('confirmed', 'active', 'passed', 'attended', 'failed')), _negated=True), ('joined_on__isnull', False), _connector='OR'), name='enrolment_in_class_has_day'), core.constraints.CompositeForeignKey(fields=('program', 'facility'), name='enrolment_facility', to='programs.Program', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='Attendance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('mark', models.CharField(blank=True, choices=[('H', 'Present'), ('I', 'Excused'), ('S', 'Sick'), ('A', 'Absent'), ('D', 'Called away')], max_length=1, verbose_name='mark')),
                        ('is_late', models.BooleanField(default=False, verbose_name='late')),
                        ('note', models.CharField(blank=True, max_length=120, verbose_name='note')),
                        ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='recorded at')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.program')),
                        ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='programs.session', verbose_name='session')),
                        ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='enrolments.enrolment', verbose_name='participant')),
                    ],
                    options={
                        'verbose_name': 'attendance',
                        'verbose_name_plural': 'attendance',
                        'ordering': ['enrolment__inmate__full_name', 'pk'],
                        'indexes': [models.Index(condition=models.Q(('mark', '')), fields=['session'], name='attendance_missing')],
                        'constraints': [models.UniqueConstraint(fields=('session', 'enrolment'), name='attendance_once'), models.CheckConstraint(condition=models.Q(('mark__in', ['', 'H', 'I', 'S', 'A', 'D']), models.Q(('is_late', False), ('mark', 'H'), _connector='OR')), name='attendance_late_is_present', violation_error_message='Only somebody present can be late.'), core.constraints.CompositeForeignKey(fields=('session', 'program', 'facility'), name='attendance_session_program', to='programs.Session', to_fields=('id', 'program', 'facility')), core.constraints.CompositeForeignKey(fields=('enrolment', 'program', 'facility'), name='attendance_enrolment_program', to='enrolments.Enrolment', to_fields=('id', 'program', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='AttendanceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('mark', models.CharField(blank=True, choices=[('H', 'Present'), ('I', 'Excused'), ('S', 'Sick'), ('A', 'Absent'), ('D', 'Called away')], max_length=1, verbose_name='mark')),
                        ('is_late', models.BooleanField(default=False, verbose_name='late')),
                        ('note', models.CharField(blank=True, max_length=120, verbose_name='note')),
                        ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='recorded at')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='enrolments.attendance')),
                        ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
                        ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.session', verbose_name='session')),
                        ('enrolment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='enrolments.enrolment', verbose_name='participant')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='EnrolmentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('state', models.CharField(choices=[('proposed', 'Proposed'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('deferred', 'Deferred'), ('waitlisted', 'On the waiting list'), ('confirmed', 'Confirmed'), ('active', 'In class'), ('passed', 'Passed'), ('attended', 'Attended'), ('failed', 'Failed'), ('withdrawn', 'Withdrawn'), ('dropped', 'Dropped'), ('transferred', 'Transferred'), ('released', 'Released')], default='proposed', editable=False, max_length=12, verbose_name='state')),
                        ('name', models.CharField(blank=True, editable=False, max_length=150)),
                        ('applied_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='applied on')),
                        ('asked_by', models.CharField(choices=[('inmate', 'The person'), ('officer', 'Officer'), ('guardian', 'Case guardian'), ('panel', 'Panel')], default='inmate', max_length=10, verbose_name='asked by')),
                        ('joined_on', models.DateField(blank=True, null=True, verbose_name='in class from')),
                        ('ended_on', models.DateField(blank=True, null=True, verbose_name='in class until')),
                        ('exit_reason', models.CharField(blank=True, choices=[('completed', 'Completed'), ('moved', 'Moved to another class'), ('own_request', 'Own request'), ('staff', 'Removed by staff'), ('discipline', 'Discipline'), ('health', 'Health'), ('security', 'Security'), ('released', 'Released'), ('transferred', 'Transferred'), ('died', 'Died')], max_length=12, verbose_name='why it ended')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('inmate', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inmates.inmate', verbose_name='inmate')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='enrolments.enrolment')),
                        ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program', verbose_name='programme')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Result',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('present', models.PositiveSmallIntegerField(verbose_name='sessions present')),
                        ('counted', models.PositiveSmallIntegerField(verbose_name='sessions counted')),
                        ('average', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='average')),
                        ('grade', models.CharField(blank=True, max_length=30, verbose_name='grade')),
                        ('outcome', models.CharField(choices=[('passed', 'Passed'), ('attended', 'Attended'), ('failed', 'Failed')], max_length=10, verbose_name='outcome')),
                        ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result', to='enrolments.enrolment', verbose_name='participant')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='programs.program')),
                    ],
                    options={
                        'verbose_name': 'result',
                        'verbose_name_plural': 'results',
                        'ordering': ['enrolment__inmate__full_name', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('present__lte', models.F('counted'))), name='result_present_of_counted'), core.constraints.CompositeForeignKey(fields=('enrolment', 'program', 'facility'), name='result_enrolment_program', to='enrolments.Enrolment', to_fields=('id', 'program', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='ResultEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('present', models.PositiveSmallIntegerField(verbose_name='sessions present')),
                        ('counted', models.PositiveSmallIntegerField(verbose_name='sessions counted')),
                        ('average', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='average')),
                        ('grade', models.CharField(blank=True, max_length=30, verbose_name='grade')),
                        ('outcome', models.CharField(choices=[('passed', 'Passed'), ('attended', 'Attended'), ('failed', 'Failed')], max_length=10, verbose_name='outcome')),
                        ('enrolment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='enrolments.enrolment', verbose_name='participant')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='enrolments.result')),
                        ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ResultSheet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('checked', 'Checked'), ('approved', 'Approved')], default='draft', editable=False, max_length=12, verbose_name='state')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('program', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result_sheet', to='programs.program', verbose_name='programme')),
                    ],
                    options={
                        'verbose_name': 'result sheet',
                        'verbose_name_plural': 'result sheets',
                        'constraints': [core.constraints.CompositeForeignKey(fields=('program', 'facility'), name='sheet_facility', to='programs.Program', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='ResultSheetEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('checked', 'Checked'), ('approved', 'Approved')], default='draft', editable=False, max_length=12, verbose_name='state')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='enrolments.resultsheet')),
                        ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program', verbose_name='programme')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Score',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('value', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='score')),
                        ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='enrolments.enrolment', verbose_name='participant')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('module', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='programs.module', verbose_name='module')),
                        ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='programs.program')),
                    ],
                    options={
                        'verbose_name': 'score',
                        'verbose_name_plural': 'scores',
                        'constraints': [models.UniqueConstraint(fields=('enrolment', 'module'), name='score_once'), models.CheckConstraint(condition=models.Q(('value__gte', 0), ('value__lte', 100)), name='score_range'), core.constraints.CompositeForeignKey(fields=('enrolment', 'program', 'facility'), name='score_enrolment_program', to='enrolments.Enrolment', to_fields=('id', 'program', 'facility')), core.constraints.CompositeForeignKey(fields=('module', 'program', 'facility'), name='score_module_program', to='programs.Module', to_fields=('id', 'program', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='ScoreEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('value', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='score')),
                        ('enrolment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='enrolments.enrolment', verbose_name='participant')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('module', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.module', verbose_name='module')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='enrolments.score')),
                        ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='enrolment',
                    trigger=pgtrigger.compiler.Trigger(name='enrolment_state', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{active:attended,active:dropped,active:failed,active:passed,active:released,active:transferred,active:withdrawn,approved:confirmed,approved:dropped,approved:released,approved:transferred,approved:waitlisted,approved:withdrawn,attended:active,confirmed:active,confirmed:dropped,confirmed:released,confirmed:transferred,confirmed:withdrawn,deferred:approved,deferred:dropped,deferred:rejected,deferred:released,deferred:transferred,deferred:withdrawn,failed:active,passed:active,proposed:approved,proposed:deferred,proposed:dropped,proposed:rejected,proposed:released,proposed:transferred,proposed:withdrawn,waitlisted:confirmed,waitlisted:dropped,waitlisted:released,waitlisted:transferred,waitlisted:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='3237d1e69bc6982655300e4c1da59a1b04c77172', operation='UPDATE', pgid='pgtrigger_enrolment_state_84ee3', table='enrolments_enrolment', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='enrolment',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enrolments_enrolmentevent" ("applied_on", "asked_by", "ended_on", "exit_reason", "facility_id", "id", "inmate_id", "joined_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "state") VALUES (NEW."applied_on", NEW."asked_by", NEW."ended_on", NEW."exit_reason", NEW."facility_id", NEW."id", NEW."inmate_id", NEW."joined_on", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."program_id", NEW."state"); RETURN NULL;', hash='d5d62e47abdd2294a8d253e3c5f79b3f9a1c8a7d', operation='INSERT', pgid='pgtrigger_insert_insert_6e883', table='enrolments_enrolment', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='enrolment',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enrolments_enrolmentevent" ("applied_on", "asked_by", "ended_on", "exit_reason", "facility_id", "id", "inmate_id", "joined_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "state") VALUES (NEW."applied_on", NEW."asked_by", NEW."ended_on", NEW."exit_reason", NEW."facility_id", NEW."id", NEW."inmate_id", NEW."joined_on", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."program_id", NEW."state"); RETURN NULL;', hash='27ce7f71d2057d68219d8aebd1d9fab0d641d8d4', operation='UPDATE', pgid='pgtrigger_update_update_0d2e6', table='enrolments_enrolment', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='enrolment',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enrolments_enrolmentevent" ("applied_on", "asked_by", "ended_on", "exit_reason", "facility_id", "id", "inmate_id", "joined_on", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "state") VALUES (OLD."applied_on", OLD."asked_by", OLD."ended_on", OLD."exit_reason", OLD."facility_id", OLD."id", OLD."inmate_id", OLD."joined_on", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."program_id", OLD."state"); RETURN NULL;', hash='40c4e4e0492ba92681f81bbd70441f9332d4c2dd', operation='DELETE', pgid='pgtrigger_delete_delete_8da20', table='enrolments_enrolment', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attendanceevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='366f803ee3dccaeebef0597ee52934db691833f9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5dcd8', table='enrolments_attendanceevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attendance',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enrolments_attendanceevent" ("enrolment_id", "facility_id", "id", "is_late", "mark", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "recorded_at", "recorded_by_id", "session_id") VALUES (NEW."enrolment_id", NEW."facility_id", NEW."id", NEW."is_late", NEW."mark", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."program_id", NEW."recorded_at", NEW."recorded_by_id", NEW."session_id"); RETURN NULL;', hash='253854ce1aaedfb3a9ee1fa1f76bd0cf1e6c953c', operation='INSERT', pgid='pgtrigger_insert_insert_0fcbd', table='enrolments_attendance', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attendance',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enrolments_attendanceevent" ("enrolment_id", "facility_id", "id", "is_late", "mark", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "recorded_at", "recorded_by_id", "session_id") VALUES (NEW."enrolment_id", NEW."facility_id", NEW."id", NEW."is_late", NEW."mark", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."program_id", NEW."recorded_at", NEW."recorded_by_id", NEW."session_id"); RETURN NULL;', hash='2b8613421ffe66c57a2d16e8c339b0740b6fd6dc', operation='UPDATE', pgid='pgtrigger_update_update_ca65e', table='enrolments_attendance', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attendance',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enrolments_attendanceevent" ("enrolment_id", "facility_id", "id", "is_late", "mark", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "recorded_at", "recorded_by_id", "session_id") VALUES (OLD."enrolment_id", OLD."facility_id", OLD."id", OLD."is_late", OLD."mark", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."program_id", OLD."recorded_at", OLD."recorded_by_id", OLD."session_id"); RETURN NULL;', hash='8a1d15626ee69674d65036718db30973bdd3091c', operation='DELETE', pgid='pgtrigger_delete_delete_95d96', table='enrolments_attendance', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='enrolmentevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0c2340dfb0800cae087ed1955ad60403fa2bf958', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4cba6', table='enrolments_enrolmentevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='result',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enrolments_resultevent" ("average", "counted", "enrolment_id", "facility_id", "grade", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "program_id") VALUES (NEW."average", NEW."counted", NEW."enrolment_id", NEW."facility_id", NEW."grade", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."present", NEW."program_id"); RETURN NULL;', hash='8af1a28ac221b00f8f49f9262586704ab34a54ad', operation='INSERT', pgid='pgtrigger_insert_insert_7fee6', table='enrolments_result', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='result',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enrolments_resultevent" ("average", "counted", "enrolment_id", "facility_id", "grade", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "program_id") VALUES (NEW."average", NEW."counted", NEW."enrolment_id", NEW."facility_id", NEW."grade", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."present", NEW."program_id"); RETURN NULL;', hash='87f15b4316e0a1c4cf501aa20c212a3a35f80367', operation='UPDATE', pgid='pgtrigger_update_update_f07db', table='enrolments_result', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='result',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enrolments_resultevent" ("average", "counted", "enrolment_id", "facility_id", "grade", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "program_id") VALUES (OLD."average", OLD."counted", OLD."enrolment_id", OLD."facility_id", OLD."grade", OLD."id", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."present", OLD."program_id"); RETURN NULL;', hash='ea1da03349c3fd0418213328aa5b4f8c0f8970ff', operation='DELETE', pgid='pgtrigger_delete_delete_cdc77', table='enrolments_result', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='resultevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='52af03e117338f264ff096805dcf6095bd15fc1c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fe8b5', table='enrolments_resultevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='resultsheet',
                    trigger=pgtrigger.compiler.Trigger(name='sheet_state', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{approved:draft,checked:approved,checked:draft,draft:submitted,submitted:checked,submitted:draft}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='22190cd04adfd58666cce3ac17958f68f939a7ef', operation='UPDATE', pgid='pgtrigger_sheet_state_f88fd', table='enrolments_resultsheet', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='resultsheet',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enrolments_resultsheetevent" ("facility_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "state") VALUES (NEW."facility_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."program_id", NEW."state"); RETURN NULL;', hash='c467bbc7a0978155d65b0350276625245d03c9b9', operation='INSERT', pgid='pgtrigger_insert_insert_effc2', table='enrolments_resultsheet', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='resultsheet',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enrolments_resultsheetevent" ("facility_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "state") VALUES (NEW."facility_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."program_id", NEW."state"); RETURN NULL;', hash='35998780356dc20a325cf180a89262b034a849dd', operation='UPDATE', pgid='pgtrigger_update_update_2d429', table='enrolments_resultsheet', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='resultsheet',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enrolments_resultsheetevent" ("facility_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "state") VALUES (OLD."facility_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."program_id", OLD."state"); RETURN NULL;', hash='f2e1b3c26dd3b2e7bc7748261c3f55888643adaf', operation='DELETE', pgid='pgtrigger_delete_delete_c91d4', table='enrolments_resultsheet', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='resultsheetevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8f2646fb2f55417b001267858c012da1f9300983', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_184ae', table='enrolments_resultsheetevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='score',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enrolments_scoreevent" ("enrolment_id", "facility_id", "id", "module_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "value") VALUES (NEW."enrolment_id", NEW."facility_id", NEW."id", NEW."module_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."program_id", NEW."value"); RETURN NULL;', hash='13c721750f028c74ef7a154f5a77d26046dc54a4', operation='INSERT', pgid='pgtrigger_insert_insert_c7e71', table='enrolments_score', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='score',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enrolments_scoreevent" ("enrolment_id", "facility_id", "id", "module_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "value") VALUES (NEW."enrolment_id", NEW."facility_id", NEW."id", NEW."module_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."program_id", NEW."value"); RETURN NULL;', hash='e36c06ac94531e92c73a432d3c2cd0acb9f22e17', operation='UPDATE', pgid='pgtrigger_update_update_e1594', table='enrolments_score', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='score',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enrolments_scoreevent" ("enrolment_id", "facility_id", "id", "module_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "value") VALUES (OLD."enrolment_id", OLD."facility_id", OLD."id", OLD."module_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."program_id", OLD."value"); RETURN NULL;', hash='dbcd6baec19799b43b8b22cc68f1af166348deff', operation='DELETE', pgid='pgtrigger_delete_delete_dc440', table='enrolments_score', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='scoreevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d03e8ec931fcdde033a80300382e96b7283e3c5a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cc223', table='enrolments_scoreevent', when='BEFORE')),
                ),
            ],
        ),
    ]
