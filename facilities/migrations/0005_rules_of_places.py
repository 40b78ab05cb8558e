import core.migrating
import django.core.validators
import django.db.models.expressions
import facilities.models.defaults
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('facilities', '0001_squashed_0004_letters_of_assignment'),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='facilitydefaults',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='facilitydefaults',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='facilitydefaults',
                    name='delete_delete',
                ),
                migrations.AddField(
                    model_name='facilitydefaults',
                    name='good_from',
                    field=models.PositiveSmallIntegerField(default=75, help_text='“Sufficient” begins at the pass mark; below it the grade is “poor”.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='“good” from'),
                ),
                migrations.AddField(
                    model_name='facilitydefaults',
                    name='panel_for',
                    field=models.CharField(choices=[('nobody', 'Nobody: the head decides directly'), ('convicted', 'Convicts and juveniles, not detainees'), ('all', 'Everybody')], default='nobody', help_text='Whom the panel (TPP) hears cannot be approved without its decision.', max_length=10, verbose_name='panel hears candidates'),
                ),
                migrations.AddField(
                    model_name='facilitydefaults',
                    name='score_scheme',
                    field=models.CharField(choices=[('modules', 'One score for each module, all of equal weight'), ('weighted', 'One score for each module and one for attitude, by weights'), ('program', 'Theory, practice and attitude for the whole programme, by weights')], default='modules', help_text='What is scored.', max_length=10, verbose_name='scores'),
                ),
                migrations.AddField(
                    model_name='facilitydefaults',
                    name='very_good_from',
                    field=models.PositiveSmallIntegerField(default=90, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='“very good” from'),
                ),
                migrations.AddField(
                    model_name='facilitydefaults',
                    name='weight_attitude',
                    field=models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='weight of attitude (%)'),
                ),
                migrations.AddField(
                    model_name='facilitydefaults',
                    name='weight_practice',
                    field=models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='weight of practice (%)'),
                ),
                migrations.AddField(
                    model_name='facilitydefaults',
                    name='weight_theory',
                    field=models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='weight of theory (%)'),
                ),
                migrations.AddField(
                    model_name='facilitydefaultsevent',
                    name='good_from',
                    field=models.PositiveSmallIntegerField(default=75, help_text='“Sufficient” begins at the pass mark; below it the grade is “poor”.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='“good” from'),
                ),
                migrations.AddField(
                    model_name='facilitydefaultsevent',
                    name='panel_for',
                    field=models.CharField(choices=[('nobody', 'Nobody: the head decides directly'), ('convicted', 'Convicts and juveniles, not detainees'), ('all', 'Everybody')], default='nobody', help_text='Whom the panel (TPP) hears cannot be approved without its decision.', max_length=10, verbose_name='panel hears candidates'),
                ),
                migrations.AddField(
                    model_name='facilitydefaultsevent',
                    name='score_scheme',
                    field=models.CharField(choices=[('modules', 'One score for each module, all of equal weight'), ('weighted', 'One score for each module and one for attitude, by weights'), ('program', 'Theory, practice and attitude for the whole programme, by weights')], default='modules', help_text='What is scored.', max_length=10, verbose_name='scores'),
                ),
                migrations.AddField(
                    model_name='facilitydefaultsevent',
                    name='very_good_from',
                    field=models.PositiveSmallIntegerField(default=90, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='“very good” from'),
                ),
                migrations.AddField(
                    model_name='facilitydefaultsevent',
                    name='weight_attitude',
                    field=models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='weight of attitude (%)'),
                ),
                migrations.AddField(
                    model_name='facilitydefaultsevent',
                    name='weight_practice',
                    field=models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='weight of practice (%)'),
                ),
                migrations.AddField(
                    model_name='facilitydefaultsevent',
                    name='weight_theory',
                    field=models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='weight of theory (%)'),
                ),
                migrations.AlterField(
                    model_name='facilitydefaults',
                    name='editing_days',
                    field=models.PositiveSmallIntegerField(blank=True, default=facilities.models.defaults.usual_editing_days, help_text='Counted from the day of the session. Officers are not limited. Left empty: no limit.', null=True, validators=[django.core.validators.MaxValueValidator(365)], verbose_name='days in which instructors record attendance'),
                ),
                migrations.AlterField(
                    model_name='facilitydefaultsevent',
                    name='editing_days',
                    field=models.PositiveSmallIntegerField(blank=True, default=facilities.models.defaults.usual_editing_days, help_text='Counted from the day of the session. Officers are not limited. Left empty: no limit.', null=True, validators=[django.core.validators.MaxValueValidator(365)], verbose_name='days in which instructors record attendance'),
                ),
                migrations.AlterField(
                    model_name='letternumbering',
                    name='kind',
                    field=models.CharField(choices=[('registration', 'Registration letter'), ('minutes', 'Panel minutes'), ('attendance', 'Attendance sheet'), ('handover', 'Handover minutes'), ('report', 'Monthly report'), ('assignment', 'Instructor assignment letter'), ('contact', 'Contact report'), ('decision', "Head's decision on candidates"), ('exit', 'Exit letter'), ('escort', 'Escort assignment'), ('graduation', 'Graduation minutes')], editable=False, max_length=20, verbose_name='kind of letter'),
                ),
                migrations.AlterField(
                    model_name='letternumberingevent',
                    name='kind',
                    field=models.CharField(choices=[('registration', 'Registration letter'), ('minutes', 'Panel minutes'), ('attendance', 'Attendance sheet'), ('handover', 'Handover minutes'), ('report', 'Monthly report'), ('assignment', 'Instructor assignment letter'), ('contact', 'Contact report'), ('decision', "Head's decision on candidates"), ('exit', 'Exit letter'), ('escort', 'Escort assignment'), ('graduation', 'Graduation minutes')], editable=False, max_length=20, verbose_name='kind of letter'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='facilitydefaults',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_facilitydefaultsevent" ("editing_days", "facility_id", "good_from", "id", "minimum_attendance", "panel_for", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score_scheme", "seats", "very_good_from", "weight_attitude", "weight_practice", "weight_theory") VALUES (NEW."editing_days", NEW."facility_id", NEW."good_from", NEW."id", NEW."minimum_attendance", NEW."panel_for", NEW."pass_mark", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."score_scheme", NEW."seats", NEW."very_good_from", NEW."weight_attitude", NEW."weight_practice", NEW."weight_theory"); RETURN NULL;', hash='f9c598ab31115c91666405927fa43a7a17ed6c55', operation='INSERT', pgid='pgtrigger_insert_insert_0bdd8', table='facilities_facilitydefaults', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='facilitydefaults',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "facilities_facilitydefaultsevent" ("editing_days", "facility_id", "good_from", "id", "minimum_attendance", "panel_for", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score_scheme", "seats", "very_good_from", "weight_attitude", "weight_practice", "weight_theory") VALUES (NEW."editing_days", NEW."facility_id", NEW."good_from", NEW."id", NEW."minimum_attendance", NEW."panel_for", NEW."pass_mark", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."score_scheme", NEW."seats", NEW."very_good_from", NEW."weight_attitude", NEW."weight_practice", NEW."weight_theory"); RETURN NULL;', hash='f418a40bc8032d0a191929b147aaf84f03a922d9', operation='UPDATE', pgid='pgtrigger_update_update_366ba', table='facilities_facilitydefaults', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='facilitydefaults',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_facilitydefaultsevent" ("editing_days", "facility_id", "good_from", "id", "minimum_attendance", "panel_for", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score_scheme", "seats", "very_good_from", "weight_attitude", "weight_practice", "weight_theory") VALUES (OLD."editing_days", OLD."facility_id", OLD."good_from", OLD."id", OLD."minimum_attendance", OLD."panel_for", OLD."pass_mark", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."score_scheme", OLD."seats", OLD."very_good_from", OLD."weight_attitude", OLD."weight_practice", OLD."weight_theory"); RETURN NULL;', hash='d49d612b1940531d6ac800f90a6ccc80ba0186e8', operation='DELETE', pgid='pgtrigger_delete_delete_e1015', table='facilities_facilitydefaults', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='facilitydefaults',
                    constraint=models.CheckConstraint(condition=models.Q(('weight_theory', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.Value(100), '-', models.F('weight_practice')), '-', models.F('weight_attitude')))), name='facilitydefaults_weights', violation_error_message='The three weights add up to 100.'),
                ),
                migrations.AddConstraint(
                    model_name='facilitydefaults',
                    constraint=models.CheckConstraint(condition=models.Q(('very_good_from__gt', models.F('good_from')), ('very_good_from__lte', 100)), name='facilitydefaults_bands', violation_error_message='“Very good” begins above “good”.'),
                ),
            ],
        ),
    ]
