import core.migrating
import core.numbers
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import facilities.models.facility
import facilities.nip
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('facilities', '0001_initial'), ('facilities', '0002_settings_pages'), ('facilities', '0003_contact_report_letters'), ('facilities', '0004_letters_of_assignment')]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        core.migrating.AllAtOnce(
            operations=[
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
                        ('session_stamp', models.CharField(blank=True, editable=False, max_length=22)),
                    ],
                    options={
                        'verbose_name': 'user',
                        'verbose_name_plural': 'users',
                    },
                ),
                migrations.CreateModel(
                    name='AccessLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(choices=[('invite', 'Invitation'), ('reset', 'New password')], max_length=10, verbose_name='purpose')),
                        ('token_sha256', models.CharField(max_length=64, unique=True)),
                        ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made')),
                        ('expires_at', models.DateTimeField(verbose_name='valid until')),
                        ('used_at', models.DateTimeField(null=True, verbose_name='used')),
                        ('voided_at', models.DateTimeField(null=True, verbose_name='withdrawn')),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_links', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                    ],
                    options={
                        'verbose_name': 'one-time link',
                        'verbose_name_plural': 'one-time links',
                        'ordering': ['-pk'],
                    },
                ),
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
                        ('city', models.CharField(help_text='Where letters are dated.', max_length=60, verbose_name='city')),
                        ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                        ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                        ('time_zone', models.CharField(choices=[('Asia/Jakarta', 'WIB'), ('Asia/Makassar', 'WITA'), ('Asia/Jayapura', 'WIT')], max_length=20, verbose_name='time zone')),
                        ('capacity', models.PositiveIntegerField(default=0, verbose_name='capacity')),
                        ('letterhead_lines', models.TextField(blank=True, help_text='A line each, at most 6; the first is printed large. Left empty: region, name and address.', max_length=400, validators=[facilities.models.facility.validate_letterhead], verbose_name='letterhead')),
                        ('logo_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='logo')),
                        ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facilities', to='facilities.region', verbose_name='region')),
                    ],
                    options={
                        'verbose_name': 'facility',
                        'verbose_name_plural': 'facilities',
                        'ordering': ['name'],
                    },
                ),
                migrations.CreateModel(
                    name='FacilityDefaults',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('pass_mark', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='pass mark')),
                        ('minimum_attendance', models.PositiveSmallIntegerField(default=80, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='minimum attendance (%)')),
                        ('seats', models.PositiveSmallIntegerField(default=16, validators=[django.core.validators.MinValueValidator(1)], verbose_name='seats')),
                        ('editing_days', models.PositiveSmallIntegerField(blank=True, help_text='Counted from the day of the session. Officers are not limited. Left empty: no limit.', null=True, validators=[django.core.validators.MaxValueValidator(365)], verbose_name='days in which instructors record attendance')),
                        ('facility', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='defaults', to='facilities.facility', verbose_name='facility')),
                    ],
                    options={
                        'verbose_name': 'defaults',
                        'verbose_name_plural': 'defaults',
                        'constraints': [models.CheckConstraint(condition=models.Q(('minimum_attendance__lte', 100), ('pass_mark__lte', 100), ('seats__gte', 1)), name='defaults_ranges')],
                    },
                ),
                migrations.CreateModel(
                    name='FacilityDefaultsEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('pass_mark', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='pass mark')),
                        ('minimum_attendance', models.PositiveSmallIntegerField(default=80, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='minimum attendance (%)')),
                        ('seats', models.PositiveSmallIntegerField(default=16, validators=[django.core.validators.MinValueValidator(1)], verbose_name='seats')),
                        ('editing_days', models.PositiveSmallIntegerField(blank=True, help_text='Counted from the day of the session. Officers are not limited. Left empty: no limit.', null=True, validators=[django.core.validators.MaxValueValidator(365)], verbose_name='days in which instructors record attendance')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='facilities.facilitydefaults')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='FacilityEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('code', models.SlugField(db_index=False, max_length=20, verbose_name='code')),
                        ('kind', models.CharField(choices=[('rutan', 'Detention centre (rutan)'), ('lapas', 'Prison (lapas)'), ('lpka', 'Juvenile institution (LPKA)')], default='rutan', max_length=10, verbose_name='kind')),
                        ('name', models.CharField(help_text='In full, as in the letterhead.', max_length=120, verbose_name='name')),
                        ('short_name', models.CharField(max_length=40, verbose_name='short name')),
                        ('city', models.CharField(help_text='Where letters are dated.', max_length=60, verbose_name='city')),
                        ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                        ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                        ('time_zone', models.CharField(choices=[('Asia/Jakarta', 'WIB'), ('Asia/Makassar', 'WITA'), ('Asia/Jayapura', 'WIT')], max_length=20, verbose_name='time zone')),
                        ('capacity', models.PositiveIntegerField(default=0, verbose_name='capacity')),
                        ('letterhead_lines', models.TextField(blank=True, help_text='A line each, at most 6; the first is printed large. Left empty: region, name and address.', max_length=400, validators=[facilities.models.facility.validate_letterhead], verbose_name='letterhead')),
                        ('logo_sha256', models.CharField(blank=True, editable=False, max_length=64, verbose_name='logo')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='facilities.facility')),
                        ('region', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.region', verbose_name='region')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Holiday',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField(verbose_name='day')),
                        ('name', models.CharField(max_length=80, verbose_name='name')),
                        ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='facilities.facility', verbose_name='facility')),
                    ],
                    options={
                        'verbose_name': 'holiday',
                        'verbose_name_plural': 'holidays',
                        'ordering': ['day'],
                        'constraints': [models.UniqueConstraint(fields=('facility', 'day'), name='holiday_once', nulls_distinct=False, violation_error_message='This day is in the list already.')],
                    },
                ),
                migrations.CreateModel(
                    name='HolidayEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('day', models.DateField(verbose_name='day')),
                        ('name', models.CharField(max_length=80, verbose_name='name')),
                        ('facility', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='facilities.holiday')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='LetterNumbering',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('registration', 'Registration letter'), ('minutes', 'Panel minutes'), ('attendance', 'Attendance sheet'), ('handover', 'Handover minutes'), ('report', 'Monthly report'), ('assignment', 'Instructor assignment letter'), ('contact', 'Contact report')], editable=False, max_length=20, verbose_name='kind of letter')),
                        ('pattern', models.CharField(default='{seq:03}/{code}/{roman_month}/{year}', help_text='Made of {seq:03} {code} {roman_month} {month:02} {year}; {seq} and {year} are needed.', max_length=80, validators=[core.numbers.validate_pattern], verbose_name='number pattern')),
                        ('code', models.CharField(blank=True, max_length=40, verbose_name='code in the number')),
                        ('first_number', models.PositiveIntegerField(default=1, help_text="Where the count begins, when this year's first letters were numbered by hand.", validators=[django.core.validators.MinValueValidator(1)], verbose_name='first number')),
                        ('facility', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility', verbose_name='facility')),
                    ],
                    options={
                        'verbose_name': 'letter numbers',
                        'verbose_name_plural': 'letter numbers',
                        'ordering': ['facility', 'kind'],
                        'constraints': [models.UniqueConstraint(fields=('facility', 'kind'), name='letter_kind_once'), models.UniqueConstraint(fields=('facility', 'pattern', 'code'), name='letter_numbers_apart', violation_error_message='Another kind of letter has this pattern and code, so both would bear the same numbers.'), models.CheckConstraint(condition=models.Q(('first_number__gte', 1)), name='letter_first_number')],
                    },
                ),
                migrations.CreateModel(
                    name='LetterCounter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('year', models.PositiveSmallIntegerField()),
                        ('last', models.PositiveIntegerField()),
                        ('numbering', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counters', to='facilities.letternumbering')),
                    ],
                    options={
                        'verbose_name': 'letter counter',
                        'constraints': [models.UniqueConstraint(fields=('numbering', 'year'), name='letter_counter_once')],
                    },
                ),
                migrations.CreateModel(
                    name='LetterNumberingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('registration', 'Registration letter'), ('minutes', 'Panel minutes'), ('attendance', 'Attendance sheet'), ('handover', 'Handover minutes'), ('report', 'Monthly report'), ('assignment', 'Instructor assignment letter'), ('contact', 'Contact report')], editable=False, max_length=20, verbose_name='kind of letter')),
                        ('pattern', models.CharField(default='{seq:03}/{code}/{roman_month}/{year}', help_text='Made of {seq:03} {code} {roman_month} {month:02} {year}; {seq} and {year} are needed.', max_length=80, validators=[core.numbers.validate_pattern], verbose_name='number pattern')),
                        ('code', models.CharField(blank=True, max_length=40, verbose_name='code in the number')),
                        ('first_number', models.PositiveIntegerField(default=1, help_text="Where the count begins, when this year's first letters were numbered by hand.", validators=[django.core.validators.MinValueValidator(1)], verbose_name='first number')),
                        ('facility', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='facilities.letternumbering')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('national', 'National office'), ('regional', 'Regional office'), ('head', 'Head of facility'), ('supervisor', 'Supervisor'), ('operator', 'Officer'), ('coordinator', 'Partner coordinator'), ('instructor', 'Instructor'), ('admin', 'Administrator')], max_length=20, verbose_name='role')),
                        ('is_acting', models.BooleanField(default=False, verbose_name='acting (Plt.)')),
                        ('starts_on', models.DateField(verbose_name='from')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='facilities.facility', verbose_name='facility')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                        ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='facilities.region', verbose_name='region')),
                    ],
                    options={
                        'verbose_name': 'membership',
                        'verbose_name_plural': 'memberships',
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('facility__isnull', False), ('region', None), ('role__in', ('head', 'supervisor', 'operator'))), models.Q(('facility', None), ('region__isnull', False), ('role', 'regional')), models.Q(models.Q(('role__in', ['head', 'supervisor', 'operator', 'regional']), _negated=True), ('facility', None), ('region', None)), _connector='OR'), name='membership_place_fits_role', violation_error_message='This role belongs to another kind of place.'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_dates_in_order', violation_error_message='The last day is before the first day.')],
                    },
                ),
                migrations.CreateModel(
                    name='MembershipEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('role', models.CharField(choices=[('national', 'National office'), ('regional', 'Regional office'), ('head', 'Head of facility'), ('supervisor', 'Supervisor'), ('operator', 'Officer'), ('coordinator', 'Partner coordinator'), ('instructor', 'Instructor'), ('admin', 'Administrator')], max_length=20, verbose_name='role')),
                        ('is_acting', models.BooleanField(default=False, verbose_name='acting (Plt.)')),
                        ('starts_on', models.DateField(verbose_name='from')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('facility', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='facilities.membership')),
                        ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                        ('region', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.region', verbose_name='region')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Office',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.CharField(help_text='For instance: Kepala Rutan.', max_length=80, verbose_name='position')),
                        ('name', models.CharField(max_length=120, verbose_name='name')),
                        ('titles_before', models.CharField(blank=True, max_length=40, verbose_name='titles before the name')),
                        ('titles_after', models.CharField(blank=True, max_length=60, verbose_name='titles after the name')),
                        ('nip', models.CharField(blank=True, max_length=18, validators=[facilities.nip.validate_nip], verbose_name='NIP')),
                        ('is_acting', models.BooleanField(default=False, verbose_name='acting (Plt.)')),
                        ('starts_on', models.DateField(verbose_name='from')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('facility', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offices', to='facilities.facility', verbose_name='facility')),
                    ],
                    options={
                        'verbose_name': 'office holder',
                        'verbose_name_plural': 'office holders',
                        'ordering': ['-starts_on'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='office_dates_in_order', violation_error_message='The last day is before the first day.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('is_acting', False)), expressions=[(models.Func(models.F('facility'), models.F('facility'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='office_one_holder', violation_error_message='Somebody else holds the office in this time. Give their last day first, or mark one as acting.')],
                    },
                ),
                migrations.CreateModel(
                    name='OfficeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.CharField(help_text='For instance: Kepala Rutan.', max_length=80, verbose_name='position')),
                        ('name', models.CharField(max_length=120, verbose_name='name')),
                        ('titles_before', models.CharField(blank=True, max_length=40, verbose_name='titles before the name')),
                        ('titles_after', models.CharField(blank=True, max_length=60, verbose_name='titles after the name')),
                        ('nip', models.CharField(blank=True, max_length=18, validators=[facilities.nip.validate_nip], verbose_name='NIP')),
                        ('is_acting', models.BooleanField(default=False, verbose_name='acting (Plt.)')),
                        ('starts_on', models.DateField(verbose_name='from')),
                        ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                        ('facility', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='facilities.facility', verbose_name='facility')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='facilities.office')),
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
                        ('id', models.BigIntegerField()),
                        ('username', models.CharField(max_length=60, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='user name')),
                        ('full_name', models.CharField(max_length=120, verbose_name='full name')),
                        ('is_active', models.BooleanField(default=True, verbose_name='active')),
                        ('is_demo', models.BooleanField(default=False, editable=False)),
                        ('date_joined', models.DateTimeField(auto_now_add=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
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
                    model_name='facilitydefaults',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_facilitydefaultsevent" ("editing_days", "facility_id", "id", "minimum_attendance", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats") VALUES (NEW."editing_days", NEW."facility_id", NEW."id", NEW."minimum_attendance", NEW."pass_mark", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seats"); RETURN NULL;', hash='676706a654f34880595563c8238b5d0eb9b5b032', operation='INSERT', pgid='pgtrigger_insert_insert_0bdd8', table='facilities_facilitydefaults', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='facilitydefaults',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "facilities_facilitydefaultsevent" ("editing_days", "facility_id", "id", "minimum_attendance", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats") VALUES (NEW."editing_days", NEW."facility_id", NEW."id", NEW."minimum_attendance", NEW."pass_mark", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seats"); RETURN NULL;', hash='380686aeb0480ce9fe62b5859ecb8d227eaf0bbb', operation='UPDATE', pgid='pgtrigger_update_update_366ba', table='facilities_facilitydefaults', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='facilitydefaults',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_facilitydefaultsevent" ("editing_days", "facility_id", "id", "minimum_attendance", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats") VALUES (OLD."editing_days", OLD."facility_id", OLD."id", OLD."minimum_attendance", OLD."pass_mark", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."seats"); RETURN NULL;', hash='e967c5fc12b821470d3f1412b6d8bcaefe675610', operation='DELETE', pgid='pgtrigger_delete_delete_e1015', table='facilities_facilitydefaults', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='facilitydefaultsevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8cefd8c7b0e90c7bdc62c294fb3bd1b335aa2bf0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c109d', table='facilities_facilitydefaultsevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='holiday',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_holidayevent" ("day", "facility_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."day", NEW."facility_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='adf1724471c4d8c2c2991549034f7c1766ec4235', operation='INSERT', pgid='pgtrigger_insert_insert_33660', table='facilities_holiday', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='holiday',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "facilities_holidayevent" ("day", "facility_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."day", NEW."facility_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='5cab67b6d778bfaf4046e62d0bf76c4ce69c1be4', operation='UPDATE', pgid='pgtrigger_update_update_ba16b', table='facilities_holiday', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='holiday',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_holidayevent" ("day", "facility_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."day", OLD."facility_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='6042a88f6cf46df62d7822bd4dbdf960df59a731', operation='DELETE', pgid='pgtrigger_delete_delete_be647', table='facilities_holiday', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='holidayevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1ab996a24e387cc4256dd7d9042a73360dd40481', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_474db', table='facilities_holidayevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='letternumbering',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_letternumberingevent" ("code", "facility_id", "first_number", "id", "kind", "pattern", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."facility_id", NEW."first_number", NEW."id", NEW."kind", NEW."pattern", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='c99d17a62c937a0c715b22b22ca1d5262e72cd40', operation='INSERT', pgid='pgtrigger_insert_insert_d4240', table='facilities_letternumbering', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='letternumbering',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "facilities_letternumberingevent" ("code", "facility_id", "first_number", "id", "kind", "pattern", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."facility_id", NEW."first_number", NEW."id", NEW."kind", NEW."pattern", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='0accddc97a3e524f5ef09d9209fdb493f28c9872', operation='UPDATE', pgid='pgtrigger_update_update_2b945', table='facilities_letternumbering', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='letternumbering',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_letternumberingevent" ("code", "facility_id", "first_number", "id", "kind", "pattern", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."facility_id", OLD."first_number", OLD."id", OLD."kind", OLD."pattern", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='e14cf175b6cf960d98d2f63d9b2ff618ad7cef0a', operation='DELETE', pgid='pgtrigger_delete_delete_0e5b1', table='facilities_letternumbering', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='letternumberingevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7142264a9ef673ef30d7ca526e5f4ecc6336314d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_61af7', table='facilities_letternumberingevent', when='BEFORE')),
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
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_facilityevent" ("address", "capacity", "city", "code", "id", "kind", "letterhead_lines", "logo_sha256", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "region_id", "short_name", "time_zone") VALUES (NEW."address", NEW."capacity", NEW."city", NEW."code", NEW."id", NEW."kind", NEW."letterhead_lines", NEW."logo_sha256", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."region_id", NEW."short_name", NEW."time_zone"); RETURN NULL;', hash='8a3303c6d25751c4a71246eedb7b416c2ca36d21', operation='INSERT', pgid='pgtrigger_insert_insert_cccf6', table='facilities_facility', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='facility',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "facilities_facilityevent" ("address", "capacity", "city", "code", "id", "kind", "letterhead_lines", "logo_sha256", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "region_id", "short_name", "time_zone") VALUES (NEW."address", NEW."capacity", NEW."city", NEW."code", NEW."id", NEW."kind", NEW."letterhead_lines", NEW."logo_sha256", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."region_id", NEW."short_name", NEW."time_zone"); RETURN NULL;', hash='5d3ff8f55edd34e8c98e1bba3d29e2ae1274b2de', operation='UPDATE', pgid='pgtrigger_update_update_0d9d6', table='facilities_facility', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='facility',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "facilities_facilityevent" ("address", "capacity", "city", "code", "id", "kind", "letterhead_lines", "logo_sha256", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "region_id", "short_name", "time_zone") VALUES (OLD."address", OLD."capacity", OLD."city", OLD."code", OLD."id", OLD."kind", OLD."letterhead_lines", OLD."logo_sha256", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."region_id", OLD."short_name", OLD."time_zone"); RETURN NULL;', hash='db890a10457d3b7fc39ce7c5d942ade937ac0aad', operation='DELETE', pgid='pgtrigger_delete_delete_1f9a9', table='facilities_facility', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='userevent',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3ab136724bb56e862d51d2c95b36d88fc0f8f540', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_48f6e', table='facilities_userevent', when='BEFORE')),
                ),
            ],
        ),
    ]
