import certificates.numbers
import core.constraints
import core.migrating
import django.db.models.deletion
import facilities.nip
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('certificates', '0001_squashed_initial'),
        ('facilities', '0005_rules_of_places'),
        ('inmates', '0007_register_classes'),
        ('partners', '0001_squashed_0005_offerings'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('programs', '0001_squashed_0004_requirements_and_offering'),
        ('skills', '0001_initial'),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
                migrations.AddConstraint(
                    model_name='issuer',
                    constraint=models.UniqueConstraint(condition=models.Q(('partner', None)), fields=('facility', 'code'), name='issuer_own_code_once', violation_error_message='Another issuer of this facility uses this code.'),
                ),
                migrations.CreateModel(
                    name='CompetencyTest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('scheme', models.CharField(help_text='As the LSP calls it, for instance Operator Mesin Jahit.', max_length=160, verbose_name='scheme')),
                        ('lsp', models.CharField(max_length=160, verbose_name='certification body (LSP)')),
                        ('day', models.DateField(verbose_name='day of the test')),
                        ('place', models.CharField(max_length=120, verbose_name='place of the test (TUK)')),
                        ('assessors', models.CharField(blank=True, max_length=200, verbose_name='assessors')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('program', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='competency_tests', to='programs.program', verbose_name='after the programme')),
                        ('skill_field', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='skills.skillfield', verbose_name='skill field')),
                    ],
                    options={
                        'verbose_name': 'competency test',
                        'verbose_name_plural': 'competency tests',
                        'ordering': ['-day', '-pk'],
                        'constraints': [models.UniqueConstraint(fields=('id', 'facility'), name='test_and_facility'), core.constraints.CompositeForeignKey(fields=('program', 'facility'), name='test_program_facility', to='programs.Program', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='CompetencyCandidate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('result', models.CharField(blank=True, choices=[('competent', 'Competent (K)'), ('not_yet', 'Not yet competent (BK)'), ('absent', 'Did not take part')], max_length=12, verbose_name='result')),
                        ('note', models.CharField(blank=True, max_length=120, verbose_name='note')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('inmate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='competency_tests', to='inmates.inmate', verbose_name='inmate')),
                        ('test', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidates', to='certificates.competencytest', verbose_name='competency test')),
                    ],
                    options={
                        'verbose_name': 'candidate',
                        'verbose_name_plural': 'candidates',
                        'ordering': ['inmate__full_name', 'pk'],
                        'constraints': [models.UniqueConstraint(fields=('test', 'inmate'), name='candidate_once', violation_error_message='This person is a candidate already.'), core.constraints.CompositeForeignKey(fields=('test', 'facility'), name='candidate_test_facility', to='certificates.CompetencyTest', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='CompetencyCandidateEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('result', models.CharField(blank=True, choices=[('competent', 'Competent (K)'), ('not_yet', 'Not yet competent (BK)'), ('absent', 'Did not take part')], max_length=12, verbose_name='result')),
                        ('note', models.CharField(blank=True, max_length=120, verbose_name='note')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('inmate', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inmates.inmate', verbose_name='inmate')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='certificates.competencycandidate')),
                        ('test', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='certificates.competencytest', verbose_name='competency test')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CompetencyCertificate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('scheme', models.CharField(max_length=160, verbose_name='scheme')),
                        ('lsp', models.CharField(max_length=160, verbose_name='certification body (LSP)')),
                        ('number', models.CharField(max_length=80, verbose_name='certificate number')),
                        ('registration_number', models.CharField(blank=True, max_length=80, verbose_name='registration number')),
                        ('units', models.TextField(blank=True, help_text='A line each: the code of the unit (SKKNI), a space, and its title.', max_length=4000, verbose_name='units of competency')),
                        ('issued_on', models.DateField(verbose_name='issued on')),
                        ('expires_on', models.DateField(blank=True, help_text='Usually three years later. Leave empty when it does not expire.', null=True, verbose_name='valid until')),
                        ('candidate', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='certificate', to='certificates.competencycandidate', verbose_name='from the test')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('inmate', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='competency_certificates', to='inmates.inmate', verbose_name='inmate')),
                        ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ],
                    options={
                        'verbose_name': 'competency certificate',
                        'verbose_name_plural': 'competency certificates',
                        'ordering': ['-issued_on', '-pk'],
                        'indexes': [models.Index(fields=['facility', 'expires_on'], name='competency_by_end')],
                        'constraints': [models.UniqueConstraint(fields=('facility', 'number'), name='competency_number_once', violation_error_message='A competency certificate of this number is recorded already.'), models.UniqueConstraint(fields=('id', 'facility'), name='competency_and_facility'), models.CheckConstraint(condition=models.Q(('expires_on', None), ('expires_on__gte', models.F('issued_on')), _connector='OR'), name='competency_dates', violation_error_message='It would expire before it was issued.')],
                    },
                ),
                migrations.CreateModel(
                    name='CompetencyCertificateEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('scheme', models.CharField(max_length=160, verbose_name='scheme')),
                        ('lsp', models.CharField(max_length=160, verbose_name='certification body (LSP)')),
                        ('number', models.CharField(max_length=80, verbose_name='certificate number')),
                        ('registration_number', models.CharField(blank=True, max_length=80, verbose_name='registration number')),
                        ('units', models.TextField(blank=True, help_text='A line each: the code of the unit (SKKNI), a space, and its title.', max_length=4000, verbose_name='units of competency')),
                        ('issued_on', models.DateField(verbose_name='issued on')),
                        ('expires_on', models.DateField(blank=True, help_text='Usually three years later. Leave empty when it does not expire.', null=True, verbose_name='valid until')),
                        ('candidate', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='certificates.competencycandidate', verbose_name='from the test')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('inmate', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inmates.inmate', verbose_name='inmate')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='certificates.competencycertificate')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CompetencyScan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sha256', models.CharField(db_index=True, editable=False, max_length=64)),
                        ('kind', models.CharField(choices=[('jpeg', 'JPEG'), ('png', 'PNG'), ('webp', 'WebP'), ('pdf', 'PDF'), ('xlsx', 'Excel'), ('xls', 'Excel 97-2003')], editable=False, max_length=8)),
                        ('size', models.PositiveIntegerField(editable=False, verbose_name='size')),
                        ('name', models.CharField(blank=True, editable=False, max_length=100, verbose_name='file name')),
                        ('caption', models.CharField(blank=True, max_length=200, verbose_name='caption')),
                        ('uploaded_at', models.DateTimeField(editable=False, verbose_name='uploaded on')),
                        ('certificate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scans', to='certificates.competencycertificate', verbose_name='competency certificate')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('uploaded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ],
                    options={
                        'verbose_name': 'scan of a competency certificate',
                        'verbose_name_plural': 'scans of competency certificates',
                        'ordering': ['pk'],
                        'constraints': [core.constraints.CompositeForeignKey(fields=('certificate', 'facility'), name='competency_scan_facility', to='certificates.CompetencyCertificate', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='CompetencyScanEvent',
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
                        ('certificate', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='certificates.competencycertificate', verbose_name='competency certificate')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='certificates.competencyscan')),
                        ('uploaded_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='CompetencyTestEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('scheme', models.CharField(help_text='As the LSP calls it, for instance Operator Mesin Jahit.', max_length=160, verbose_name='scheme')),
                        ('lsp', models.CharField(max_length=160, verbose_name='certification body (LSP)')),
                        ('day', models.DateField(verbose_name='day of the test')),
                        ('place', models.CharField(max_length=120, verbose_name='place of the test (TUK)')),
                        ('assessors', models.CharField(blank=True, max_length=200, verbose_name='assessors')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='certificates.competencytest')),
                        ('program', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program', verbose_name='after the programme')),
                        ('skill_field', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='skills.skillfield', verbose_name='skill field')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Handover',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(editable=False, max_length=120, verbose_name='number')),
                        ('day', models.DateField(verbose_name='day')),
                        ('place', models.CharField(max_length=80, verbose_name='place')),
                        ('handed_by', models.CharField(help_text='Name with titles, as it stands below the signature.', max_length=120, verbose_name='handed over by')),
                        ('handed_by_position', models.CharField(blank=True, max_length=120, verbose_name='in the office of')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                        ('content', models.JSONField(editable=False)),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('made_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                        ('program', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='programs.program', verbose_name='programme')),
                    ],
                    options={
                        'verbose_name': 'handover minutes',
                        'verbose_name_plural': 'handover minutes',
                        'ordering': ['-pk'],
                        'constraints': [models.UniqueConstraint(fields=('id', 'facility'), name='handover_and_facility'), models.UniqueConstraint(fields=('facility', 'number'), name='handover_number_once'), core.constraints.CompositeForeignKey(fields=('program', 'facility'), name='handover_program_facility', to='programs.Program', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='HandoverEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.CharField(editable=False, max_length=120, verbose_name='number')),
                        ('day', models.DateField(verbose_name='day')),
                        ('place', models.CharField(max_length=80, verbose_name='place')),
                        ('handed_by', models.CharField(help_text='Name with titles, as it stands below the signature.', max_length=120, verbose_name='handed over by')),
                        ('handed_by_position', models.CharField(blank=True, max_length=120, verbose_name='in the office of')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                        ('content', models.JSONField(editable=False)),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('made_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='certificates.handover')),
                        ('program', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program', verbose_name='programme')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='HandoverLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handover_line', to='certificates.certificate')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('handover', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='certificates.handover')),
                    ],
                    options={
                        'verbose_name': 'certificate handed over',
                        'constraints': [core.constraints.CompositeForeignKey(fields=('handover', 'facility'), name='handover_line_facility', to='certificates.Handover', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='Naming',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_on', models.BooleanField(default=False, help_text='Whoever reads such a certificate learns that its holder was here.', verbose_name='certificates may name this facility')),
                        ('reason', models.CharField(max_length=300, verbose_name='why')),
                        ('facility', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                    ],
                    options={
                        'verbose_name': 'naming the facility',
                        'verbose_name_plural': 'naming the facility',
                    },
                ),
                migrations.CreateModel(
                    name='NamingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('is_on', models.BooleanField(default=False, help_text='Whoever reads such a certificate learns that its holder was here.', verbose_name='certificates may name this facility')),
                        ('reason', models.CharField(max_length=300, verbose_name='why')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='certificates.naming')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='issuer',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='issuer',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='issuer',
                    name='delete_delete',
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='colour',
                    field=models.CharField(choices=[('navy', 'Navy'), ('green', 'Green'), ('maroon', 'Maroon'), ('purple', 'Purple'), ('black', 'Black')], default='navy', max_length=10, verbose_name='colour'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='layout',
                    field=models.CharField(choices=[('formal', 'Formal: a border and a serif typeface'), ('modern', 'Modern: a band of colour'), ('plain', 'Plain: a letterhead and nothing else')], default='formal', max_length=10, verbose_name='design'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='logo_sha256',
                    field=models.CharField(blank=True, editable=False, max_length=64, verbose_name='logo'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='names_facility',
                    field=models.BooleanField(default=False, help_text='Only where the head has allowed certificates to name the facility.', verbose_name='say where the training was held'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='second_acting',
                    field=models.BooleanField(default=False, verbose_name='acting (Plt.)'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='second_name',
                    field=models.CharField(blank=True, max_length=120, verbose_name='second signatory'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='second_nip',
                    field=models.CharField(blank=True, max_length=18, validators=[facilities.nip.validate_nip], verbose_name='NIP'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='second_position',
                    field=models.CharField(blank=True, max_length=80, verbose_name='office of the second signatory'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='second_titles_after',
                    field=models.CharField(blank=True, max_length=60, verbose_name='titles after the name'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='second_titles_before',
                    field=models.CharField(blank=True, max_length=40, verbose_name='titles before the name'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='shows_english',
                    field=models.BooleanField(default=False, verbose_name='add a line in English'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='shows_initials',
                    field=models.BooleanField(default=False, help_text='The check page then shows initials; whoever has the certificate types the name to compare it.', verbose_name='initials on the check page'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='shows_logo',
                    field=models.BooleanField(default=True, help_text="The issuer's own logo, else that of the partner.", verbose_name='print the logo'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='shows_photo',
                    field=models.BooleanField(default=False, help_text='Who has none gets a frame to paste one into.', verbose_name='print the photo, 3 x 4'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='signatory_acting',
                    field=models.BooleanField(default=False, verbose_name='acting (Plt.)'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='signs_first',
                    field=models.CharField(choices=[('named', 'The person named here'), ('head', 'The head of the facility on the day of issue')], default='named', max_length=10, verbose_name='who signs'),
                ),
                migrations.AddField(
                    model_name='issuer',
                    name='signs_second',
                    field=models.CharField(choices=[('instructor', 'The instructor who leads the class'), ('named', 'Another person'), ('head', 'The head of the facility on the day of issue'), ('nobody', 'Nobody')], default='instructor', max_length=10, verbose_name='who signs beside'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='colour',
                    field=models.CharField(choices=[('navy', 'Navy'), ('green', 'Green'), ('maroon', 'Maroon'), ('purple', 'Purple'), ('black', 'Black')], default='navy', max_length=10, verbose_name='colour'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='layout',
                    field=models.CharField(choices=[('formal', 'Formal: a border and a serif typeface'), ('modern', 'Modern: a band of colour'), ('plain', 'Plain: a letterhead and nothing else')], default='formal', max_length=10, verbose_name='design'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='logo_sha256',
                    field=models.CharField(blank=True, editable=False, max_length=64, verbose_name='logo'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='names_facility',
                    field=models.BooleanField(default=False, help_text='Only where the head has allowed certificates to name the facility.', verbose_name='say where the training was held'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='second_acting',
                    field=models.BooleanField(default=False, verbose_name='acting (Plt.)'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='second_name',
                    field=models.CharField(blank=True, max_length=120, verbose_name='second signatory'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='second_nip',
                    field=models.CharField(blank=True, max_length=18, validators=[facilities.nip.validate_nip], verbose_name='NIP'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='second_position',
                    field=models.CharField(blank=True, max_length=80, verbose_name='office of the second signatory'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='second_titles_after',
                    field=models.CharField(blank=True, max_length=60, verbose_name='titles after the name'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='second_titles_before',
                    field=models.CharField(blank=True, max_length=40, verbose_name='titles before the name'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='shows_english',
                    field=models.BooleanField(default=False, verbose_name='add a line in English'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='shows_initials',
                    field=models.BooleanField(default=False, help_text='The check page then shows initials; whoever has the certificate types the name to compare it.', verbose_name='initials on the check page'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='shows_logo',
                    field=models.BooleanField(default=True, help_text="The issuer's own logo, else that of the partner.", verbose_name='print the logo'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='shows_photo',
                    field=models.BooleanField(default=False, help_text='Who has none gets a frame to paste one into.', verbose_name='print the photo, 3 x 4'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='signatory_acting',
                    field=models.BooleanField(default=False, verbose_name='acting (Plt.)'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='signs_first',
                    field=models.CharField(choices=[('named', 'The person named here'), ('head', 'The head of the facility on the day of issue')], default='named', max_length=10, verbose_name='who signs'),
                ),
                migrations.AddField(
                    model_name='issuerevent',
                    name='signs_second',
                    field=models.CharField(choices=[('instructor', 'The instructor who leads the class'), ('named', 'Another person'), ('head', 'The head of the facility on the day of issue'), ('nobody', 'Nobody')], default='instructor', max_length=10, verbose_name='who signs beside'),
                ),
                migrations.AlterField(
                    model_name='issuer',
                    name='number_pattern',
                    field=models.CharField(default='{seq:03}/{code}/{roman_month}/{year}', help_text='Made of {seq:03} {code} {class_code} {roman_month} {month:02} {year}; {seq} and {year} are needed.', max_length=80, validators=[certificates.numbers.validate_number_pattern], verbose_name='number pattern'),
                ),
                migrations.AlterField(
                    model_name='issuer',
                    name='partner',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='issuers', to='partners.partner', verbose_name='partner'),
                ),
                migrations.AlterField(
                    model_name='issuer',
                    name='signatory_name',
                    field=models.CharField(blank=True, max_length=120, verbose_name='signatory'),
                ),
                migrations.AlterField(
                    model_name='issuer',
                    name='signatory_position',
                    field=models.CharField(blank=True, max_length=80, verbose_name='office of the signatory'),
                ),
                migrations.AlterField(
                    model_name='issuerevent',
                    name='number_pattern',
                    field=models.CharField(default='{seq:03}/{code}/{roman_month}/{year}', help_text='Made of {seq:03} {code} {class_code} {roman_month} {month:02} {year}; {seq} and {year} are needed.', max_length=80, validators=[certificates.numbers.validate_number_pattern], verbose_name='number pattern'),
                ),
                migrations.AlterField(
                    model_name='issuerevent',
                    name='partner',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='partner'),
                ),
                migrations.AlterField(
                    model_name='issuerevent',
                    name='signatory_name',
                    field=models.CharField(blank=True, max_length=120, verbose_name='signatory'),
                ),
                migrations.AlterField(
                    model_name='issuerevent',
                    name='signatory_position',
                    field=models.CharField(blank=True, max_length=80, verbose_name='office of the signatory'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='issuer',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_issuerevent" ("agreement_id", "agreement_override", "code", "colour", "facility_id", "first_number", "id", "is_active", "layout", "letterhead", "logo_sha256", "name", "names_facility", "number_pattern", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "second_acting", "second_name", "second_nip", "second_position", "second_titles_after", "second_titles_before", "shows_english", "shows_initials", "shows_logo", "shows_photo", "signatory_acting", "signatory_name", "signatory_nip", "signatory_position", "signatory_titles_after", "signatory_titles_before", "signs_first", "signs_second") VALUES (NEW."agreement_id", NEW."agreement_override", NEW."code", NEW."colour", NEW."facility_id", NEW."first_number", NEW."id", NEW."is_active", NEW."layout", NEW."letterhead", NEW."logo_sha256", NEW."name", NEW."names_facility", NEW."number_pattern", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."second_acting", NEW."second_name", NEW."second_nip", NEW."second_position", NEW."second_titles_after", NEW."second_titles_before", NEW."shows_english", NEW."shows_initials", NEW."shows_logo", NEW."shows_photo", NEW."signatory_acting", NEW."signatory_name", NEW."signatory_nip", NEW."signatory_position", NEW."signatory_titles_after", NEW."signatory_titles_before", NEW."signs_first", NEW."signs_second"); RETURN NULL;', hash='19d729b7b9ed133032c4c97191d4f53e8a9b2f7e', operation='INSERT', pgid='pgtrigger_insert_insert_fe48c', table='certificates_issuer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='issuer',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "certificates_issuerevent" ("agreement_id", "agreement_override", "code", "colour", "facility_id", "first_number", "id", "is_active", "layout", "letterhead", "logo_sha256", "name", "names_facility", "number_pattern", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "second_acting", "second_name", "second_nip", "second_position", "second_titles_after", "second_titles_before", "shows_english", "shows_initials", "shows_logo", "shows_photo", "signatory_acting", "signatory_name", "signatory_nip", "signatory_position", "signatory_titles_after", "signatory_titles_before", "signs_first", "signs_second") VALUES (NEW."agreement_id", NEW."agreement_override", NEW."code", NEW."colour", NEW."facility_id", NEW."first_number", NEW."id", NEW."is_active", NEW."layout", NEW."letterhead", NEW."logo_sha256", NEW."name", NEW."names_facility", NEW."number_pattern", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."second_acting", NEW."second_name", NEW."second_nip", NEW."second_position", NEW."second_titles_after", NEW."second_titles_before", NEW."shows_english", NEW."shows_initials", NEW."shows_logo", NEW."shows_photo", NEW."signatory_acting", NEW."signatory_name", NEW."signatory_nip", NEW."signatory_position", NEW."signatory_titles_after", NEW."signatory_titles_before", NEW."signs_first", NEW."signs_second"); RETURN NULL;', hash='d14bb5a7078cc5149b82d209aafd31f56b4c7f96', operation='UPDATE', pgid='pgtrigger_update_update_52b03', table='certificates_issuer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='issuer',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_issuerevent" ("agreement_id", "agreement_override", "code", "colour", "facility_id", "first_number", "id", "is_active", "layout", "letterhead", "logo_sha256", "name", "names_facility", "number_pattern", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "second_acting", "second_name", "second_nip", "second_position", "second_titles_after", "second_titles_before", "shows_english", "shows_initials", "shows_logo", "shows_photo", "signatory_acting", "signatory_name", "signatory_nip", "signatory_position", "signatory_titles_after", "signatory_titles_before", "signs_first", "signs_second") VALUES (OLD."agreement_id", OLD."agreement_override", OLD."code", OLD."colour", OLD."facility_id", OLD."first_number", OLD."id", OLD."is_active", OLD."layout", OLD."letterhead", OLD."logo_sha256", OLD."name", OLD."names_facility", OLD."number_pattern", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."second_acting", OLD."second_name", OLD."second_nip", OLD."second_position", OLD."second_titles_after", OLD."second_titles_before", OLD."shows_english", OLD."shows_initials", OLD."shows_logo", OLD."shows_photo", OLD."signatory_acting", OLD."signatory_name", OLD."signatory_nip", OLD."signatory_position", OLD."signatory_titles_after", OLD."signatory_titles_before", OLD."signs_first", OLD."signs_second"); RETURN NULL;', hash='f355a0adcdd01c3ee2184bda3004b8823c324b30', operation='DELETE', pgid='pgtrigger_delete_delete_02754', table='certificates_issuer', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='issuer',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('signs_first', 'head'), models.Q(('signatory_name', ''), _negated=True), _connector='OR'), models.Q(models.Q(('signs_second', 'named'), _negated=True), models.Q(('second_name', ''), _negated=True), _connector='OR')), name='issuer_signatories_named', violation_error_message='Write who signs.'),
                ),
                migrations.AddConstraint(
                    model_name='issuer',
                    constraint=models.CheckConstraint(condition=models.Q(('signs_first', 'head'), ('signs_second', 'head'), _negated=True), name='issuer_head_signs_once', violation_error_message='The head of the facility signs once.'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencycertificate',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_competencycertificateevent" ("candidate_id", "expires_on", "facility_id", "id", "inmate_id", "issued_on", "lsp", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "registration_number", "scheme", "units") VALUES (NEW."candidate_id", NEW."expires_on", NEW."facility_id", NEW."id", NEW."inmate_id", NEW."issued_on", NEW."lsp", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."registration_number", NEW."scheme", NEW."units"); RETURN NULL;', hash='e6a42f28b36951c502285f46b8165f5faf31dea6', operation='INSERT', pgid='pgtrigger_insert_insert_9fada', table='certificates_competencycertificate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencycertificate',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "certificates_competencycertificateevent" ("candidate_id", "expires_on", "facility_id", "id", "inmate_id", "issued_on", "lsp", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "registration_number", "scheme", "units") VALUES (NEW."candidate_id", NEW."expires_on", NEW."facility_id", NEW."id", NEW."inmate_id", NEW."issued_on", NEW."lsp", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_by_id", NEW."registration_number", NEW."scheme", NEW."units"); RETURN NULL;', hash='1f085b50984e15235b6658a67a12e59b738cd3e0', operation='UPDATE', pgid='pgtrigger_update_update_1e041', table='certificates_competencycertificate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencycertificate',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_competencycertificateevent" ("candidate_id", "expires_on", "facility_id", "id", "inmate_id", "issued_on", "lsp", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "registration_number", "scheme", "units") VALUES (OLD."candidate_id", OLD."expires_on", OLD."facility_id", OLD."id", OLD."inmate_id", OLD."issued_on", OLD."lsp", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_by_id", OLD."registration_number", OLD."scheme", OLD."units"); RETURN NULL;', hash='5e4281348e9816230d06430f54868fb2689e245f', operation='DELETE', pgid='pgtrigger_delete_delete_8b02e', table='certificates_competencycertificate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencycertificateevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9c34aa6f32182063633db2d466bfb3e1cd07be42', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7a002', table='certificates_competencycertificateevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencyscan',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_competencyscanevent" ("caption", "certificate_id", "facility_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (NEW."caption", NEW."certificate_id", NEW."facility_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sha256", NEW."size", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='8f39637423093d2422faf73a9e558f7854328fec', operation='INSERT', pgid='pgtrigger_insert_insert_9478b', table='certificates_competencyscan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencyscan',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "certificates_competencyscanevent" ("caption", "certificate_id", "facility_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (NEW."caption", NEW."certificate_id", NEW."facility_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sha256", NEW."size", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='a6e0bdccc7b33494ca91e3641e4005497e809b76', operation='UPDATE', pgid='pgtrigger_update_update_5750c', table='certificates_competencyscan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencyscan',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_competencyscanevent" ("caption", "certificate_id", "facility_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (OLD."caption", OLD."certificate_id", OLD."facility_id", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sha256", OLD."size", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;', hash='31f7d76c4c0d1e43084ee431d30071bebb6fc2c8', operation='DELETE', pgid='pgtrigger_delete_delete_73cec', table='certificates_competencyscan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencyscanevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b50702640c48392ba941a1c6ce46371e81981d48', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_59ad2', table='certificates_competencyscanevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencytest',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_competencytestevent" ("assessors", "day", "facility_id", "id", "lsp", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "program_id", "scheme", "skill_field_id") VALUES (NEW."assessors", NEW."day", NEW."facility_id", NEW."id", NEW."lsp", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."program_id", NEW."scheme", NEW."skill_field_id"); RETURN NULL;', hash='f67a473b6e6d652e18df351d6ad8748f6690cff2', operation='INSERT', pgid='pgtrigger_insert_insert_f3aeb', table='certificates_competencytest', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencytest',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "certificates_competencytestevent" ("assessors", "day", "facility_id", "id", "lsp", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "program_id", "scheme", "skill_field_id") VALUES (NEW."assessors", NEW."day", NEW."facility_id", NEW."id", NEW."lsp", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."program_id", NEW."scheme", NEW."skill_field_id"); RETURN NULL;', hash='e1f6635c2bb3c9e3c14356d8c431021efe5b3d85', operation='UPDATE', pgid='pgtrigger_update_update_1bb78', table='certificates_competencytest', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencytest',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_competencytestevent" ("assessors", "day", "facility_id", "id", "lsp", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "program_id", "scheme", "skill_field_id") VALUES (OLD."assessors", OLD."day", OLD."facility_id", OLD."id", OLD."lsp", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."program_id", OLD."scheme", OLD."skill_field_id"); RETURN NULL;', hash='a91a33ac1dacc7e0d3150b06d1f832ed3b87af6f', operation='DELETE', pgid='pgtrigger_delete_delete_f4ef0', table='certificates_competencytest', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencycandidateevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a97fe98fb9fb2c38acdc49f76830cd9d22fc4af3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_18835', table='certificates_competencycandidateevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencycandidate',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_competencycandidateevent" ("facility_id", "id", "inmate_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "test_id") VALUES (NEW."facility_id", NEW."id", NEW."inmate_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."result", NEW."test_id"); RETURN NULL;', hash='10129da90417b665862dd77e7a3dc07b392c0c3d', operation='INSERT', pgid='pgtrigger_insert_insert_35c27', table='certificates_competencycandidate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencycandidate',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "certificates_competencycandidateevent" ("facility_id", "id", "inmate_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "test_id") VALUES (NEW."facility_id", NEW."id", NEW."inmate_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."result", NEW."test_id"); RETURN NULL;', hash='03557bce6d57a37e2dd9db28779990c3b23522a6', operation='UPDATE', pgid='pgtrigger_update_update_06b48', table='certificates_competencycandidate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencycandidate',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_competencycandidateevent" ("facility_id", "id", "inmate_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "test_id") VALUES (OLD."facility_id", OLD."id", OLD."inmate_id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."result", OLD."test_id"); RETURN NULL;', hash='48e34e53c86f7c1a8225b347652d89bac0093b6b', operation='DELETE', pgid='pgtrigger_delete_delete_b09db', table='certificates_competencycandidate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='competencytestevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='61ac87ba18d8e27b404d850c8813054a2ea56208', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_70ba5', table='certificates_competencytestevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_handoverevent" ("content", "day", "facility_id", "handed_by", "handed_by_position", "id", "made_by_id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "program_id") VALUES (NEW."content", NEW."day", NEW."facility_id", NEW."handed_by", NEW."handed_by_position", NEW."id", NEW."made_by_id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."program_id"); RETURN NULL;', hash='1529580dc84081fecf2b4f21bb02fa16aabf419e', operation='INSERT', pgid='pgtrigger_insert_insert_81d5a', table='certificates_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "certificates_handoverevent" ("content", "day", "facility_id", "handed_by", "handed_by_position", "id", "made_by_id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "program_id") VALUES (NEW."content", NEW."day", NEW."facility_id", NEW."handed_by", NEW."handed_by_position", NEW."id", NEW."made_by_id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."program_id"); RETURN NULL;', hash='badd81a4c43eaf912391a9ce2d6459d53154dee2', operation='UPDATE', pgid='pgtrigger_update_update_a0c4b', table='certificates_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_handoverevent" ("content", "day", "facility_id", "handed_by", "handed_by_position", "id", "made_by_id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "program_id") VALUES (OLD."content", OLD."day", OLD."facility_id", OLD."handed_by", OLD."handed_by_position", OLD."id", OLD."made_by_id", OLD."note", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."program_id"); RETURN NULL;', hash='bee536fb9c46c6b0a2c4380becfbfe1753e9da0e', operation='DELETE', pgid='pgtrigger_delete_delete_09ed5', table='certificates_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handoverevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6427f9a4e960b166e5b0a764e1810d2102b9ec08', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_be988', table='certificates_handoverevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='naming',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_namingevent" ("facility_id", "id", "is_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."facility_id", NEW."id", NEW."is_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;', hash='9213236216538b0b96698c31b8d9de3b7b9b2d88', operation='INSERT', pgid='pgtrigger_insert_insert_a2cf3', table='certificates_naming', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='naming',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "certificates_namingevent" ("facility_id", "id", "is_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."facility_id", NEW."id", NEW."is_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;', hash='91035d4556ca3c6e86e10b237a164b5c204cf09a', operation='UPDATE', pgid='pgtrigger_update_update_5f512', table='certificates_naming', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='naming',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "certificates_namingevent" ("facility_id", "id", "is_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."facility_id", OLD."id", OLD."is_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;', hash='d83cd333ffdaf7df3b6d5029a74d5d7821a548d2', operation='DELETE', pgid='pgtrigger_delete_delete_85656', table='certificates_naming', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='namingevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f294d74fa17c4ac9e04d4a18808a971bdc3add25', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e8f33', table='certificates_namingevent', when='BEFORE')),
                ),
            ],
        ),
    ]
