import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('facilities', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('skills', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Inmate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                ('full_name', models.CharField(help_text='One name is enough; no surname is needed.', max_length=150, verbose_name='full name')),
                ('aliases', models.CharField(blank=True, help_text='Other names, with commas between them.', max_length=300, verbose_name='aliases')),
                ('birth_place', models.CharField(blank=True, max_length=80, verbose_name='place of birth')),
                ('birth_date', models.DateField(blank=True, null=True, verbose_name='date of birth')),
                ('sex', models.CharField(blank=True, choices=[('M', 'Male'), ('F', 'Female')], max_length=1, verbose_name='sex')),
                ('religion', models.CharField(blank=True, choices=[('islam', 'Islam'), ('protestant', 'Protestant'), ('catholic', 'Catholic'), ('hindu', 'Hindu'), ('buddhist', 'Buddhist'), ('confucian', 'Confucian'), ('belief', 'Belief in God (kepercayaan)'), ('other', 'Other')], max_length=12, verbose_name='religion')),
                ('education', models.CharField(blank=True, choices=[('none', 'No school completed'), ('elementary', 'Elementary school (SD)'), ('junior', 'Junior high school (SMP)'), ('senior', 'Senior high school (SMA)'), ('vocational', 'Vocational high school (SMK)'), ('d1', 'D1'), ('d2', 'D2'), ('d3', 'D3'), ('d4', 'D4'), ('bachelor', 'S1'), ('master', 'S2'), ('doctor', 'S3')], max_length=12, verbose_name='education')),
                ('marital_status', models.CharField(blank=True, choices=[('single', 'Single'), ('married', 'Married'), ('divorced', 'Divorced'), ('widowed', 'Widowed')], max_length=12, verbose_name='marital status')),
                ('occupation', models.CharField(blank=True, max_length=80, verbose_name='occupation')),
                ('legal_status', models.CharField(choices=[('detainee', 'Detainee'), ('convict', 'Convict'), ('juvenile', 'Juvenile')], max_length=12, verbose_name='legal status')),
                ('custody', models.CharField(choices=[('held', 'Held here'), ('transferred', 'Transferred'), ('released', 'Released')], default='held', max_length=12, verbose_name='custody')),
                ('admitted_on', models.DateField(blank=True, null=True, verbose_name='admitted on')),
                ('one_third_on', models.DateField(blank=True, null=True, verbose_name='1/3 of the sentence')),
                ('half_on', models.DateField(blank=True, null=True, verbose_name='1/2 of the sentence')),
                ('two_thirds_on', models.DateField(blank=True, null=True, verbose_name='2/3 of the sentence')),
                ('sentence_end', models.DateField(blank=True, help_text='Leave empty when it is not known yet.', null=True, verbose_name='sentence end')),
                ('block', models.CharField(blank=True, max_length=20, verbose_name='block')),
                ('cell', models.CharField(blank=True, max_length=20, verbose_name='cell')),
                ('national_register', models.CharField(blank=True, help_text="The person's number in SDP.", max_length=30, verbose_name='nomor induk')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'inmate',
                'verbose_name_plural': 'inmates',
                'ordering': ['full_name', 'pk'],
                'indexes': [models.Index(fields=['facility', 'custody', 'full_name'], name='inmate_by_name'), models.Index(fields=['facility', 'sentence_end'], name='inmate_by_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sentence_end', None), ('admitted_on', None), ('sentence_end__gte', models.F('admitted_on')), _connector='OR'), name='inmate_end_after_admission', violation_error_message='The sentence ends before the day of admission.'), models.UniqueConstraint(condition=models.Q(models.Q(('national_register', ''), _negated=True), ('custody', 'held')), fields=('facility', 'national_register'), name='inmate_national_register_once', violation_error_message='Somebody here already has this nomor induk.')],
            },
        ),
        migrations.CreateModel(
            name='RegisterNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                ('inmate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='register_numbers', to='inmates.inmate')),
                ('raw', models.CharField(max_length=40, verbose_name='register number')),
                ('key', models.CharField(editable=False, max_length=40)),
                ('register_class', models.CharField(blank=True, choices=[('A1', 'A I'), ('A2', 'A II'), ('A3', 'A III'), ('A4', 'A IV'), ('A5', 'A V'), ('B1', 'B I'), ('B2A', 'B IIa'), ('B2B', 'B IIb'), ('B3', 'B III'), ('SH', 'Life sentence'), ('M', 'Death sentence')], max_length=4, verbose_name='class')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid until')),
            ],
            options={
                'verbose_name': 'register number',
                'verbose_name_plural': 'register numbers',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['key', 'facility'], name='register_number_key')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('facility', 'key'), name='register_number_once', violation_error_message='Somebody here already has this register number.'), models.UniqueConstraint(condition=models.Q(('valid_to', None)), fields=('inmate',), name='register_number_one_valid')],
            },
        ),
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inmate', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='identity', to='inmates.inmate')),
                ('nik', models.CharField(blank=True, max_length=16, verbose_name='NIK')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='city')),
                ('province', models.CharField(blank=True, max_length=80, verbose_name='province')),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'identity',
                'verbose_name_plural': 'identities',
                'indexes': [models.Index(condition=models.Q(('nik', ''), _negated=True), fields=['nik'], name='identity_nik')],
            },
        ),
        migrations.CreateModel(
            name='InterestAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                ('inmate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='inmates.inmate', verbose_name='inmate')),
                ('assessor', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='assessor')),
                ('assessed_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date')),
                ('first_choice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='skills.skillfield', verbose_name='first choice')),
                ('second_choice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='skills.skillfield', verbose_name='second choice')),
                ('third_choice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='skills.skillfield', verbose_name='third choice')),
                ('experience', models.CharField(blank=True, help_text='Work or training before, in a few words.', max_length=300, verbose_name='experience')),
                ('goal', models.CharField(choices=[('business', 'Open an own business'), ('employment', 'Find a job'), ('family', "Work in the family's business"), ('study', 'Go on learning'), ('undecided', 'Not decided yet')], max_length=12, verbose_name='goal after release')),
                ('consent', models.BooleanField(help_text='The person agrees that these answers are kept and used to choose a training.', verbose_name='consent')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'interest assessment',
                'verbose_name_plural': 'interest assessments',
                'ordering': ['-assessed_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('consent', True)), name='assessment_needs_consent'), models.CheckConstraint(condition=models.Q(models.Q(('second_choice', None), models.Q(('second_choice', models.F('first_choice')), _negated=True), _connector='OR'), models.Q(('third_choice', None), models.Q(('second_choice__isnull', False), models.Q(('third_choice', models.F('first_choice')), _negated=True), models.Q(('third_choice', models.F('second_choice')), _negated=True)), _connector='OR')), name='assessment_choices_differ', violation_error_message='Choose a different field each time, from the first to the third.')],
            },
        ),
        migrations.CreateModel(
            name='SdpImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                ('state', models.CharField(choices=[('waiting', 'Waiting for confirmation'), ('done', 'Taken over'), ('discarded', 'Discarded')], default='waiting', editable=False, max_length=12, verbose_name='state')),
                ('file_sha256', models.CharField(max_length=64, verbose_name="file's checksum")),
                ('layout', models.CharField(max_length=10)),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded')),
                ('rows', models.JSONField(default=list)),
                ('columns', models.JSONField(default=list)),
                ('rejected', models.JSONField(default=list)),
                ('counts', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name': 'SDP import',
                'verbose_name_plural': 'SDP imports',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='InmateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='inmates.inmate')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                ('full_name', models.CharField(help_text='One name is enough; no surname is needed.', max_length=150, verbose_name='full name')),
                ('aliases', models.CharField(blank=True, help_text='Other names, with commas between them.', max_length=300, verbose_name='aliases')),
                ('birth_place', models.CharField(blank=True, max_length=80, verbose_name='place of birth')),
                ('birth_date', models.DateField(blank=True, null=True, verbose_name='date of birth')),
                ('sex', models.CharField(blank=True, choices=[('M', 'Male'), ('F', 'Female')], max_length=1, verbose_name='sex')),
                ('religion', models.CharField(blank=True, choices=[('islam', 'Islam'), ('protestant', 'Protestant'), ('catholic', 'Catholic'), ('hindu', 'Hindu'), ('buddhist', 'Buddhist'), ('confucian', 'Confucian'), ('belief', 'Belief in God (kepercayaan)'), ('other', 'Other')], max_length=12, verbose_name='religion')),
                ('education', models.CharField(blank=True, choices=[('none', 'No school completed'), ('elementary', 'Elementary school (SD)'), ('junior', 'Junior high school (SMP)'), ('senior', 'Senior high school (SMA)'), ('vocational', 'Vocational high school (SMK)'), ('d1', 'D1'), ('d2', 'D2'), ('d3', 'D3'), ('d4', 'D4'), ('bachelor', 'S1'), ('master', 'S2'), ('doctor', 'S3')], max_length=12, verbose_name='education')),
                ('marital_status', models.CharField(blank=True, choices=[('single', 'Single'), ('married', 'Married'), ('divorced', 'Divorced'), ('widowed', 'Widowed')], max_length=12, verbose_name='marital status')),
                ('occupation', models.CharField(blank=True, max_length=80, verbose_name='occupation')),
                ('legal_status', models.CharField(choices=[('detainee', 'Detainee'), ('convict', 'Convict'), ('juvenile', 'Juvenile')], max_length=12, verbose_name='legal status')),
                ('custody', models.CharField(choices=[('held', 'Held here'), ('transferred', 'Transferred'), ('released', 'Released')], default='held', max_length=12, verbose_name='custody')),
                ('admitted_on', models.DateField(blank=True, null=True, verbose_name='admitted on')),
                ('one_third_on', models.DateField(blank=True, null=True, verbose_name='1/3 of the sentence')),
                ('half_on', models.DateField(blank=True, null=True, verbose_name='1/2 of the sentence')),
                ('two_thirds_on', models.DateField(blank=True, null=True, verbose_name='2/3 of the sentence')),
                ('sentence_end', models.DateField(blank=True, help_text='Leave empty when it is not known yet.', null=True, verbose_name='sentence end')),
                ('block', models.CharField(blank=True, max_length=20, verbose_name='block')),
                ('cell', models.CharField(blank=True, max_length=20, verbose_name='cell')),
                ('national_register', models.CharField(blank=True, help_text="The person's number in SDP.", max_length=30, verbose_name='nomor induk')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RegisterNumberEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='inmates.registernumber')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                ('inmate', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inmates.inmate')),
                ('raw', models.CharField(max_length=40, verbose_name='register number')),
                ('key', models.CharField(editable=False, max_length=40)),
                ('register_class', models.CharField(blank=True, choices=[('A1', 'A I'), ('A2', 'A II'), ('A3', 'A III'), ('A4', 'A IV'), ('A5', 'A V'), ('B1', 'B I'), ('B2A', 'B IIa'), ('B2B', 'B IIb'), ('B3', 'B III'), ('SH', 'Life sentence'), ('M', 'Death sentence')], max_length=4, verbose_name='class')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid until')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='IdentityIdInmateUpdatedAtEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='id_inmate_updated_at_events', to='inmates.identity')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('inmate', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inmates.inmate')),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InterestAssessmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='inmates.interestassessment')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                ('inmate', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inmates.inmate', verbose_name='inmate')),
                ('assessor', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='assessor')),
                ('assessed_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='date')),
                ('first_choice', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='skills.skillfield', verbose_name='first choice')),
                ('second_choice', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='skills.skillfield', verbose_name='second choice')),
                ('third_choice', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='skills.skillfield', verbose_name='third choice')),
                ('experience', models.CharField(blank=True, help_text='Work or training before, in a few words.', max_length=300, verbose_name='experience')),
                ('goal', models.CharField(choices=[('business', 'Open an own business'), ('employment', 'Find a job'), ('family', "Work in the family's business"), ('study', 'Go on learning'), ('undecided', 'Not decided yet')], max_length=12, verbose_name='goal after release')),
                ('consent', models.BooleanField(help_text='The person agrees that these answers are kept and used to choose a training.', verbose_name='consent')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SdpImportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='inmates.sdpimport')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.BigIntegerField()),
                ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                ('state', models.CharField(choices=[('waiting', 'Waiting for confirmation'), ('done', 'Taken over'), ('discarded', 'Discarded')], default='waiting', editable=False, max_length=12, verbose_name='state')),
                ('file_sha256', models.CharField(max_length=64, verbose_name="file's checksum")),
                ('layout', models.CharField(max_length=10)),
                ('uploaded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded')),
                ('columns', models.JSONField(default=list)),
                ('rejected', models.JSONField(default=list)),
                ('counts', models.JSONField(default=dict)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inmate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inmates_inmateevent" ("admitted_on", "aliases", "birth_date", "birth_place", "block", "cell", "created_at", "custody", "education", "facility_id", "full_name", "half_on", "id", "legal_status", "marital_status", "national_register", "occupation", "one_third_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "religion", "sentence_end", "sex", "two_thirds_on", "updated_at") VALUES (NEW."admitted_on", NEW."aliases", NEW."birth_date", NEW."birth_place", NEW."block", NEW."cell", NEW."created_at", NEW."custody", NEW."education", NEW."facility_id", NEW."full_name", NEW."half_on", NEW."id", NEW."legal_status", NEW."marital_status", NEW."national_register", NEW."occupation", NEW."one_third_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."religion", NEW."sentence_end", NEW."sex", NEW."two_thirds_on", NEW."updated_at"); RETURN NULL;', hash='479356cbd1e0ea846f06bcdcddc2f91039b10cba', operation='INSERT', pgid='pgtrigger_insert_insert_05e15', table='inmates_inmate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inmate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "inmates_inmateevent" ("admitted_on", "aliases", "birth_date", "birth_place", "block", "cell", "created_at", "custody", "education", "facility_id", "full_name", "half_on", "id", "legal_status", "marital_status", "national_register", "occupation", "one_third_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "religion", "sentence_end", "sex", "two_thirds_on", "updated_at") VALUES (NEW."admitted_on", NEW."aliases", NEW."birth_date", NEW."birth_place", NEW."block", NEW."cell", NEW."created_at", NEW."custody", NEW."education", NEW."facility_id", NEW."full_name", NEW."half_on", NEW."id", NEW."legal_status", NEW."marital_status", NEW."national_register", NEW."occupation", NEW."one_third_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."religion", NEW."sentence_end", NEW."sex", NEW."two_thirds_on", NEW."updated_at"); RETURN NULL;', hash='c818b3d25e50dc741650991f3a9f147fa5acd455', operation='UPDATE', pgid='pgtrigger_update_update_3bede', table='inmates_inmate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inmate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inmates_inmateevent" ("admitted_on", "aliases", "birth_date", "birth_place", "block", "cell", "created_at", "custody", "education", "facility_id", "full_name", "half_on", "id", "legal_status", "marital_status", "national_register", "occupation", "one_third_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "religion", "sentence_end", "sex", "two_thirds_on", "updated_at") VALUES (OLD."admitted_on", OLD."aliases", OLD."birth_date", OLD."birth_place", OLD."block", OLD."cell", OLD."created_at", OLD."custody", OLD."education", OLD."facility_id", OLD."full_name", OLD."half_on", OLD."id", OLD."legal_status", OLD."marital_status", OLD."national_register", OLD."occupation", OLD."one_third_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."religion", OLD."sentence_end", OLD."sex", OLD."two_thirds_on", OLD."updated_at"); RETURN NULL;', hash='b890b709f3cbdd64fd42c4eb7f9b59eacfec07b1', operation='DELETE', pgid='pgtrigger_delete_delete_68bca', table='inmates_inmate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='identityidinmateupdatedatevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='da669d10fc1626d2089b85b08fdbbb0cae1acdbe', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_71335', table='inmates_identityidinmateupdatedatevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='identity',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inmates_identityidinmateupdatedatevent" ("id", "inmate_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") VALUES (NEW."id", NEW."inmate_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."updated_at"); RETURN NULL;', hash='659aaa7e77f2f6c3eae6585617b8144046c86788', operation='INSERT', pgid='pgtrigger_insert_insert_4b2df', table='inmates_identity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='identity',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."inmate_id" IS DISTINCT FROM (NEW."inmate_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))', func='INSERT INTO "inmates_identityidinmateupdatedatevent" ("id", "inmate_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") VALUES (NEW."id", NEW."inmate_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."updated_at"); RETURN NULL;', hash='975db15a81c4013b7099c439947e683ae30bcb5d', operation='UPDATE', pgid='pgtrigger_update_update_732f9', table='inmates_identity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='identity',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inmates_identityidinmateupdatedatevent" ("id", "inmate_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") VALUES (OLD."id", OLD."inmate_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."updated_at"); RETURN NULL;', hash='4b53e39500c93fb1a7f58789f21bb7305f750535', operation='DELETE', pgid='pgtrigger_delete_delete_0da51', table='inmates_identity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inmateevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='155131a0408abbcfad1e1d4cae5f79ea1533dbf6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8e789', table='inmates_inmateevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interestassessment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inmates_interestassessmentevent" ("assessed_on", "assessor_id", "consent", "created_at", "experience", "facility_id", "first_choice_id", "goal", "id", "inmate_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_choice_id", "third_choice_id") VALUES (NEW."assessed_on", NEW."assessor_id", NEW."consent", NEW."created_at", NEW."experience", NEW."facility_id", NEW."first_choice_id", NEW."goal", NEW."id", NEW."inmate_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."second_choice_id", NEW."third_choice_id"); RETURN NULL;', hash='9590b78e8a96216d7bafdcd2fb0cd88422e50bb9', operation='INSERT', pgid='pgtrigger_insert_insert_9016e', table='inmates_interestassessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interestassessment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "inmates_interestassessmentevent" ("assessed_on", "assessor_id", "consent", "created_at", "experience", "facility_id", "first_choice_id", "goal", "id", "inmate_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_choice_id", "third_choice_id") VALUES (NEW."assessed_on", NEW."assessor_id", NEW."consent", NEW."created_at", NEW."experience", NEW."facility_id", NEW."first_choice_id", NEW."goal", NEW."id", NEW."inmate_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."second_choice_id", NEW."third_choice_id"); RETURN NULL;', hash='290ba06766be10fcce420482acb31c16e5c83fbf', operation='UPDATE', pgid='pgtrigger_update_update_992b0', table='inmates_interestassessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interestassessment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inmates_interestassessmentevent" ("assessed_on", "assessor_id", "consent", "created_at", "experience", "facility_id", "first_choice_id", "goal", "id", "inmate_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_choice_id", "third_choice_id") VALUES (OLD."assessed_on", OLD."assessor_id", OLD."consent", OLD."created_at", OLD."experience", OLD."facility_id", OLD."first_choice_id", OLD."goal", OLD."id", OLD."inmate_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."second_choice_id", OLD."third_choice_id"); RETURN NULL;', hash='01ee24ed36d04c245e952810f38863c0b38a1bd0', operation='DELETE', pgid='pgtrigger_delete_delete_cc825', table='inmates_interestassessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='interestassessmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='402ebe8b03b6710c61b3dd985f863f87d0ca2a11', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_727bb', table='inmates_interestassessmentevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registernumber',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inmates_registernumberevent" ("facility_id", "id", "inmate_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "register_class", "valid_from", "valid_to") VALUES (NEW."facility_id", NEW."id", NEW."inmate_id", NEW."key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."raw", NEW."register_class", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='a46b54dd82ec390c94db56d32411cb70935f5083', operation='INSERT', pgid='pgtrigger_insert_insert_ea60b', table='inmates_registernumber', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registernumber',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "inmates_registernumberevent" ("facility_id", "id", "inmate_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "register_class", "valid_from", "valid_to") VALUES (NEW."facility_id", NEW."id", NEW."inmate_id", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."raw", NEW."register_class", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='fb9e275297a7c1c3150d084567b5e9d418d4c12e', operation='UPDATE', pgid='pgtrigger_update_update_2e59c', table='inmates_registernumber', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registernumber',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inmates_registernumberevent" ("facility_id", "id", "inmate_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raw", "register_class", "valid_from", "valid_to") VALUES (OLD."facility_id", OLD."id", OLD."inmate_id", OLD."key", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."raw", OLD."register_class", OLD."valid_from", OLD."valid_to"); RETURN NULL;', hash='e4ae0232cd5864fdcdc6bc557ec5d0c1133f50a9', operation='DELETE', pgid='pgtrigger_delete_delete_4db8f', table='inmates_registernumber', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registernumberevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dede311cb5af919710fce42e08859aac92f4fe07', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5c896', table='inmates_registernumberevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sdpimport',
            trigger=pgtrigger.compiler.Trigger(name='import_state', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{waiting:discarded,waiting:done}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='172ab3c650bede358fab2563cda2403a93938715', operation='UPDATE', pgid='pgtrigger_import_state_716c5', table='inmates_sdpimport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sdpimport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inmates_sdpimportevent" ("columns", "counts", "facility_id", "file_sha256", "id", "layout", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rejected", "state", "uploaded_at", "uploaded_by_id") VALUES (NEW."columns", NEW."counts", NEW."facility_id", NEW."file_sha256", NEW."id", NEW."layout", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rejected", NEW."state", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='0d3fbc51f9bb71c773fa242a025362b6304cb858', operation='INSERT', pgid='pgtrigger_insert_insert_f9050', table='inmates_sdpimport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sdpimport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."columns" IS DISTINCT FROM (NEW."columns") OR OLD."counts" IS DISTINCT FROM (NEW."counts") OR OLD."facility_id" IS DISTINCT FROM (NEW."facility_id") OR OLD."file_sha256" IS DISTINCT FROM (NEW."file_sha256") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."layout" IS DISTINCT FROM (NEW."layout") OR OLD."rejected" IS DISTINCT FROM (NEW."rejected") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))', func='INSERT INTO "inmates_sdpimportevent" ("columns", "counts", "facility_id", "file_sha256", "id", "layout", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rejected", "state", "uploaded_at", "uploaded_by_id") VALUES (NEW."columns", NEW."counts", NEW."facility_id", NEW."file_sha256", NEW."id", NEW."layout", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rejected", NEW."state", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='bac62060df665b4492e0deef696bc03b111ab99e', operation='UPDATE', pgid='pgtrigger_update_update_fa117', table='inmates_sdpimport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sdpimport',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "inmates_sdpimportevent" ("columns", "counts", "facility_id", "file_sha256", "id", "layout", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rejected", "state", "uploaded_at", "uploaded_by_id") VALUES (OLD."columns", OLD."counts", OLD."facility_id", OLD."file_sha256", OLD."id", OLD."layout", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rejected", OLD."state", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;', hash='c9a0759ddd8de5a7c6131a15fb2a8cbbd4f0ae61', operation='DELETE', pgid='pgtrigger_delete_delete_1a37b', table='inmates_sdpimport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sdpimportevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='81c201f2eb4d299aa2621f0cf46ea3bc3ffd98e0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_215c4', table='inmates_sdpimportevent', when='BEFORE')),
        ),
    ]
