import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MoveRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contenttypes.contenttype')),
                ('object_id', models.BigIntegerField()),
                ('move', models.CharField(max_length=40)),
                ('source', models.CharField(max_length=40)),
                ('target', models.CharField(max_length=40)),
                ('reason', models.TextField(blank=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'move',
                'indexes': [models.Index(fields=['content_type', 'object_id'], name='move_object')],
            },
        ),
        migrations.CreateModel(
            name='FormReceipt',
            fields=[
                ('key', models.UUIDField(primary_key=True, serialize=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('url', models.CharField(max_length=500)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'form receipt',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='moverecord',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5b0f1409ab6bdf482e72a1b51db580ae055f0ff2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b6977', table='core_moverecord', when='BEFORE')),
        ),
    ]
