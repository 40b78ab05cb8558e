import core.constraints
import core.migrating
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('facilities', '0005_rules_of_places'),
        ('partners', '0001_squashed_0005_offerings'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('programs', '0001_squashed_0004_requirements_and_offering'),
        ('skills', '0001_initial'),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name='Competency',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField(verbose_name='no.')),
                        ('name', models.CharField(max_length=160, verbose_name='can do')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='competencies', to='programs.program', verbose_name='programme')),
                    ],
                    options={
                        'verbose_name': 'competency',
                        'verbose_name_plural': 'competencies',
                        'ordering': ['program', 'position'],
                        'constraints': [models.UniqueConstraint(fields=('id', 'program', 'facility'), name='competency_and_program'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['IMMEDIATE'], fields=('program', 'name'), name='competency_once', violation_error_message='This stands in the table twice.'), core.constraints.CompositeForeignKey(fields=('program', 'facility'), name='competency_facility', to='programs.Program', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='CompetencyEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField(verbose_name='no.')),
                        ('name', models.CharField(max_length=160, verbose_name='can do')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.competency')),
                        ('program', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program', verbose_name='programme')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='program',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='program',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='program',
                    name='delete_delete',
                ),
                migrations.AddField(
                    model_name='program',
                    name='good_from',
                    field=models.PositiveSmallIntegerField(default=75, help_text='“Sufficient” begins at the pass mark; below it the grade is “poor”.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='“good” from'),
                ),
                migrations.AddField(
                    model_name='program',
                    name='registration_closes_on',
                    field=models.DateField(blank=True, editable=False, help_text='The last day on which people register; the training starts after it.', null=True, verbose_name='registration closes on'),
                ),
                migrations.AddField(
                    model_name='program',
                    name='score_scheme',
                    field=models.CharField(choices=[('modules', 'One score for each module, all of equal weight'), ('weighted', 'One score for each module and one for attitude, by weights'), ('program', 'Theory, practice and attitude for the whole programme, by weights')], default='modules', help_text='What is scored.', max_length=10, verbose_name='scores'),
                ),
                migrations.AddField(
                    model_name='program',
                    name='very_good_from',
                    field=models.PositiveSmallIntegerField(default=90, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='“very good” from'),
                ),
                migrations.AddField(
                    model_name='program',
                    name='weight_attitude',
                    field=models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='weight of attitude (%)'),
                ),
                migrations.AddField(
                    model_name='program',
                    name='weight_practice',
                    field=models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='weight of practice (%)'),
                ),
                migrations.AddField(
                    model_name='program',
                    name='weight_theory',
                    field=models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='weight of theory (%)'),
                ),
                migrations.AddField(
                    model_name='programevent',
                    name='good_from',
                    field=models.PositiveSmallIntegerField(default=75, help_text='“Sufficient” begins at the pass mark; below it the grade is “poor”.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='“good” from'),
                ),
                migrations.AddField(
                    model_name='programevent',
                    name='registration_closes_on',
                    field=models.DateField(blank=True, editable=False, help_text='The last day on which people register; the training starts after it.', null=True, verbose_name='registration closes on'),
                ),
                migrations.AddField(
                    model_name='programevent',
                    name='score_scheme',
                    field=models.CharField(choices=[('modules', 'One score for each module, all of equal weight'), ('weighted', 'One score for each module and one for attitude, by weights'), ('program', 'Theory, practice and attitude for the whole programme, by weights')], default='modules', help_text='What is scored.', max_length=10, verbose_name='scores'),
                ),
                migrations.AddField(
                    model_name='programevent',
                    name='very_good_from',
                    field=models.PositiveSmallIntegerField(default=90, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='“very good” from'),
                ),
                migrations.AddField(
                    model_name='programevent',
                    name='weight_attitude',
                    field=models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='weight of attitude (%)'),
                ),
                migrations.AddField(
                    model_name='programevent',
                    name='weight_practice',
                    field=models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='weight of practice (%)'),
                ),
                migrations.AddField(
                    model_name='programevent',
                    name='weight_theory',
                    field=models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='weight of theory (%)'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='program',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_programevent" ("address", "age_from", "age_to", "agreement_id", "agreement_override", "barred_limits", "batch", "certificate_title", "certificates_for_all", "clean_months", "ends_on", "evaluation", "facility_id", "funding", "funding_amount", "good_from", "id", "legal_statuses", "lesson_hours", "level", "literacy_needed", "maximum_risk", "minimum_attendance", "minimum_education", "minimum_stage", "notes", "offering_id", "only_sex", "partner_id", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "prerequisite", "public_seats", "registration_closes_on", "reserves", "room", "safety_notes", "score_scheme", "seats", "sentence_outlasts", "skill_field_id", "starts_on", "state", "tags", "theory_share", "title", "very_good_from", "weight_attitude", "weight_practice", "weight_theory") VALUES (NEW."address", NEW."age_from", NEW."age_to", NEW."agreement_id", NEW."agreement_override", NEW."barred_limits", NEW."batch", NEW."certificate_title", NEW."certificates_for_all", NEW."clean_months", NEW."ends_on", NEW."evaluation", NEW."facility_id", NEW."funding", NEW."funding_amount", NEW."good_from", NEW."id", NEW."legal_statuses", NEW."lesson_hours", NEW."level", NEW."literacy_needed", NEW."maximum_risk", NEW."minimum_attendance", NEW."minimum_education", NEW."minimum_stage", NEW."notes", NEW."offering_id", NEW."only_sex", NEW."partner_id", NEW."pass_mark", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."prerequisite", NEW."public_seats", NEW."registration_closes_on", NEW."reserves", NEW."room", NEW."safety_notes", NEW."score_scheme", NEW."seats", NEW."sentence_outlasts", NEW."skill_field_id", NEW."starts_on", NEW."state", NEW."tags", NEW."theory_share", NEW."title", NEW."very_good_from", NEW."weight_attitude", NEW."weight_practice", NEW."weight_theory"); RETURN NULL;', hash='f714a255b1ebc74b3cb58abe07aeccf3b20cbec4', operation='INSERT', pgid='pgtrigger_insert_insert_5a554', table='programs_program', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='program',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programs_programevent" ("address", "age_from", "age_to", "agreement_id", "agreement_override", "barred_limits", "batch", "certificate_title", "certificates_for_all", "clean_months", "ends_on", "evaluation", "facility_id", "funding", "funding_amount", "good_from", "id", "legal_statuses", "lesson_hours", "level", "literacy_needed", "maximum_risk", "minimum_attendance", "minimum_education", "minimum_stage", "notes", "offering_id", "only_sex", "partner_id", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "prerequisite", "public_seats", "registration_closes_on", "reserves", "room", "safety_notes", "score_scheme", "seats", "sentence_outlasts", "skill_field_id", "starts_on", "state", "tags", "theory_share", "title", "very_good_from", "weight_attitude", "weight_practice", "weight_theory") VALUES (NEW."address", NEW."age_from", NEW."age_to", NEW."agreement_id", NEW."agreement_override", NEW."barred_limits", NEW."batch", NEW."certificate_title", NEW."certificates_for_all", NEW."clean_months", NEW."ends_on", NEW."evaluation", NEW."facility_id", NEW."funding", NEW."funding_amount", NEW."good_from", NEW."id", NEW."legal_statuses", NEW."lesson_hours", NEW."level", NEW."literacy_needed", NEW."maximum_risk", NEW."minimum_attendance", NEW."minimum_education", NEW."minimum_stage", NEW."notes", NEW."offering_id", NEW."only_sex", NEW."partner_id", NEW."pass_mark", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."prerequisite", NEW."public_seats", NEW."registration_closes_on", NEW."reserves", NEW."room", NEW."safety_notes", NEW."score_scheme", NEW."seats", NEW."sentence_outlasts", NEW."skill_field_id", NEW."starts_on", NEW."state", NEW."tags", NEW."theory_share", NEW."title", NEW."very_good_from", NEW."weight_attitude", NEW."weight_practice", NEW."weight_theory"); RETURN NULL;', hash='1c105fc2b0b072bc462c66345a6f2a854fdb8a60', operation='UPDATE', pgid='pgtrigger_update_update_7f86c', table='programs_program', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='program',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_programevent" ("address", "age_from", "age_to", "agreement_id", "agreement_override", "barred_limits", "batch", "certificate_title", "certificates_for_all", "clean_months", "ends_on", "evaluation", "facility_id", "funding", "funding_amount", "good_from", "id", "legal_statuses", "lesson_hours", "level", "literacy_needed", "maximum_risk", "minimum_attendance", "minimum_education", "minimum_stage", "notes", "offering_id", "only_sex", "partner_id", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "prerequisite", "public_seats", "registration_closes_on", "reserves", "room", "safety_notes", "score_scheme", "seats", "sentence_outlasts", "skill_field_id", "starts_on", "state", "tags", "theory_share", "title", "very_good_from", "weight_attitude", "weight_practice", "weight_theory") VALUES (OLD."address", OLD."age_from", OLD."age_to", OLD."agreement_id", OLD."agreement_override", OLD."barred_limits", OLD."batch", OLD."certificate_title", OLD."certificates_for_all", OLD."clean_months", OLD."ends_on", OLD."evaluation", OLD."facility_id", OLD."funding", OLD."funding_amount", OLD."good_from", OLD."id", OLD."legal_statuses", OLD."lesson_hours", OLD."level", OLD."literacy_needed", OLD."maximum_risk", OLD."minimum_attendance", OLD."minimum_education", OLD."minimum_stage", OLD."notes", OLD."offering_id", OLD."only_sex", OLD."partner_id", OLD."pass_mark", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."prerequisite", OLD."public_seats", OLD."registration_closes_on", OLD."reserves", OLD."room", OLD."safety_notes", OLD."score_scheme", OLD."seats", OLD."sentence_outlasts", OLD."skill_field_id", OLD."starts_on", OLD."state", OLD."tags", OLD."theory_share", OLD."title", OLD."very_good_from", OLD."weight_attitude", OLD."weight_practice", OLD."weight_theory"); RETURN NULL;', hash='bc98581da5633ea1cdf57958bb10f6c6501abf52', operation='DELETE', pgid='pgtrigger_delete_delete_7c1d4', table='programs_program', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='program',
                    constraint=models.CheckConstraint(condition=models.Q(('weight_theory', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.Value(100), '-', models.F('weight_practice')), '-', models.F('weight_attitude')))), name='program_weights', violation_error_message='The three weights add up to 100.'),
                ),
                migrations.AddConstraint(
                    model_name='program',
                    constraint=models.CheckConstraint(condition=models.Q(('very_good_from__gt', models.F('good_from')), ('very_good_from__lte', 100)), name='program_bands', violation_error_message='“Very good” begins above “good”.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competency',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_competencyevent" ("facility_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id") VALUES (NEW."facility_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."program_id"); RETURN NULL;', hash='cb0cdfac42a7f1e439fc9b2a21eb1d32d7eba504', operation='INSERT', pgid='pgtrigger_insert_insert_58eef', table='programs_competency', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competency',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programs_competencyevent" ("facility_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id") VALUES (NEW."facility_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."program_id"); RETURN NULL;', hash='6c6a0a24c022a38e7c65885f2efd7db53c24c70a', operation='UPDATE', pgid='pgtrigger_update_update_a8089', table='programs_competency', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competency',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_competencyevent" ("facility_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "program_id") VALUES (OLD."facility_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."program_id"); RETURN NULL;', hash='b0fdc448e233f05eefb8243015ed40ba12d63224', operation='DELETE', pgid='pgtrigger_delete_delete_4a94a', table='programs_competency', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencyevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4c57ab97e3ef480499a7d74e9c80ec487ebfed0b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0c620', table='programs_competencyevent', when='BEFORE')),
                ),
            ],
        ),
    ]
