import core.constraints
import core.migrating
import core.numbers
import django.core.validators
import django.db.models.deletion
import facilities.nip
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('certificates', '0001_initial')]

    initial = True

    dependencies = [
        ('enrolments', '0001_squashed_initial'),
        ('facilities', '0001_squashed_0004_letters_of_assignment'),
        ('partners', '0001_squashed_0005_offerings'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('programs', '0001_squashed_0004_requirements_and_offering'),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name='Issuer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agreement_override', models.CharField(blank=True, max_length=300, verbose_name='why without an agreement')),
                        ('name', models.CharField(max_length=120, verbose_name='name on the certificate')),
                        ('letterhead', models.TextField(blank=True, help_text='Address and telephone, a line each.', verbose_name='letterhead')),
                        ('place', models.CharField(max_length=60, verbose_name='place of issue')),
                        ('code', models.CharField(max_length=20, verbose_name='code in the number')),
                        ('number_pattern', models.CharField(default='{seq:03}/{code}/{roman_month}/{year}', help_text='Made of {seq:03} {code} {roman_month} {month:02} {year}; {seq} and {year} are needed.', max_length=80, validators=[core.numbers.validate_pattern], verbose_name='number pattern')),
                        ('first_number', models.PositiveIntegerField(default=1, help_text='The partner keeps its own book: the next number there.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='first number')),
                        ('signatory_position', models.CharField(max_length=80, verbose_name='office of the signatory')),
                        ('signatory_name', models.CharField(max_length=120, verbose_name='signatory')),
                        ('signatory_titles_before', models.CharField(blank=True, max_length=40, verbose_name='titles before the name')),
                        ('signatory_titles_after', models.CharField(blank=True, max_length=60, verbose_name='titles after the name')),
                        ('signatory_nip', models.CharField(blank=True, max_length=18, validators=[facilities.nip.validate_nip], verbose_name='NIP')),
                        ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                        ('agreement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='issuers', to='partners.agreement', verbose_name='agreement on certification')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issuers', to='partners.partner', verbose_name='partner')),
                    ],
                    options={
                        'verbose_name': 'issuer',
                        'verbose_name_plural': 'issuers',
                        'ordering': ['name'],
                        'constraints': [models.UniqueConstraint(fields=('id', 'facility'), name='issuer_and_facility'), models.UniqueConstraint(fields=('partner', 'code'), name='issuer_code_once', violation_error_message='Another issuer of this partner uses this code.'), models.CheckConstraint(condition=models.Q(('first_number__gte', 1)), name='issuer_first_number'), core.constraints.CompositeForeignKey(fields=('agreement', 'facility'), name='issuer_agreement_facility', to='partners.Agreement', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='Certificate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                        ('seq', models.PositiveIntegerField(verbose_name='sequence')),
                        ('number', models.CharField(max_length=120, verbose_name='number')),
                        ('code', models.CharField(max_length=32, unique=True)),
                        ('outcome', models.CharField(choices=[('passed', 'Passed'), ('attended', 'Attended'), ('failed', 'Failed')], max_length=10, verbose_name='outcome')),
                        ('snapshot', models.JSONField()),
                        ('pdf_sha256', models.CharField(max_length=64)),
                        ('issued_on', models.DateField(verbose_name='issued on')),
                        ('issued_at', models.DateTimeField(auto_now_add=True)),
                        ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='enrolments.enrolment', verbose_name='participant')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='issued by')),
                        ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='programs.program', verbose_name='programme')),
                        ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='certificates.issuer', verbose_name='issuer')),
                    ],
                    options={
                        'verbose_name': 'certificate',
                        'verbose_name_plural': 'certificates',
                        'ordering': ['-year', '-seq'],
                        'constraints': [models.UniqueConstraint(fields=('id', 'enrolment', 'facility'), name='certificate_and_enrolment'), models.UniqueConstraint(fields=('issuer', 'year', 'seq'), name='certificate_seq_once'), models.UniqueConstraint(fields=('issuer', 'number'), name='certificate_number_once'), core.constraints.CompositeForeignKey(fields=('issuer', 'facility'), name='certificate_issuer_facility', to='certificates.Issuer', to_fields=('id', 'facility')), core.constraints.CompositeForeignKey(fields=('enrolment', 'program', 'facility'), name='certificate_enrolment_program', to='enrolments.Enrolment', to_fields=('id', 'program', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='CertificateStatus',
                    fields=[
                        ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='status', serialize=False, to='certificates.certificate', verbose_name='certificate')),
                        ('state', models.CharField(choices=[('issued', 'Issued'), ('printed', 'Printed'), ('handed', 'Handed over'), ('revoked', 'Revoked'), ('replaced', 'Replaced')], default='issued', editable=False, max_length=12, verbose_name='state')),
                        ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='enrolments.enrolment')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replacement', to='certificates.certificate', verbose_name='replaces')),
                    ],
                    options={
                        'verbose_name': 'certificate',
                        'verbose_name_plural': 'certificates',
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('issued', 'printed', 'handed'))), fields=('enrolment',), name='certificate_one_valid', violation_error_message='This participant has a valid certificate already.'), core.constraints.CompositeForeignKey(fields=('certificate', 'enrolment', 'facility'), name='status_certificate', to='certificates.Certificate', to_fields=('id', 'enrolment', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='CertificateStatusEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('state', models.CharField(choices=[('issued', 'Issued'), ('printed', 'Printed'), ('handed', 'Handed over'), ('revoked', 'Revoked'), ('replaced', 'Replaced')], default='issued', editable=False, max_length=12, verbose_name='state')),
                        ('certificate', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='certificates.certificate', verbose_name='certificate')),
                        ('enrolment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='enrolments.enrolment')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('replaces', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='certificates.certificate', verbose_name='replaces')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='certificates.certificatestatus')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='IssuerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('agreement_override', models.CharField(blank=True, max_length=300, verbose_name='why without an agreement')),
                        ('name', models.CharField(max_length=120, verbose_name='name on the certificate')),
                        ('letterhead', models.TextField(blank=True, help_text='Address and telephone, a line each.', verbose_name='letterhead')),
                        ('place', models.CharField(max_length=60, verbose_name='place of issue')),
                        ('code', models.CharField(max_length=20, verbose_name='code in the number')),
                        ('number_pattern', models.CharField(default='{seq:03}/{code}/{roman_month}/{year}', help_text='Made of {seq:03} {code} {roman_month} {month:02} {year}; {seq} and {year} are needed.', max_length=80, validators=[core.numbers.validate_pattern], verbose_name='number pattern')),
                        ('first_number', models.PositiveIntegerField(default=1, help_text='The partner keeps its own book: the next number there.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='first number')),
                        ('signatory_position', models.CharField(max_length=80, verbose_name='office of the signatory')),
                        ('signatory_name', models.CharField(max_length=120, verbose_name='signatory')),
                        ('signatory_titles_before', models.CharField(blank=True, max_length=40, verbose_name='titles before the name')),
                        ('signatory_titles_after', models.CharField(blank=True, max_length=60, verbose_name='titles after the name')),
                        ('signatory_nip', models.CharField(blank=True, max_length=18, validators=[facilities.nip.validate_nip], verbose_name='NIP')),
                        ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                        ('agreement', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.agreement', verbose_name='agreement on certification')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('partner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='partner')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='certificates.issuer')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='NumberCounter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField()),
                        ('last', models.PositiveIntegerField()),
                        ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counters', to='certificates.issuer')),
                    ],
                    options={
                        'verbose_name': 'number counter',
                        'constraints': [models.UniqueConstraint(fields=('issuer', 'year'), name='counter_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PrintRecord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('printed_at', models.DateTimeField(auto_now_add=True, verbose_name='printed at')),
                        ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prints', to='certificates.certificate')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('printed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='printed by')),
                    ],
                    options={
                        'verbose_name': 'print',
                        'verbose_name_plural': 'prints',
                        'ordering': ['-pk'],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='issuer',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_issuerevent" ("agreement_id", "agreement_override", "code", "facility_id", "first_number", "id", "is_active", "letterhead", "name", "number_pattern", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "signatory_name", "signatory_nip", "signatory_position", "signatory_titles_after", "signatory_titles_before") VALUES (NEW."agreement_id", NEW."agreement_override", NEW."code", NEW."facility_id", NEW."first_number", NEW."id", NEW."is_active", NEW."letterhead", NEW."name", NEW."number_pattern", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."signatory_name", NEW."signatory_nip", NEW."signatory_position", NEW."signatory_titles_after", NEW."signatory_titles_before"); RETURN NULL;', hash='07c642479f2732bdf96924d5fb1be6a475283967', operation='INSERT', pgid='pgtrigger_insert_insert_fe48c', table='certificates_issuer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='issuer',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "certificates_issuerevent" ("agreement_id", "agreement_override", "code", "facility_id", "first_number", "id", "is_active", "letterhead", "name", "number_pattern", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "signatory_name", "signatory_nip", "signatory_position", "signatory_titles_after", "signatory_titles_before") VALUES (NEW."agreement_id", NEW."agreement_override", NEW."code", NEW."facility_id", NEW."first_number", NEW."id", NEW."is_active", NEW."letterhead", NEW."name", NEW."number_pattern", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."signatory_name", NEW."signatory_nip", NEW."signatory_position", NEW."signatory_titles_after", NEW."signatory_titles_before"); RETURN NULL;', hash='06a3f9eb4bee59f124423f12a565f163e23552dd', operation='UPDATE', pgid='pgtrigger_update_update_52b03', table='certificates_issuer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='issuer',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_issuerevent" ("agreement_id", "agreement_override", "code", "facility_id", "first_number", "id", "is_active", "letterhead", "name", "number_pattern", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "signatory_name", "signatory_nip", "signatory_position", "signatory_titles_after", "signatory_titles_before") VALUES (OLD."agreement_id", OLD."agreement_override", OLD."code", OLD."facility_id", OLD."first_number", OLD."id", OLD."is_active", OLD."letterhead", OLD."name", OLD."number_pattern", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."signatory_name", OLD."signatory_nip", OLD."signatory_position", OLD."signatory_titles_after", OLD."signatory_titles_before"); RETURN NULL;', hash='65586d74b86855ec1aadae0703b8e1647bc45466', operation='DELETE', pgid='pgtrigger_delete_delete_02754', table='certificates_issuer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='certificate',
                    trigger=pgtrigger.compiler.Trigger(name='issued_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='62cd26c78e944f998607e4951d089b1282459830', operation='UPDATE OR DELETE', pgid='pgtrigger_issued_stays_4fc5e', table='certificates_certificate', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='issuerevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f894be4ab2662fb855e6d838b5d1e59e3578b48d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_36ad2', table='certificates_issuerevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='printrecord',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ef489fd1483d321d8b29ef1692dc0778767e9a5a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0c73e', table='certificates_printrecord', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='certificatestatusevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='275d1f3c63446f8f05a4aaaba64d76ee915a5455', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e4d9e', table='certificates_certificatestatusevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='certificatestatus',
                    trigger=pgtrigger.compiler.Trigger(name='certificate_state', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{handed:replaced,handed:revoked,issued:printed,issued:replaced,issued:revoked,printed:handed,printed:replaced,printed:revoked}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='04888e2902057e55e0be87afa46d663f8aeddfab', operation='UPDATE', pgid='pgtrigger_certificate_state_06d8e', table='certificates_certificatestatus', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='certificatestatus',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_certificatestatusevent" ("certificate_id", "enrolment_id", "facility_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "state") VALUES (NEW."certificate_id", NEW."enrolment_id", NEW."facility_id", _pgh_attach_context(), NOW(), \'insert\', NEW."certificate_id", NEW."replaces_id", NEW."state"); RETURN NULL;', hash='fca11c513f568b57171769d2ac8b224ce3d4c9be', operation='INSERT', pgid='pgtrigger_insert_insert_a702b', table='certificates_certificatestatus', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='certificatestatus',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "certificates_certificatestatusevent" ("certificate_id", "enrolment_id", "facility_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "state") VALUES (NEW."certificate_id", NEW."enrolment_id", NEW."facility_id", _pgh_attach_context(), NOW(), \'update\', NEW."certificate_id", NEW."replaces_id", NEW."state"); RETURN NULL;', hash='28f9e94b536c0c4f33a58a0b0e23cb684486bebe', operation='UPDATE', pgid='pgtrigger_update_update_11b3b', table='certificates_certificatestatus', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='certificatestatus',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_certificatestatusevent" ("certificate_id", "enrolment_id", "facility_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces_id", "state") VALUES (OLD."certificate_id", OLD."enrolment_id", OLD."facility_id", _pgh_attach_context(), NOW(), \'delete\', OLD."certificate_id", OLD."replaces_id", OLD."state"); RETURN NULL;', hash='0d2d412a7368649f63f8fb279523a3f650a2899f', operation='DELETE', pgid='pgtrigger_delete_delete_9920d', table='certificates_certificatestatus', when='AFTER')),
                ),
            ],
        ),
    ]
