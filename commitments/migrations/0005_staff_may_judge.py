"""Who may write guidelines and replies, and code blind: editors and who may more; everybody may look."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MODELS = ("guideline", "coding", "reply")
READERS = ("viewer", "editor", "publisher", "administrator")
WRITERS = READERS[1:]


def permissions_of_roles():
    """Return role → set of (app, codename) that this migration adds."""
    reading = {("commitments", f"view_{model}") for model in MODELS}
    writing = reading | {("commitments", f"add_{model}") for model in MODELS}
    return {role: writing if role in WRITERS else reading for role in READERS}


def let_staff_judge(apps, schema_editor):
    """Give the roles the permissions; a role that is not there is left out."""
    using = schema_editor.connection.alias
    # Permissions are otherwise made after the last migration, which is too late here.
    app_config = apps.get_app_config("commitments")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0, using=using)
    app_config.models_module = None
    for role in apps.get_model("auth", "Group").objects.using(using).filter(name__in=READERS):
        role.permissions.add(*_permissions(apps, using, role.name))


def take_back(apps, schema_editor):
    """Take the permissions from the roles."""
    using = schema_editor.connection.alias
    for role in apps.get_model("auth", "Group").objects.using(using).filter(name__in=READERS):
        role.permissions.remove(*_permissions(apps, using, role.name))


def _permissions(apps, using, role):
    codenames = [codename for _app, codename in permissions_of_roles()[role]]
    return apps.get_model("auth", "Permission").objects.using(using).filter(
        content_type__app_label="commitments", codename__in=codenames
    )


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0004_judging"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(let_staff_judge, take_back)]
