import core.constraints
import core.migrating
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import reintegration.guards
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True


    dependencies = [
        ('facilities', '0005_rules_of_places'),
        ('inmates', '0007_register_classes'),
        ('partners', '0001_squashed_0005_offerings'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('programs', '0005_closing_day_and_grading'),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name='FollowUp',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('days', models.PositiveSmallIntegerField(editable=False, verbose_name='days after release')),
                        ('due_on', models.DateField(editable=False, verbose_name='due on')),
                        ('state', models.CharField(choices=[('due', 'Open'), ('reached', 'Reached'), ('not_reached', 'Not reached'), ('stopped', 'Stopped')], default='due', editable=False, max_length=12, verbose_name='state')),
                        ('stop_reason', models.CharField(blank=True, choices=[('withdrawn', 'Consent withdrawn'), ('held', 'In custody again'), ('mistake', 'The release was recorded by mistake')], editable=False, max_length=10, verbose_name='why stopped')),
                        ('reached_on', models.DateField(blank=True, editable=False, null=True, verbose_name='reached on')),
                        ('outcome', models.CharField(blank=True, choices=[('employed', 'Employed'), ('business', 'Own business'), ('studying', 'Studying'), ('looking', 'Looking for work'), ('unknown', 'Unknown'), ('returned', 'In custody again')], max_length=10, verbose_name='what the person does')),
                        ('field_used', models.CharField(blank=True, choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], max_length=8, verbose_name='the trained skill is used')),
                        ('income', models.CharField(blank=True, choices=[('none', 'None'), ('to_1', 'Up to Rp1 million'), ('to_3', 'Rp1 to 3 million'), ('to_5', 'Rp3 to 5 million'), ('over_5', 'More than Rp5 million'), ('unsaid', 'Not said')], max_length=8, verbose_name='income in a month')),
                        ('help_needed', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('work', 'Finding work'), ('tools', 'Tools'), ('capital', 'Capital'), ('training', 'More training'), ('papers', 'Identity papers'), ('sales', 'Selling products'), ('other', 'Something else')], max_length=10), blank=True, default=list, size=None, verbose_name='help needed')),
                        ('is_kept', models.BooleanField(default=False, editable=False, verbose_name='outcome kept without a name')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('inmate', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='inmates.inmate', verbose_name='person')),
                        ('release', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='inmates.lifeevent', verbose_name='release')),
                    ],
                    options={
                        'verbose_name': 'follow-up',
                        'verbose_name_plural': 'follow-ups',
                        'ordering': ['due_on', 'pk'],
                        'indexes': [models.Index(condition=models.Q(('state', 'due')), fields=['facility', 'due_on'], name='followup_open')],
                        'constraints': [models.UniqueConstraint(fields=('id', 'facility'), name='followup_and_facility'), models.UniqueConstraint(fields=('release', 'days'), name='followup_once'), models.CheckConstraint(condition=models.Q(('state', 'due'), models.Q(('reached_on__isnull', False), ('state', 'reached'), models.Q(('outcome', ''), _negated=True)), models.Q(('outcome', ''), ('reached_on', None), ('state__in', ('not_reached', 'stopped'))), _connector='OR'), name='followup_answers_when_reached'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'stopped'), models.Q(('stop_reason', ''), _negated=True)), models.Q(models.Q(('state', 'stopped'), _negated=True), ('stop_reason', '')), _connector='OR'), name='followup_stopped_why')],
                    },
                ),
                migrations.CreateModel(
                    name='Attempt',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField(verbose_name='day')),
                        ('way', models.CharField(choices=[('call', 'Phone call'), ('message', 'Text message'), ('email', 'E-mail'), ('letter', 'Letter'), ('visit', 'Visit'), ('came', 'Came by')], max_length=8, verbose_name='way')),
                        ('is_reached', models.BooleanField(verbose_name='reached')),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('made_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                        ('follow_up', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='reintegration.followup', verbose_name='follow-up')),
                    ],
                    options={
                        'verbose_name': 'attempt',
                        'verbose_name_plural': 'attempts',
                        'ordering': ['day', 'pk'],
                        'constraints': [core.constraints.CompositeForeignKey(fields=('follow_up', 'facility'), name='attempt_followup_facility', to='reintegration.FollowUp', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='ContactRefusal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField(verbose_name='asked on')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('inmate', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='contact_refusal', to='inmates.inmate', verbose_name='inmate')),
                        ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ],
                    options={
                        'verbose_name': 'refusal of contact',
                        'verbose_name_plural': 'refusals of contact',
                    },
                ),
                migrations.CreateModel(
                    name='ContactRefusalEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('day', models.DateField(verbose_name='asked on')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('inmate', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inmates.inmate', verbose_name='inmate')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reintegration.contactrefusal')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AttemptEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('day', models.DateField(verbose_name='day')),
                        ('way', models.CharField(choices=[('call', 'Phone call'), ('message', 'Text message'), ('email', 'E-mail'), ('letter', 'Letter'), ('visit', 'Visit'), ('came', 'Came by')], max_length=8, verbose_name='way')),
                        ('is_reached', models.BooleanField(verbose_name='reached')),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('made_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reintegration.attempt')),
                        ('follow_up', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reintegration.followup', verbose_name='follow-up')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='FollowUpEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('days', models.PositiveSmallIntegerField(editable=False, verbose_name='days after release')),
                        ('due_on', models.DateField(editable=False, verbose_name='due on')),
                        ('state', models.CharField(choices=[('due', 'Open'), ('reached', 'Reached'), ('not_reached', 'Not reached'), ('stopped', 'Stopped')], default='due', editable=False, max_length=12, verbose_name='state')),
                        ('stop_reason', models.CharField(blank=True, choices=[('withdrawn', 'Consent withdrawn'), ('held', 'In custody again'), ('mistake', 'The release was recorded by mistake')], editable=False, max_length=10, verbose_name='why stopped')),
                        ('reached_on', models.DateField(blank=True, editable=False, null=True, verbose_name='reached on')),
                        ('outcome', models.CharField(blank=True, choices=[('employed', 'Employed'), ('business', 'Own business'), ('studying', 'Studying'), ('looking', 'Looking for work'), ('unknown', 'Unknown'), ('returned', 'In custody again')], max_length=10, verbose_name='what the person does')),
                        ('field_used', models.CharField(blank=True, choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], max_length=8, verbose_name='the trained skill is used')),
                        ('income', models.CharField(blank=True, choices=[('none', 'None'), ('to_1', 'Up to Rp1 million'), ('to_3', 'Rp1 to 3 million'), ('to_5', 'Rp3 to 5 million'), ('over_5', 'More than Rp5 million'), ('unsaid', 'Not said')], max_length=8, verbose_name='income in a month')),
                        ('help_needed', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('work', 'Finding work'), ('tools', 'Tools'), ('capital', 'Capital'), ('training', 'More training'), ('papers', 'Identity papers'), ('sales', 'Selling products'), ('other', 'Something else')], max_length=10), blank=True, default=list, size=None, verbose_name='help needed')),
                        ('is_kept', models.BooleanField(default=False, editable=False, verbose_name='outcome kept without a name')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('inmate', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inmates.inmate', verbose_name='person')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reintegration.followup')),
                        ('release', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inmates.lifeevent', verbose_name='release')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Grant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(editable=False, max_length=150, verbose_name='recipient')),
                        ('kind', models.CharField(choices=[('kit', 'Tools (kit)'), ('capital', 'Capital'), ('both', 'Tools and capital')], default='kit', max_length=8, verbose_name='kind')),
                        ('value', models.BigIntegerField(default=0, editable=False, validators=[django.core.validators.MinValueValidator(0)], verbose_name='value (rupiah)')),
                        ('given_on', models.DateField(verbose_name='given on')),
                        ('place', models.CharField(blank=True, max_length=80, verbose_name='place')),
                        ('given_by', models.CharField(help_text='Who handed it over: name with titles, as it is signed.', max_length=120, verbose_name='given by')),
                        ('given_by_position', models.CharField(blank=True, max_length=120, verbose_name='in the office of')),
                        ('number', models.CharField(editable=False, max_length=120, verbose_name='number of the minutes')),
                        ('next_check_on', models.DateField(blank=True, help_text='Empty when no more check-up is planned.', null=True, verbose_name='next check-up')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('inmate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='inmates.inmate', verbose_name='recipient')),
                        ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='partners.partner', verbose_name='partner')),
                        ('program', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='programs.program', verbose_name='after the training')),
                        ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ],
                    options={
                        'verbose_name': 'grant',
                        'verbose_name_plural': 'grants',
                        'ordering': ['-given_on', '-pk'],
                        'indexes': [models.Index(fields=['facility', 'next_check_on'], name='grant_by_check')],
                        'constraints': [models.UniqueConstraint(fields=('id', 'facility'), name='grant_and_facility'), models.UniqueConstraint(fields=('facility', 'number'), name='grant_number_once'), models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='grant_value'), core.constraints.CompositeForeignKey(fields=('program', 'facility'), name='grant_program_facility', to='programs.Program', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='GrantCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField(verbose_name='day')),
                        ('use', models.CharField(choices=[('used', 'In use'), ('partly', 'Partly in use'), ('unused', 'Not used'), ('gone', 'Lost, sold or broken'), ('unknown', 'Not found out')], max_length=8, verbose_name='use')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                        ('checked_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('grant', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='reintegration.grant', verbose_name='grant')),
                    ],
                    options={
                        'verbose_name': 'check-up',
                        'verbose_name_plural': 'check-ups',
                        'ordering': ['-day', '-pk'],
                        'constraints': [core.constraints.CompositeForeignKey(fields=('grant', 'facility'), name='grant_check_facility', to='reintegration.Grant', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='GrantCheckEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('day', models.DateField(verbose_name='day')),
                        ('use', models.CharField(choices=[('used', 'In use'), ('partly', 'Partly in use'), ('unused', 'Not used'), ('gone', 'Lost, sold or broken'), ('unknown', 'Not found out')], max_length=8, verbose_name='use')),
                        ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                        ('checked_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('grant', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reintegration.grant', verbose_name='grant')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reintegration.grantcheck')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='GrantEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(editable=False, max_length=150, verbose_name='recipient')),
                        ('kind', models.CharField(choices=[('kit', 'Tools (kit)'), ('capital', 'Capital'), ('both', 'Tools and capital')], default='kit', max_length=8, verbose_name='kind')),
                        ('value', models.BigIntegerField(default=0, editable=False, validators=[django.core.validators.MinValueValidator(0)], verbose_name='value (rupiah)')),
                        ('given_on', models.DateField(verbose_name='given on')),
                        ('place', models.CharField(blank=True, max_length=80, verbose_name='place')),
                        ('given_by', models.CharField(help_text='Who handed it over: name with titles, as it is signed.', max_length=120, verbose_name='given by')),
                        ('given_by_position', models.CharField(blank=True, max_length=120, verbose_name='in the office of')),
                        ('number', models.CharField(editable=False, max_length=120, verbose_name='number of the minutes')),
                        ('next_check_on', models.DateField(blank=True, help_text='Empty when no more check-up is planned.', null=True, verbose_name='next check-up')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('inmate', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inmates.inmate', verbose_name='recipient')),
                        ('partner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='partner')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reintegration.grant')),
                        ('program', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.program', verbose_name='after the training')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='GrantItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('name', models.CharField(max_length=120, verbose_name='item')),
                        ('quantity', models.PositiveIntegerField(default=1, verbose_name='quantity')),
                        ('value', models.BigIntegerField(verbose_name='value (rupiah)')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='reintegration.grant', verbose_name='grant')),
                    ],
                    options={
                        'verbose_name': 'item of a grant',
                        'verbose_name_plural': 'items of grants',
                        'ordering': ['position', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gte', 1), ('value__gte', 0)), name='grant_item_ranges'), core.constraints.CompositeForeignKey(fields=('grant', 'facility'), name='grant_item_facility', to='reintegration.Grant', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='GrantItemEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('name', models.CharField(max_length=120, verbose_name='item')),
                        ('quantity', models.PositiveIntegerField(default=1, verbose_name='quantity')),
                        ('value', models.BigIntegerField(verbose_name='value (rupiah)')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('grant', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reintegration.grant', verbose_name='grant')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reintegration.grantitem')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='KeptOutcome',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.UUIDField()),
                        ('days', models.PositiveSmallIntegerField(verbose_name='days after release')),
                        ('released_in', models.PositiveSmallIntegerField(verbose_name='year of the release')),
                        ('is_reached', models.BooleanField(verbose_name='reached')),
                        ('is_working', models.BooleanField(verbose_name='working')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('program', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programs.program', verbose_name='programme')),
                    ],
                    options={
                        'verbose_name': 'outcome without a name',
                        'verbose_name_plural': 'outcomes without names',
                        'constraints': [models.UniqueConstraint(fields=('program', 'person', 'days'), name='kept_outcome_once'), core.constraints.CompositeForeignKey(fields=('program', 'facility'), name='kept_outcome_program', to='programs.Program', to_fields=('id', 'facility'))],
                    },
                ),
                migrations.CreateModel(
                    name='ReleasePlan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('draft', 'In preparation'), ('ready', 'Ready'), ('closed', 'Closed')], default='draft', editable=False, max_length=8, verbose_name='state')),
                        ('goal', models.CharField(blank=True, choices=[('business', 'Open an own business'), ('employment', 'Find a job'), ('family', "Work in the family's business"), ('study', 'Go on learning'), ('undecided', 'Not decided yet')], max_length=12, verbose_name='goal after release')),
                        ('regency', models.CharField(blank=True, help_text='Where the person is going to live.', max_length=80, verbose_name='home regency')),
                        ('employer', models.CharField(blank=True, help_text='A name and a place. Numbers of telephones stand under Follow-up, with consent.', max_length=150, validators=[reintegration.guards.validate_no_contact], verbose_name='employer or other contact point')),
                        ('grant_asked_on', models.DateField(blank=True, null=True, verbose_name='applied for on')),
                        ('next_steps', models.CharField(blank=True, help_text='They are printed on the sheet to take along.', max_length=500, validators=[reintegration.guards.validate_no_contact, reintegration.guards.validate_neutral_words], verbose_name='next steps')),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                        ('grant_partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='grant applied for at')),
                        ('inmate', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='release_plans', to='inmates.inmate', verbose_name='inmate')),
                        ('partner', models.ForeignKey(blank=True, help_text='Who of our partners can help there.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partner', verbose_name='partner at home')),
                    ],
                    options={
                        'verbose_name': 'release plan',
                        'verbose_name_plural': 'release plans',
                        'ordering': ['-pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'closed'), _negated=True), fields=('inmate',), name='release_plan_once', violation_error_message='This person has a release plan already.'), models.CheckConstraint(condition=models.Q(('grant_asked_on', None), ('grant_partner__isnull', False), _connector='OR'), name='release_plan_grant_partner', violation_error_message='Say at which partner the grant was applied for.')],
                    },
                ),
                migrations.CreateModel(
                    name='ReleasePlanEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('state', models.CharField(choices=[('draft', 'In preparation'), ('ready', 'Ready'), ('closed', 'Closed')], default='draft', editable=False, max_length=8, verbose_name='state')),
                        ('goal', models.CharField(blank=True, choices=[('business', 'Open an own business'), ('employment', 'Find a job'), ('family', "Work in the family's business"), ('study', 'Go on learning'), ('undecided', 'Not decided yet')], max_length=12, verbose_name='goal after release')),
                        ('grant_asked_on', models.DateField(blank=True, null=True, verbose_name='applied for on')),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('updated_at', models.DateTimeField(auto_now=True)),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('grant_partner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='grant applied for at')),
                        ('inmate', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='inmates.inmate', verbose_name='inmate')),
                        ('partner', models.ForeignKey(blank=True, db_constraint=False, help_text='Who of our partners can help there.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.partner', verbose_name='partner at home')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='reintegration.releaseplan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactrefusal',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reintegration_contactrefusalevent" ("day", "facility_id", "id", "inmate_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id") VALUES (NEW."day", NEW."facility_id", NEW."id", NEW."inmate_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_by_id"); RETURN NULL;', hash='3a82fb8aa4b1815042db851d6b7415bee763af1b', operation='INSERT', pgid='pgtrigger_insert_insert_f6782', table='reintegration_contactrefusal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactrefusal',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reintegration_contactrefusalevent" ("day", "facility_id", "id", "inmate_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id") VALUES (NEW."day", NEW."facility_id", NEW."id", NEW."inmate_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_by_id"); RETURN NULL;', hash='1d6c11f173c2c65a7f5530999bc5fbc6bb2bf94b', operation='UPDATE', pgid='pgtrigger_update_update_1fbd3', table='reintegration_contactrefusal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactrefusal',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reintegration_contactrefusalevent" ("day", "facility_id", "id", "inmate_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id") VALUES (OLD."day", OLD."facility_id", OLD."id", OLD."inmate_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_by_id"); RETURN NULL;', hash='c6a19ce8eff425ba7daf825551ef92e37bb54f36', operation='DELETE', pgid='pgtrigger_delete_delete_ca35a', table='reintegration_contactrefusal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contactrefusalevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='910a7eada62a64aa1a167dc20859a3ec7b4f2081', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_95fbb', table='reintegration_contactrefusalevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='followup',
                    trigger=pgtrigger.compiler.Trigger(name='followup_state', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{due:not_reached,due:reached,due:stopped,not_reached:due,reached:due,stopped:due}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='bb234018fbc3f27cc4f6888f8361592f3fa35914', operation='UPDATE', pgid='pgtrigger_followup_state_85629', table='reintegration_followup', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='followup',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reintegration_followupevent" ("days", "due_on", "facility_id", "field_used", "help_needed", "id", "income", "inmate_id", "is_kept", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reached_on", "release_id", "state", "stop_reason") VALUES (NEW."days", NEW."due_on", NEW."facility_id", NEW."field_used", NEW."help_needed", NEW."id", NEW."income", NEW."inmate_id", NEW."is_kept", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reached_on", NEW."release_id", NEW."state", NEW."stop_reason"); RETURN NULL;', hash='1ddebf533ea573ad5372abe435cb998368159a91', operation='INSERT', pgid='pgtrigger_insert_insert_24543', table='reintegration_followup', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='followup',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reintegration_followupevent" ("days", "due_on", "facility_id", "field_used", "help_needed", "id", "income", "inmate_id", "is_kept", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reached_on", "release_id", "state", "stop_reason") VALUES (NEW."days", NEW."due_on", NEW."facility_id", NEW."field_used", NEW."help_needed", NEW."id", NEW."income", NEW."inmate_id", NEW."is_kept", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reached_on", NEW."release_id", NEW."state", NEW."stop_reason"); RETURN NULL;', hash='c8c22dd245713d6cab47ca793bb20bb8f270b8aa', operation='UPDATE', pgid='pgtrigger_update_update_3c37e', table='reintegration_followup', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='followup',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reintegration_followupevent" ("days", "due_on", "facility_id", "field_used", "help_needed", "id", "income", "inmate_id", "is_kept", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reached_on", "release_id", "state", "stop_reason") VALUES (OLD."days", OLD."due_on", OLD."facility_id", OLD."field_used", OLD."help_needed", OLD."id", OLD."income", OLD."inmate_id", OLD."is_kept", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reached_on", OLD."release_id", OLD."state", OLD."stop_reason"); RETURN NULL;', hash='e740e0e48fcca0f4111b4c61513f6e44618011a7', operation='DELETE', pgid='pgtrigger_delete_delete_f159d', table='reintegration_followup', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attemptevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9e681c9ed29e5753b4974f085b4faab7c1a00bd9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_75c02', table='reintegration_attemptevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attempt',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reintegration_attemptevent" ("day", "facility_id", "follow_up_id", "id", "is_reached", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "way") VALUES (NEW."day", NEW."facility_id", NEW."follow_up_id", NEW."id", NEW."is_reached", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."way"); RETURN NULL;', hash='793b02d66134b93609ebc50e6907289155dbbbbe', operation='INSERT', pgid='pgtrigger_insert_insert_e9bfb', table='reintegration_attempt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attempt',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reintegration_attemptevent" ("day", "facility_id", "follow_up_id", "id", "is_reached", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "way") VALUES (NEW."day", NEW."facility_id", NEW."follow_up_id", NEW."id", NEW."is_reached", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."way"); RETURN NULL;', hash='17cd3b84f86c00df22847530134df5eb87621cf8', operation='UPDATE', pgid='pgtrigger_update_update_7c3c3', table='reintegration_attempt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attempt',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reintegration_attemptevent" ("day", "facility_id", "follow_up_id", "id", "is_reached", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "way") VALUES (OLD."day", OLD."facility_id", OLD."follow_up_id", OLD."id", OLD."is_reached", OLD."made_at", OLD."made_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."way"); RETURN NULL;', hash='840bbc26842b15a4b2df3092f0f24b547c8554f6', operation='DELETE', pgid='pgtrigger_delete_delete_381dd', table='reintegration_attempt', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='followupevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='46015ab85eb753057a2261ce23d40746247ba173', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cd93d', table='reintegration_followupevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grant',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reintegration_grantevent" ("facility_id", "given_by", "given_by_position", "given_on", "id", "inmate_id", "kind", "name", "next_check_on", "number", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "program_id", "recorded_by_id", "value") VALUES (NEW."facility_id", NEW."given_by", NEW."given_by_position", NEW."given_on", NEW."id", NEW."inmate_id", NEW."kind", NEW."name", NEW."next_check_on", NEW."number", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."program_id", NEW."recorded_by_id", NEW."value"); RETURN NULL;', hash='a16808c0829139cee32a022b09b6f1b9708455b5', operation='INSERT', pgid='pgtrigger_insert_insert_26e9f', table='reintegration_grant', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grant',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reintegration_grantevent" ("facility_id", "given_by", "given_by_position", "given_on", "id", "inmate_id", "kind", "name", "next_check_on", "number", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "program_id", "recorded_by_id", "value") VALUES (NEW."facility_id", NEW."given_by", NEW."given_by_position", NEW."given_on", NEW."id", NEW."inmate_id", NEW."kind", NEW."name", NEW."next_check_on", NEW."number", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."program_id", NEW."recorded_by_id", NEW."value"); RETURN NULL;', hash='d4fbc29411288b8275e9c4607602ca8486089797', operation='UPDATE', pgid='pgtrigger_update_update_37095', table='reintegration_grant', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grant',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reintegration_grantevent" ("facility_id", "given_by", "given_by_position", "given_on", "id", "inmate_id", "kind", "name", "next_check_on", "number", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "program_id", "recorded_by_id", "value") VALUES (OLD."facility_id", OLD."given_by", OLD."given_by_position", OLD."given_on", OLD."id", OLD."inmate_id", OLD."kind", OLD."name", OLD."next_check_on", OLD."number", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."program_id", OLD."recorded_by_id", OLD."value"); RETURN NULL;', hash='51c8b7488a1d53b7c7c72f6af5860c1801ae256d', operation='DELETE', pgid='pgtrigger_delete_delete_371bc', table='reintegration_grant', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grantcheck',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reintegration_grantcheckevent" ("checked_by_id", "day", "facility_id", "grant_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "use") VALUES (NEW."checked_by_id", NEW."day", NEW."facility_id", NEW."grant_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."use"); RETURN NULL;', hash='30fe27ac129099e7369d8648060155bb2195e042', operation='INSERT', pgid='pgtrigger_insert_insert_c4b1c', table='reintegration_grantcheck', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grantcheck',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reintegration_grantcheckevent" ("checked_by_id", "day", "facility_id", "grant_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "use") VALUES (NEW."checked_by_id", NEW."day", NEW."facility_id", NEW."grant_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."use"); RETURN NULL;', hash='d61210546a17e2b28f5b4dbd8b1886467d4b976c', operation='UPDATE', pgid='pgtrigger_update_update_28cf0', table='reintegration_grantcheck', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grantcheck',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reintegration_grantcheckevent" ("checked_by_id", "day", "facility_id", "grant_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "use") VALUES (OLD."checked_by_id", OLD."day", OLD."facility_id", OLD."grant_id", OLD."id", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."use"); RETURN NULL;', hash='549fcad67566257814e98db849fa5a636d66b1ab', operation='DELETE', pgid='pgtrigger_delete_delete_7dcc8', table='reintegration_grantcheck', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grantcheckevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fc81e85c0d2d98c493dec09f3d815a9b200babd3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a19c1', table='reintegration_grantcheckevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grantevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6de6cc67c54f69d8ccd2438b4420c738554a540e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c14f9', table='reintegration_grantevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grantitem',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reintegration_grantitemevent" ("facility_id", "grant_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "value") VALUES (NEW."facility_id", NEW."grant_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."quantity", NEW."value"); RETURN NULL;', hash='9fcae3133092267e42ab608b46e84415e836bec6', operation='INSERT', pgid='pgtrigger_insert_insert_cdfee', table='reintegration_grantitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grantitem',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reintegration_grantitemevent" ("facility_id", "grant_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "value") VALUES (NEW."facility_id", NEW."grant_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."quantity", NEW."value"); RETURN NULL;', hash='0d1b6f85c6c7635ae9151d3fa4a5898187558e5c', operation='UPDATE', pgid='pgtrigger_update_update_005f7', table='reintegration_grantitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grantitem',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reintegration_grantitemevent" ("facility_id", "grant_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "quantity", "value") VALUES (OLD."facility_id", OLD."grant_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."quantity", OLD."value"); RETURN NULL;', hash='806ac7f19c50f8915c66f947548f374d21baaf1e', operation='DELETE', pgid='pgtrigger_delete_delete_3c1dc', table='reintegration_grantitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grantitemevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0520241912c2afe58d9d91ecd88e0484f233a31c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_750e7', table='reintegration_grantitemevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='releaseplan',
                    trigger=pgtrigger.compiler.Trigger(name='release_plan_state', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{draft:closed,draft:ready,ready:closed,ready:draft}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='375e7b9cb1e41e54fc9624f27ed73270360c37b4', operation='UPDATE', pgid='pgtrigger_release_plan_state_f0455', table='reintegration_releaseplan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='releaseplan',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reintegration_releaseplanevent" ("created_at", "facility_id", "goal", "grant_asked_on", "grant_partner_id", "id", "inmate_id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "updated_at") VALUES (NEW."created_at", NEW."facility_id", NEW."goal", NEW."grant_asked_on", NEW."grant_partner_id", NEW."id", NEW."inmate_id", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."updated_at"); RETURN NULL;', hash='a21c81416631437059eb0ce11f6c3ff704b5c90b', operation='INSERT', pgid='pgtrigger_insert_insert_a75d3', table='reintegration_releaseplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='releaseplan',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."facility_id" IS DISTINCT FROM (NEW."facility_id") OR OLD."goal" IS DISTINCT FROM (NEW."goal") OR OLD."grant_asked_on" IS DISTINCT FROM (NEW."grant_asked_on") OR OLD."grant_partner_id" IS DISTINCT FROM (NEW."grant_partner_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."inmate_id" IS DISTINCT FROM (NEW."inmate_id") OR OLD."partner_id" IS DISTINCT FROM (NEW."partner_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))', func='INSERT INTO "reintegration_releaseplanevent" ("created_at", "facility_id", "goal", "grant_asked_on", "grant_partner_id", "id", "inmate_id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "updated_at") VALUES (NEW."created_at", NEW."facility_id", NEW."goal", NEW."grant_asked_on", NEW."grant_partner_id", NEW."id", NEW."inmate_id", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."updated_at"); RETURN NULL;', hash='8ab75ee5bcb668be7a39e1f20122d42bb3ac6cd6', operation='UPDATE', pgid='pgtrigger_update_update_171f5', table='reintegration_releaseplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='releaseplan',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reintegration_releaseplanevent" ("created_at", "facility_id", "goal", "grant_asked_on", "grant_partner_id", "id", "inmate_id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "updated_at") VALUES (OLD."created_at", OLD."facility_id", OLD."goal", OLD."grant_asked_on", OLD."grant_partner_id", OLD."id", OLD."inmate_id", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."state", OLD."updated_at"); RETURN NULL;', hash='cf2d4b22df145a47fd6ef1a1f4feb62d8635e208', operation='DELETE', pgid='pgtrigger_delete_delete_3e25a', table='reintegration_releaseplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='releaseplanevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ce3d6dc654710d345872cfca9fb1b33d77da9290', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_75f8f', table='reintegration_releaseplanevent', when='BEFORE')),
                ),
            ],
        ),
    ]
