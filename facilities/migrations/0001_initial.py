import django.contrib.auth.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import facilities.nip


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=20, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
            ],
            options={
                'verbose_name': 'region',
                'verbose_name_plural': 'regions',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Facility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=20, unique=True, verbose_name='code')),
                ('kind', models.CharField(choices=[('rutan', 'Detention centre (rutan)'), ('lapas', 'Prison (lapas)'), ('lpka', 'Juvenile institution (LPKA)')], default='rutan', max_length=10, verbose_name='kind')),
                ('name', models.CharField(help_text='In full, as in the letterhead.', max_length=120, verbose_name='name')),
                ('short_name', models.CharField(max_length=40, verbose_name='short name')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facilities', to='facilities.region', verbose_name='region')),
                ('city', models.CharField(help_text='Where letters are dated.', max_length=60, verbose_name='city')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('time_zone', models.CharField(choices=[('Asia/Jakarta', 'WIB'), ('Asia/Makassar', 'WITA'), ('Asia/Jayapura', 'WIT')], max_length=20, verbose_name='time zone')),
                ('capacity', models.PositiveIntegerField(default=0, verbose_name='capacity')),
            ],
            options={
                'verbose_name': 'facility',
                'verbose_name_plural': 'facilities',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facility', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offices', to='facilities.facility', verbose_name='facility')),
                ('position', models.CharField(help_text='For instance: Kepala Rutan.', max_length=80, verbose_name='position')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('titles_before', models.CharField(blank=True, max_length=40, verbose_name='titles before the name')),
                ('titles_after', models.CharField(blank=True, max_length=60, verbose_name='titles after the name')),
                ('nip', models.CharField(blank=True, max_length=18, validators=[facilities.nip.validate_nip], verbose_name='NIP')),
                ('is_acting', models.BooleanField(default=False, verbose_name='acting (Plt.)')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'office holder',
                'verbose_name_plural': 'office holders',
                'ordering': ['-starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='office_dates_in_order', violation_error_message='The last day is before the first day.')],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='facilities.facility', verbose_name='facility')),
                ('day', models.DateField(verbose_name='day')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
            ],
            options={
                'verbose_name': 'holiday',
                'verbose_name_plural': 'holidays',
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(fields=('facility', 'day'), name='holiday_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=60, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='user name')),
                ('full_name', models.CharField(max_length=120, verbose_name='full name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('date_joined', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('role', models.CharField(choices=[('national', 'National office'), ('regional', 'Regional office'), ('head', 'Head of facility'), ('supervisor', 'Supervisor'), ('operator', 'Officer'), ('coordinator', 'Partner coordinator'), ('instructor', 'Instructor'), ('admin', 'Administrator')], max_length=20, verbose_name='role')),
                ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='facilities.facility', verbose_name='facility')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='facilities.region', verbose_name='region')),
                ('is_acting', models.BooleanField(default=False, verbose_name='acting (Plt.)')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('facility__isnull', False), ('region', None), ('role__in', ('head', 'supervisor', 'operator'))), models.Q(('facility', None), ('region__isnull', False), ('role', 'regional')), models.Q(models.Q(('role__in', ['head', 'supervisor', 'operator', 'regional']), _negated=True), ('facility', None), ('region', None)), _connector='OR'), name='membership_place_fits_role', violation_error_message='This role belongs to another kind of place.'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_dates_in_order', violation_error_message='The last day is before the first day.')],
            },
        ),
        migrations.CreateModel(
            name='FacilityEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='facilities.facility')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('code', models.SlugField(db_index=False, max_length=20, verbose_name='code')),
                ('kind', models.CharField(choices=[('rutan', 'Detention centre (rutan)'), ('lapas', 'Prison (lapas)'), ('lpka', 'Juvenile institution (LPKA)')], default='rutan', max_length=10, verbose_name='kind')),
                ('name', models.CharField(help_text='In full, as in the letterhead.', max_length=120, verbose_name='name')),
                ('short_name', models.CharField(max_length=40, verbose_name='short name')),
                ('region', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.region', verbose_name='region')),
                ('city', models.CharField(help_text='Where letters are dated.', max_length=60, verbose_name='city')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('time_zone', models.CharField(choices=[('Asia/Jakarta', 'WIB'), ('Asia/Makassar', 'WITA'), ('Asia/Jayapura', 'WIT')], max_length=20, verbose_name='time zone')),
                ('capacity', models.PositiveIntegerField(default=0, verbose_name='capacity')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfficeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='facilities.office')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('facility', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                ('position', models.CharField(help_text='For instance: Kepala Rutan.', max_length=80, verbose_name='position')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('titles_before', models.CharField(blank=True, max_length=40, verbose_name='titles before the name')),
                ('titles_after', models.CharField(blank=True, max_length=60, verbose_name='titles after the name')),
                ('nip', models.CharField(blank=True, max_length=18, validators=[facilities.nip.validate_nip], verbose_name='NIP')),
                ('is_acting', models.BooleanField(default=False, verbose_name='acting (Plt.)')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('username', models.CharField(max_length=60, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='user name')),
                ('full_name', models.CharField(max_length=120, verbose_name='full name')),
                ('is_active', models.BooleanField(default=True, verbose_name='active')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('date_joined', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MembershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='facilities.membership')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('role', models.CharField(choices=[('national', 'National office'), ('regional', 'Regional office'), ('head', 'Head of facility'), ('supervisor', 'Supervisor'), ('operator', 'Officer'), ('coordinator', 'Partner coordinator'), ('instructor', 'Instructor'), ('admin', 'Administrator')], max_length=20, verbose_name='role')),
                ('facility', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                ('region', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.region', verbose_name='region')),
                ('is_acting', models.BooleanField(default=False, verbose_name='acting (Plt.)')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_userevent" ("date_joined", "full_name", "id", "is_active", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (NEW."date_joined", NEW."full_name", NEW."id", NEW."is_active", NEW."is_demo", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."username"); RETURN NULL;', hash='cc9ab15f3bfcecac1b563ca9e50c8343938ce3a3', operation='INSERT', pgid='pgtrigger_insert_insert_2edff', table='facilities_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."username" IS DISTINCT FROM (NEW."username"))', func='INSERT INTO "facilities_userevent" ("date_joined", "full_name", "id", "is_active", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (NEW."date_joined", NEW."full_name", NEW."id", NEW."is_active", NEW."is_demo", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."username"); RETURN NULL;', hash='405b10e14384f5b750bf8bf4a873eba0e983ac13', operation='UPDATE', pgid='pgtrigger_update_update_ca38e', table='facilities_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_userevent" ("date_joined", "full_name", "id", "is_active", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (OLD."date_joined", OLD."full_name", OLD."id", OLD."is_active", OLD."is_demo", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."username"); RETURN NULL;', hash='81e9052f167cbd403c181f0cae6e46e9aa79db2c', operation='DELETE', pgid='pgtrigger_delete_delete_e5de5', table='facilities_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='office',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_officeevent" ("ends_on", "facility_id", "id", "is_acting", "name", "nip", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "starts_on", "titles_after", "titles_before") VALUES (NEW."ends_on", NEW."facility_id", NEW."id", NEW."is_acting", NEW."name", NEW."nip", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."starts_on", NEW."titles_after", NEW."titles_before"); RETURN NULL;', hash='0b686753fa37f5e861a976ee8874f0bdce35de95', operation='INSERT', pgid='pgtrigger_insert_insert_5cb1f', table='facilities_office', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='office',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "facilities_officeevent" ("ends_on", "facility_id", "id", "is_acting", "name", "nip", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "starts_on", "titles_after", "titles_before") VALUES (NEW."ends_on", NEW."facility_id", NEW."id", NEW."is_acting", NEW."name", NEW."nip", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."starts_on", NEW."titles_after", NEW."titles_before"); RETURN NULL;', hash='797e0a20f42e168f0e4a225300166fd55990ea4d', operation='UPDATE', pgid='pgtrigger_update_update_21401', table='facilities_office', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='office',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_officeevent" ("ends_on", "facility_id", "id", "is_acting", "name", "nip", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "starts_on", "titles_after", "titles_before") VALUES (OLD."ends_on", OLD."facility_id", OLD."id", OLD."is_acting", OLD."name", OLD."nip", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."starts_on", OLD."titles_after", OLD."titles_before"); RETURN NULL;', hash='cef49e68ac182519040a1f8e5735b6934e3c75f4', operation='DELETE', pgid='pgtrigger_delete_delete_abb48', table='facilities_office', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ce07afc96e00e05214f6fd31b2ba909349b190bd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_33b4e', table='facilities_officeevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membershipevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='062bbc5e914e6185eb7fa53d44007c1fb53f1e68', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_38b71', table='facilities_membershipevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_membershipevent" ("ends_on", "facility_id", "id", "is_acting", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "role", "starts_on", "user_id") VALUES (NEW."ends_on", NEW."facility_id", NEW."id", NEW."is_acting", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region_id", NEW."role", NEW."starts_on", NEW."user_id"); RETURN NULL;', hash='ab4ff0309ce3525aadef0c76ab3e7914db6a543f', operation='INSERT', pgid='pgtrigger_insert_insert_324ae', table='facilities_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "facilities_membershipevent" ("ends_on", "facility_id", "id", "is_acting", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "role", "starts_on", "user_id") VALUES (NEW."ends_on", NEW."facility_id", NEW."id", NEW."is_acting", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region_id", NEW."role", NEW."starts_on", NEW."user_id"); RETURN NULL;', hash='be5a085f86028ae36f6570c68b1e1c376a9e92fc', operation='UPDATE', pgid='pgtrigger_update_update_a986d', table='facilities_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_membershipevent" ("ends_on", "facility_id", "id", "is_acting", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "role", "starts_on", "user_id") VALUES (OLD."ends_on", OLD."facility_id", OLD."id", OLD."is_acting", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."region_id", OLD."role", OLD."starts_on", OLD."user_id"); RETURN NULL;', hash='6b46c794aebe3baad4a2b0bf79e3e7edb6fe0b64', operation='DELETE', pgid='pgtrigger_delete_delete_73316', table='facilities_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='facilityevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2c074173e82bb9e76df64b56a9e19253f421bfe7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1a71a', table='facilities_facilityevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='facility',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_facilityevent" ("address", "capacity", "city", "code", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "region_id", "short_name", "time_zone") VALUES (NEW."address", NEW."capacity", NEW."city", NEW."code", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."region_id", NEW."short_name", NEW."time_zone"); RETURN NULL;', hash='7460669b6245840fc27c2181faf8165cf6f83328', operation='INSERT', pgid='pgtrigger_insert_insert_cccf6', table='facilities_facility', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='facility',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "facilities_facilityevent" ("address", "capacity", "city", "code", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "region_id", "short_name", "time_zone") VALUES (NEW."address", NEW."capacity", NEW."city", NEW."code", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."region_id", NEW."short_name", NEW."time_zone"); RETURN NULL;', hash='dd670d42a8ff036b17d3b601f2ca9797b134f785', operation='UPDATE', pgid='pgtrigger_update_update_0d9d6', table='facilities_facility', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='facility',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_facilityevent" ("address", "capacity", "city", "code", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "region_id", "short_name", "time_zone") VALUES (OLD."address", OLD."capacity", OLD."city", OLD."code", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."region_id", OLD."short_name", OLD."time_zone"); RETURN NULL;', hash='ffeb958d126f7da2e11d0851e381d3f1f7818df8', operation='DELETE', pgid='pgtrigger_delete_delete_1f9a9', table='facilities_facility', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='userevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3ab136724bb56e862d51d2c95b36d88fc0f8f540', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_48f6e', table='facilities_userevent', when='BEFORE')),
        ),
    ]
