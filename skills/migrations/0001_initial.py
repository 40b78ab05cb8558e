import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='SkillField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=30, unique=True, verbose_name='code')),
                ('name_id', models.CharField(max_length=80, verbose_name='name in Indonesian')),
                ('name_en', models.CharField(max_length=80, verbose_name='name in English')),
                ('holland', models.CharField(max_length=3, validators=[django.core.validators.RegexValidator('^[RIASEC]{3}$')], verbose_name='Holland code')),
            ],
            options={
                'verbose_name': 'skill field',
                'verbose_name_plural': 'skill fields',
                'ordering': ['name_id'],
            },
        ),
    ]
