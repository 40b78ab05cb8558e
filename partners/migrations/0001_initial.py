import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import core.constraints
import facilities.nip


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('facilities', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('skills', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='facilities.region', verbose_name='region')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('skb', 'Community learning centre (SKB)'), ('blk', 'Job-training centre (BLK)'), ('labour', 'Labour office (Disnaker)'), ('trade', 'Trade and industry office (Disperindag)'), ('furniture', 'Furniture workshop'), ('business', 'Other workshop or business'), ('lpk', 'Private training institute (LPK)'), ('lsp', 'Certification body (LSP)'), ('police', 'Police'), ('ngo', 'Non-governmental organisation'), ('university', 'University'), ('other', 'Other')], max_length=12, verbose_name='kind')),
                ('regency', models.CharField(max_length=60, verbose_name='regency or city')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('contact_person', models.CharField(blank=True, max_length=120, verbose_name='contact person')),
                ('skill_fields', models.ManyToManyField(blank=True, related_name='partners', to='skills.skillfield', verbose_name='skill fields they can teach')),
            ],
            options={
                'verbose_name': 'partner',
                'verbose_name_plural': 'partners',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('region', 'name'), name='partner_once_in_region', violation_error_message='This region already has a partner of this name.')],
            },
        ),
        migrations.CreateModel(
            name='Instructor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='instructors', to='partners.partner', verbose_name='partner')),
                ('facility', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('titles_before', models.CharField(blank=True, max_length=40, verbose_name='titles before the name')),
                ('titles_after', models.CharField(blank=True, max_length=60, verbose_name='titles after the name')),
                ('nip', models.CharField(blank=True, max_length=18, validators=[facilities.nip.validate_nip], verbose_name='NIP')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('membership', models.OneToOneField(blank=True, editable=False, limit_choices_to={'role': 'instructor'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='instructor', to='facilities.membership')),
            ],
            options={
                'verbose_name': 'instructor',
                'verbose_name_plural': 'instructors',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('facility', None), ('partner__isnull', False)), models.Q(('facility__isnull', False), ('partner', None)), _connector='OR'), name='instructor_partner_or_facility')],
            },
        ),
        migrations.CreateModel(
            name='PartnerAccess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('membership', models.OneToOneField(limit_choices_to={'role': 'coordinator'}, on_delete=django.db.models.deletion.CASCADE, related_name='partner_access', to='facilities.membership')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accesses', to='partners.partner')),
            ],
            options={
                'verbose_name': 'partner access',
                'verbose_name_plural': 'partner accesses',
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                ('state', models.CharField(choices=[('exploring', 'Exploring'), ('drafting', 'Drafting'), ('signed', 'Signed'), ('terminated', 'Terminated')], default='exploring', editable=False, max_length=12, verbose_name='state')),
                ('kind', models.CharField(choices=[('mou', 'Memorandum of understanding (MoU)'), ('pks', 'Cooperation agreement (PKS)')], max_length=4, verbose_name='kind')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('number', models.CharField(blank=True, max_length=80, verbose_name='our number')),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('training', 'Training'), ('certification', 'Certification'), ('instructors', 'Instructors'), ('equipment', 'Equipment'), ('capital', 'Capital'), ('marketing', 'Marketing'), ('staff', 'Staff capacity')], max_length=16), blank=True, default=list, size=None, verbose_name='scopes')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, help_text='Leave empty when it has no end.', null=True, verbose_name='last day')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'facility'), name='agreement_and_facility'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('starts_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='agreement_dates_in_order', violation_error_message='The last day is before the first day.')],
            },
        ),
        migrations.CreateModel(
            name='AgreementParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='partners.agreement', verbose_name='agreement')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreement_parties', to='partners.partner', verbose_name='partner')),
                ('number', models.CharField(blank=True, max_length=80, verbose_name="the party's number")),
                ('signatory_name', models.CharField(blank=True, max_length=120, verbose_name='signed by')),
                ('signatory_position', models.CharField(blank=True, max_length=120, verbose_name='in the office of')),
            ],
            options={
                'verbose_name': 'party',
                'verbose_name_plural': 'parties',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'partner'), name='party_once', violation_error_message='This partner is a party already.'), core.constraints.CompositeForeignKey(fields=('agreement', 'facility'), name='party_facility', to='partners.Agreement', to_fields=('id', 'facility'))],
            },
        ),
        migrations.CreateModel(
            name='PartnerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.partner')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('region', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.region', verbose_name='region')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('kind', models.CharField(choices=[('skb', 'Community learning centre (SKB)'), ('blk', 'Job-training centre (BLK)'), ('labour', 'Labour office (Disnaker)'), ('trade', 'Trade and industry office (Disperindag)'), ('furniture', 'Furniture workshop'), ('business', 'Other workshop or business'), ('lpk', 'Private training institute (LPK)'), ('lsp', 'Certification body (LSP)'), ('police', 'Police'), ('ngo', 'Non-governmental organisation'), ('university', 'University'), ('other', 'Other')], max_length=12, verbose_name='kind')),
                ('regency', models.CharField(max_length=60, verbose_name='regency or city')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('contact_person', models.CharField(blank=True, max_length=120, verbose_name='contact person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InstructorEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.instructor')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('partner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='partner')),
                ('facility', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('titles_before', models.CharField(blank=True, max_length=40, verbose_name='titles before the name')),
                ('titles_after', models.CharField(blank=True, max_length=60, verbose_name='titles after the name')),
                ('nip', models.CharField(blank=True, max_length=18, validators=[facilities.nip.validate_nip], verbose_name='NIP')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('membership', models.ForeignKey(blank=True, db_constraint=False, editable=False, limit_choices_to={'role': 'instructor'}, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.membership')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgreementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.agreement')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                ('state', models.CharField(choices=[('exploring', 'Exploring'), ('drafting', 'Drafting'), ('signed', 'Signed'), ('terminated', 'Terminated')], default='exploring', editable=False, max_length=12, verbose_name='state')),
                ('kind', models.CharField(choices=[('mou', 'Memorandum of understanding (MoU)'), ('pks', 'Cooperation agreement (PKS)')], max_length=4, verbose_name='kind')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('number', models.CharField(blank=True, max_length=80, verbose_name='our number')),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('training', 'Training'), ('certification', 'Certification'), ('instructors', 'Instructors'), ('equipment', 'Equipment'), ('capital', 'Capital'), ('marketing', 'Marketing'), ('staff', 'Staff capacity')], max_length=16), blank=True, default=list, size=None, verbose_name='scopes')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, help_text='Leave empty when it has no end.', null=True, verbose_name='last day')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgreementPartyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='partners.agreementparty')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                ('agreement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.agreement', verbose_name='agreement')),
                ('partner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='partner')),
                ('number', models.CharField(blank=True, max_length=80, verbose_name="the party's number")),
                ('signatory_name', models.CharField(blank=True, max_length=120, verbose_name='signed by')),
                ('signatory_position', models.CharField(blank=True, max_length=120, verbose_name='in the office of')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='agreement_state', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{drafting:signed,exploring:drafting,exploring:signed,signed:terminated}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='26fdf8a7005d44014d5a7b3c2424d5e2a91f33fc', operation='UPDATE', pgid='pgtrigger_agreement_state_a2212', table='partners_agreement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_agreementevent" ("ends_on", "facility_id", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes", "signed_on", "starts_on", "state", "title") VALUES (NEW."ends_on", NEW."facility_id", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scopes", NEW."signed_on", NEW."starts_on", NEW."state", NEW."title"); RETURN NULL;', hash='90d5a43d1f5c98dac9f14f7579b3288e2b227b36', operation='INSERT', pgid='pgtrigger_insert_insert_b1737', table='partners_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_agreementevent" ("ends_on", "facility_id", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes", "signed_on", "starts_on", "state", "title") VALUES (NEW."ends_on", NEW."facility_id", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scopes", NEW."signed_on", NEW."starts_on", NEW."state", NEW."title"); RETURN NULL;', hash='5f50cd59f23d1c2c57c1bd032adef4cb361fbb92', operation='UPDATE', pgid='pgtrigger_update_update_8c840', table='partners_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreement',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_agreementevent" ("ends_on", "facility_id", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes", "signed_on", "starts_on", "state", "title") VALUES (OLD."ends_on", OLD."facility_id", OLD."id", OLD."kind", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."scopes", OLD."signed_on", OLD."starts_on", OLD."state", OLD."title"); RETURN NULL;', hash='9747f3bf5a9ad0b020444b3384e44230f506f39a', operation='DELETE', pgid='pgtrigger_delete_delete_63f2d', table='partners_agreement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fe274609650c759fb0325772ebe3c7ed7f9056ad', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_860b0', table='partners_agreementevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_partnerevent" ("address", "contact_person", "email", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "regency", "region_id") VALUES (NEW."address", NEW."contact_person", NEW."email", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."regency", NEW."region_id"); RETURN NULL;', hash='b5a2f343dab6e23c15e90fb2da5b6eb935d5896b', operation='INSERT', pgid='pgtrigger_insert_insert_71860', table='partners_partner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_partnerevent" ("address", "contact_person", "email", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "regency", "region_id") VALUES (NEW."address", NEW."contact_person", NEW."email", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."regency", NEW."region_id"); RETURN NULL;', hash='993055c580e1d9867a83e9cd715af6f21f9bb1dc', operation='UPDATE', pgid='pgtrigger_update_update_17ece', table='partners_partner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partner',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_partnerevent" ("address", "contact_person", "email", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "regency", "region_id") VALUES (OLD."address", OLD."contact_person", OLD."email", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."regency", OLD."region_id"); RETURN NULL;', hash='93aca27c0cc9d323fe84483babb7995b76a1374a', operation='DELETE', pgid='pgtrigger_delete_delete_e7dd8', table='partners_partner', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instructorevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a00185653d7d047ce4b591346ff4fb430dc75ae2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2cac3', table='partners_instructorevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instructor',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_instructorevent" ("facility_id", "id", "membership_id", "name", "nip", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "titles_after", "titles_before") VALUES (NEW."facility_id", NEW."id", NEW."membership_id", NEW."name", NEW."nip", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."titles_after", NEW."titles_before"); RETURN NULL;', hash='9ddabb8c0f18d066d7d2708422669f6b4d493314', operation='INSERT', pgid='pgtrigger_insert_insert_a19a8', table='partners_instructor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instructor',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_instructorevent" ("facility_id", "id", "membership_id", "name", "nip", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "titles_after", "titles_before") VALUES (NEW."facility_id", NEW."id", NEW."membership_id", NEW."name", NEW."nip", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."titles_after", NEW."titles_before"); RETURN NULL;', hash='b75642e9ea48b2a7b86918b6d42ad8c1058c704d', operation='UPDATE', pgid='pgtrigger_update_update_0576b', table='partners_instructor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='instructor',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_instructorevent" ("facility_id", "id", "membership_id", "name", "nip", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "titles_after", "titles_before") VALUES (OLD."facility_id", OLD."id", OLD."membership_id", OLD."name", OLD."nip", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."titles_after", OLD."titles_before"); RETURN NULL;', hash='afab837b484dc1af57cc6223a0ad804f8cf39366', operation='DELETE', pgid='pgtrigger_delete_delete_04023', table='partners_instructor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementpartyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9b6f1501057464a6fd6c255135aa2690c0758d2e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d9b91', table='partners_agreementpartyevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementparty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_agreementpartyevent" ("agreement_id", "facility_id", "id", "number", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signatory_name", "signatory_position") VALUES (NEW."agreement_id", NEW."facility_id", NEW."id", NEW."number", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."signatory_name", NEW."signatory_position"); RETURN NULL;', hash='07e3e9c9f2ebefc99cda3d3f9043c2f526e43cdd', operation='INSERT', pgid='pgtrigger_insert_insert_4aa9c', table='partners_agreementparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementparty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_agreementpartyevent" ("agreement_id", "facility_id", "id", "number", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signatory_name", "signatory_position") VALUES (NEW."agreement_id", NEW."facility_id", NEW."id", NEW."number", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."signatory_name", NEW."signatory_position"); RETURN NULL;', hash='a9bcdd4e7e24b87a5b0367b8041e18e329aca6a0', operation='UPDATE', pgid='pgtrigger_update_update_28c3c', table='partners_agreementparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementparty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_agreementpartyevent" ("agreement_id", "facility_id", "id", "number", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signatory_name", "signatory_position") VALUES (OLD."agreement_id", OLD."facility_id", OLD."id", OLD."number", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."signatory_name", OLD."signatory_position"); RETURN NULL;', hash='d32eda540b97043dc9c78b45fa060c797a8365fc', operation='DELETE', pgid='pgtrigger_delete_delete_a98d2', table='partners_agreementparty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='partnerevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a13e8879ffafbd590ff94ddd2a82e6a6ef165dbd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_20581', table='partners_partnerevent', when='BEFORE')),
        ),
    ]
