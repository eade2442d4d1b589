import uuid

import django.db.models.functions.datetime
from django.db import migrations, models


def name_the_present_state(apps, schema_editor):
    apps.get_model("reports", "DataVersion").objects.get_or_create(id=1)


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0003_passage_page'),
    ]

    operations = [
        migrations.CreateModel(
            name='DataVersion',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, help_text='Always 1: there is one row at most.', primary_key=True, serialize=False)),
                ('token', models.UUIDField(default=uuid.uuid4, help_text='Name of the present state of the record.', verbose_name='token')),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), help_text="When this state began, by the database's clock.", verbose_name='changed at')),
            ],
            options={
                'verbose_name': 'data version',
                'verbose_name_plural': 'data version',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='reports_dataversion_one_row', violation_error_message='There is one data version.')],
            },
        ),
        migrations.RunPython(name_the_present_state, migrations.RunPython.noop),
    ]
