import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import core.constraints


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('facilities', '0001_initial'),
        ('partners', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('skills', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Program',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('verified', 'Verified'), ('approved', 'Approved'), ('open', 'Open for registration'), ('running', 'Running'), ('completed', 'Completed'), ('closed', 'Closed'), ('cancelled', 'Cancelled')], default='draft', editable=False, max_length=12, verbose_name='state')),
                ('title', models.CharField(help_text='As it stands on the certificate.', max_length=120, verbose_name='training')),
                ('skill_field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programs', to='skills.skillfield', verbose_name='skill field')),
                ('level', models.CharField(choices=[('basic', 'Basic'), ('advanced', 'Advanced'), ('expert', 'Expert')], default='basic', max_length=10, verbose_name='level')),
                ('batch', models.PositiveSmallIntegerField(default=1, verbose_name='batch')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='programs', to='partners.partner', verbose_name='partner')),
                ('agreement', models.ForeignKey(blank=True, help_text='Approval needs one in force, or an override by the head.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='programs', to='partners.agreement', verbose_name='agreement')),
                ('agreement_override', models.CharField(blank=True, max_length=300, verbose_name='why without an agreement')),
                ('place', models.CharField(choices=[('inside', 'Inside the facility'), ('outside', 'Outside the facility')], default='inside', max_length=10, verbose_name='place')),
                ('room', models.CharField(blank=True, max_length=80, verbose_name='room')),
                ('lesson_hours', models.PositiveSmallIntegerField(help_text='One JP is 45 minutes.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(2000)], verbose_name='lesson hours (JP)')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('seats', models.PositiveSmallIntegerField(default=16, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(300)], verbose_name='seats')),
                ('public_seats', models.PositiveSmallIntegerField(default=0, help_text='Beside the seats above; only their number is kept.', verbose_name='seats for the public')),
                ('pass_mark', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='pass mark')),
                ('minimum_attendance', models.PositiveSmallIntegerField(default=80, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='minimum attendance (%)')),
                ('certificates_for_all', models.BooleanField(default=False, help_text='Also who missed too many sessions gets one that says that they took part.', verbose_name='certificates for everybody')),
                ('certificate_title', models.CharField(default='Sertifikat Pelatihan', max_length=60, verbose_name='title of the certificate')),
                ('funding', models.CharField(choices=[('none', 'No funding'), ('dipa', 'State budget (DIPA)'), ('apbd', 'Regional budget (APBD)'), ('partner', 'Partner')], default='none', max_length=10, verbose_name='funding')),
                ('funding_amount', models.BigIntegerField(default=0, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount (rupiah)')),
                ('notes', models.TextField(blank=True, help_text='How the training is adapted to the facility.', verbose_name='method and safety')),
                ('evaluation', models.TextField(blank=True, help_text='What went well, what was lacking, what comes next.', verbose_name='evaluation')),
            ],
            options={
                'verbose_name': 'programme',
                'verbose_name_plural': 'programmes',
                'ordering': ['-starts_on', 'title', '-pk'],
                'indexes': [models.Index(fields=['facility', 'state', 'starts_on'], name='program_by_state')],
                'constraints': [models.UniqueConstraint(fields=('id', 'facility'), name='program_and_facility'), models.UniqueConstraint(fields=('facility', 'title', 'level', 'batch'), name='program_batch_once', violation_error_message='This training already has a batch of this number.'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='program_dates_in_order', violation_error_message='The last day is before the first day.'), models.CheckConstraint(condition=models.Q(('minimum_attendance__lte', 100), ('pass_mark__lte', 100), ('seats__gte', 1)), name='program_ranges'), core.constraints.CompositeForeignKey(fields=('agreement', 'facility'), name='program_agreement_facility', to='partners.Agreement', to_fields=('id', 'facility'))],
            },
        ),
        migrations.CreateModel(
            name='Module',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='modules', to='programs.program', verbose_name='programme')),
                ('position', models.PositiveSmallIntegerField(verbose_name='no.')),
                ('title', models.CharField(max_length=160, verbose_name='module')),
                ('kind', models.CharField(choices=[('theory', 'Theory'), ('practice', 'Practice')], default='practice', max_length=10, verbose_name='kind')),
                ('lesson_hours', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='JP')),
            ],
            options={
                'verbose_name': 'module',
                'verbose_name_plural': 'modules',
                'ordering': ['program', 'position'],
                'constraints': [models.UniqueConstraint(fields=('id', 'program', 'facility'), name='module_and_program'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('program', 'position'), name='module_position_once'), core.constraints.CompositeForeignKey(fields=('program', 'facility'), name='module_facility', to='programs.Program', to_fields=('id', 'facility'))],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='programs.program', verbose_name='programme')),
                ('instructor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='partners.instructor', verbose_name='instructor')),
                ('leads', models.BooleanField(default=True, help_text='Signs the certificates.', verbose_name='leads the class')),
            ],
            options={
                'verbose_name': 'instructor',
                'verbose_name_plural': 'instructors',
                'ordering': ['-leads', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('program', 'instructor'), name='assignment_once', violation_error_message='This instructor already teaches here.'), models.UniqueConstraint(condition=models.Q(('leads', True)), fields=('program',), name='assignment_one_leads', violation_error_message='Another instructor already leads this class.'), core.constraints.CompositeForeignKey(fields=('program', 'facility'), name='assignment_facility', to='programs.Program', to_fields=('id', 'facility'))],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                ('state', models.CharField(choices=[('scheduled', 'Scheduled'), ('submitted', 'Attendance submitted'), ('verified', 'Verified'), ('cancelled', 'Cancelled')], default='scheduled', editable=False, max_length=12, verbose_name='state')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='programs.program', verbose_name='programme')),
                ('starts_at', models.DateTimeField(verbose_name='begins')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
                ('day', models.DateField(editable=False, verbose_name='day')),
                ('lesson_hours', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='JP')),
                ('module', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='programs.module', verbose_name='module')),
                ('instructor', models.ForeignKey(blank=True, help_text="Only when it was somebody else than the class's own.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='partners.instructor', verbose_name='instructor')),
                ('topic', models.CharField(blank=True, max_length=160, verbose_name='topic')),
                ('journal', models.TextField(blank=True, help_text='What was done, what was noticed.', verbose_name='journal')),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'ordering': ['starts_at', 'pk'],
                'indexes': [models.Index(fields=['facility', 'state', 'starts_at'], name='session_by_state')],
                'constraints': [models.UniqueConstraint(fields=('id', 'program', 'facility'), name='session_and_program'), models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('program', 'starts_at'), name='session_once', violation_error_message='This class already meets at that time.'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='session_times_in_order', violation_error_message='The end is not after the beginning.'), core.constraints.CompositeForeignKey(fields=('program', 'facility'), name='session_facility', to='programs.Program', to_fields=('id', 'facility')), core.constraints.CompositeForeignKey(fields=('module', 'program', 'facility'), name='session_module_program', to='programs.Module', to_fields=('id', 'program', 'facility'))],
            },
        ),
        migrations.CreateModel(
            name='ProgramEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.program')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('verified', 'Verified'), ('approved', 'Approved'), ('open', 'Open for registration'), ('running', 'Running'), ('completed', 'Completed'), ('closed', 'Closed'), ('cancelled', 'Cancelled')], default='draft', editable=False, max_length=12, verbose_name='state')),
                ('title', models.CharField(help_text='As it stands on the certificate.', max_length=120, verbose_name='training')),
                ('skill_field', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='skills.skillfield', verbose_name='skill field')),
                ('level', models.CharField(choices=[('basic', 'Basic'), ('advanced', 'Advanced'), ('expert', 'Expert')], default='basic', max_length=10, verbose_name='level')),
                ('batch', models.PositiveSmallIntegerField(default=1, verbose_name='batch')),
                ('partner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='partner')),
                ('agreement', models.ForeignKey(blank=True, db_constraint=False, help_text='Approval needs one in force, or an override by the head.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.agreement', verbose_name='agreement')),
                ('agreement_override', models.CharField(blank=True, max_length=300, verbose_name='why without an agreement')),
                ('place', models.CharField(choices=[('inside', 'Inside the facility'), ('outside', 'Outside the facility')], default='inside', max_length=10, verbose_name='place')),
                ('room', models.CharField(blank=True, max_length=80, verbose_name='room')),
                ('lesson_hours', models.PositiveSmallIntegerField(help_text='One JP is 45 minutes.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(2000)], verbose_name='lesson hours (JP)')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('seats', models.PositiveSmallIntegerField(default=16, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(300)], verbose_name='seats')),
                ('public_seats', models.PositiveSmallIntegerField(default=0, help_text='Beside the seats above; only their number is kept.', verbose_name='seats for the public')),
                ('pass_mark', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='pass mark')),
                ('minimum_attendance', models.PositiveSmallIntegerField(default=80, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='minimum attendance (%)')),
                ('certificates_for_all', models.BooleanField(default=False, help_text='Also who missed too many sessions gets one that says that they took part.', verbose_name='certificates for everybody')),
                ('certificate_title', models.CharField(default='Sertifikat Pelatihan', max_length=60, verbose_name='title of the certificate')),
                ('funding', models.CharField(choices=[('none', 'No funding'), ('dipa', 'State budget (DIPA)'), ('apbd', 'Regional budget (APBD)'), ('partner', 'Partner')], default='none', max_length=10, verbose_name='funding')),
                ('funding_amount', models.BigIntegerField(default=0, validators=[django.core.validators.MinValueValidator(0)], verbose_name='amount (rupiah)')),
                ('notes', models.TextField(blank=True, help_text='How the training is adapted to the facility.', verbose_name='method and safety')),
                ('evaluation', models.TextField(blank=True, help_text='What went well, what was lacking, what comes next.', verbose_name='evaluation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ModuleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.module')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program', verbose_name='programme')),
                ('position', models.PositiveSmallIntegerField(verbose_name='no.')),
                ('title', models.CharField(max_length=160, verbose_name='module')),
                ('kind', models.CharField(choices=[('theory', 'Theory'), ('practice', 'Practice')], default='practice', max_length=10, verbose_name='kind')),
                ('lesson_hours', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='JP')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AssignmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.assignment')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program', verbose_name='programme')),
                ('instructor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.instructor', verbose_name='instructor')),
                ('leads', models.BooleanField(default=True, help_text='Signs the certificates.', verbose_name='leads the class')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SessionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.session')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                ('state', models.CharField(choices=[('scheduled', 'Scheduled'), ('submitted', 'Attendance submitted'), ('verified', 'Verified'), ('cancelled', 'Cancelled')], default='scheduled', editable=False, max_length=12, verbose_name='state')),
                ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program', verbose_name='programme')),
                ('starts_at', models.DateTimeField(verbose_name='begins')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
                ('day', models.DateField(editable=False, verbose_name='day')),
                ('lesson_hours', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='JP')),
                ('module', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.module', verbose_name='module')),
                ('instructor', models.ForeignKey(blank=True, db_constraint=False, help_text="Only when it was somebody else than the class's own.", null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.instructor', verbose_name='instructor')),
                ('topic', models.CharField(blank=True, max_length=160, verbose_name='topic')),
                ('journal', models.TextField(blank=True, help_text='What was done, what was noticed.', verbose_name='journal')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='program_state', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{approved:cancelled,approved:open,completed:closed,draft:cancelled,draft:submitted,open:cancelled,open:running,running:cancelled,running:completed,submitted:cancelled,submitted:draft,submitted:verified,verified:approved,verified:cancelled,verified:draft}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='215c15d3df27d7794e589790f6c146350acd068f', operation='UPDATE', pgid='pgtrigger_program_state_900a0', table='programs_program', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_programevent" ("agreement_id", "agreement_override", "batch", "certificate_title", "certificates_for_all", "ends_on", "evaluation", "facility_id", "funding", "funding_amount", "id", "lesson_hours", "level", "minimum_attendance", "notes", "partner_id", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_seats", "room", "seats", "skill_field_id", "starts_on", "state", "title") VALUES (NEW."agreement_id", NEW."agreement_override", NEW."batch", NEW."certificate_title", NEW."certificates_for_all", NEW."ends_on", NEW."evaluation", NEW."facility_id", NEW."funding", NEW."funding_amount", NEW."id", NEW."lesson_hours", NEW."level", NEW."minimum_attendance", NEW."notes", NEW."partner_id", NEW."pass_mark", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."public_seats", NEW."room", NEW."seats", NEW."skill_field_id", NEW."starts_on", NEW."state", NEW."title"); RETURN NULL;', hash='095b9e336210354f54bc67df45091f1d7fc65d63', operation='INSERT', pgid='pgtrigger_insert_insert_5a554', table='programs_program', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programs_programevent" ("agreement_id", "agreement_override", "batch", "certificate_title", "certificates_for_all", "ends_on", "evaluation", "facility_id", "funding", "funding_amount", "id", "lesson_hours", "level", "minimum_attendance", "notes", "partner_id", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_seats", "room", "seats", "skill_field_id", "starts_on", "state", "title") VALUES (NEW."agreement_id", NEW."agreement_override", NEW."batch", NEW."certificate_title", NEW."certificates_for_all", NEW."ends_on", NEW."evaluation", NEW."facility_id", NEW."funding", NEW."funding_amount", NEW."id", NEW."lesson_hours", NEW."level", NEW."minimum_attendance", NEW."notes", NEW."partner_id", NEW."pass_mark", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."public_seats", NEW."room", NEW."seats", NEW."skill_field_id", NEW."starts_on", NEW."state", NEW."title"); RETURN NULL;', hash='28d5dda4a770fcad9862381375d34dd210dc12c9', operation='UPDATE', pgid='pgtrigger_update_update_7f86c', table='programs_program', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_programevent" ("agreement_id", "agreement_override", "batch", "certificate_title", "certificates_for_all", "ends_on", "evaluation", "facility_id", "funding", "funding_amount", "id", "lesson_hours", "level", "minimum_attendance", "notes", "partner_id", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_seats", "room", "seats", "skill_field_id", "starts_on", "state", "title") VALUES (OLD."agreement_id", OLD."agreement_override", OLD."batch", OLD."certificate_title", OLD."certificates_for_all", OLD."ends_on", OLD."evaluation", OLD."facility_id", OLD."funding", OLD."funding_amount", OLD."id", OLD."lesson_hours", OLD."level", OLD."minimum_attendance", OLD."notes", OLD."partner_id", OLD."pass_mark", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."public_seats", OLD."room", OLD."seats", OLD."skill_field_id", OLD."starts_on", OLD."state", OLD."title"); RETURN NULL;', hash='60e7254a9f30747c5abef6543b57bbcfe2b100e3', operation='DELETE', pgid='pgtrigger_delete_delete_7c1d4', table='programs_program', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moduleevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1b0c8d5391177d575fbedf1c04bf730a6468064b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a5821', table='programs_moduleevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='module',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_moduleevent" ("facility_id", "id", "kind", "lesson_hours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id", "title") VALUES (NEW."facility_id", NEW."id", NEW."kind", NEW."lesson_hours", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."program_id", NEW."title"); RETURN NULL;', hash='ef2885c3cb4191523607b0041698686590586a20', operation='INSERT', pgid='pgtrigger_insert_insert_21104', table='programs_module', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='module',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programs_moduleevent" ("facility_id", "id", "kind", "lesson_hours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id", "title") VALUES (NEW."facility_id", NEW."id", NEW."kind", NEW."lesson_hours", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."program_id", NEW."title"); RETURN NULL;', hash='74b32504c01717090c6e9580ad23d70c8283ec81', operation='UPDATE', pgid='pgtrigger_update_update_69a93', table='programs_module', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='module',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_moduleevent" ("facility_id", "id", "kind", "lesson_hours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id", "title") VALUES (OLD."facility_id", OLD."id", OLD."kind", OLD."lesson_hours", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."program_id", OLD."title"); RETURN NULL;', hash='f601855e82a43ddc9deb2c1e964c425f5e4f569e', operation='DELETE', pgid='pgtrigger_delete_delete_239db', table='programs_module', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dcfa6032c1ac0436afdb115a246ac27240641f05', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_30c2d', table='programs_assignmentevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_assignmentevent" ("facility_id", "id", "instructor_id", "leads", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id") VALUES (NEW."facility_id", NEW."id", NEW."instructor_id", NEW."leads", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."program_id"); RETURN NULL;', hash='626e70f380c88c199c9837842d35a4755f0e619e', operation='INSERT', pgid='pgtrigger_insert_insert_974b9', table='programs_assignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programs_assignmentevent" ("facility_id", "id", "instructor_id", "leads", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id") VALUES (NEW."facility_id", NEW."id", NEW."instructor_id", NEW."leads", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."program_id"); RETURN NULL;', hash='9eabe115014dffc629d0116095a0a17df588289b', operation='UPDATE', pgid='pgtrigger_update_update_71900', table='programs_assignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_assignmentevent" ("facility_id", "id", "instructor_id", "leads", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id") VALUES (OLD."facility_id", OLD."id", OLD."instructor_id", OLD."leads", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."program_id"); RETURN NULL;', hash='1db1146a9c27db3be85aafb283a7f68251cfacd0', operation='DELETE', pgid='pgtrigger_delete_delete_402cb', table='programs_assignment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='programevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1b959981adc0355b7d255711197f23ff38ced4ca', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e6397', table='programs_programevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='session_state', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{scheduled:cancelled,scheduled:submitted,submitted:scheduled,submitted:verified,verified:scheduled}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='b65420ee12de1c2b007c86b80e0e7c2d2b8d3c89', operation='UPDATE', pgid='pgtrigger_session_state_9273a', table='programs_session', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_sessionevent" ("day", "ends_at", "facility_id", "id", "instructor_id", "journal", "lesson_hours", "module_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "starts_at", "state", "topic") VALUES (NEW."day", NEW."ends_at", NEW."facility_id", NEW."id", NEW."instructor_id", NEW."journal", NEW."lesson_hours", NEW."module_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."program_id", NEW."starts_at", NEW."state", NEW."topic"); RETURN NULL;', hash='1754c698c03827eb625c1b16e9151c93ddd29570', operation='INSERT', pgid='pgtrigger_insert_insert_89475', table='programs_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programs_sessionevent" ("day", "ends_at", "facility_id", "id", "instructor_id", "journal", "lesson_hours", "module_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "starts_at", "state", "topic") VALUES (NEW."day", NEW."ends_at", NEW."facility_id", NEW."id", NEW."instructor_id", NEW."journal", NEW."lesson_hours", NEW."module_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."program_id", NEW."starts_at", NEW."state", NEW."topic"); RETURN NULL;', hash='81da060302b7ce31071e3c652c71f9a08cc1d136', operation='UPDATE', pgid='pgtrigger_update_update_ca529', table='programs_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='session',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_sessionevent" ("day", "ends_at", "facility_id", "id", "instructor_id", "journal", "lesson_hours", "module_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "starts_at", "state", "topic") VALUES (OLD."day", OLD."ends_at", OLD."facility_id", OLD."id", OLD."instructor_id", OLD."journal", OLD."lesson_hours", OLD."module_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."program_id", OLD."starts_at", OLD."state", OLD."topic"); RETURN NULL;', hash='797eef3d53d5355a05f1d74c498a5f9c4c017d7f', operation='DELETE', pgid='pgtrigger_delete_delete_241c8', table='programs_session', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sessionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8f388fc4f4db633044cb7224df06b9ca13b2ea7f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_60ee1', table='programs_sessionevent', when='BEFORE')),
        ),
    ]
