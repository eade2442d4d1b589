"""Who may give a report to the tracker: editors, and who may more than they."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

UPLOADERS = ("editor", "publisher", "administrator")
PERMISSIONS = [f"{action}_pendingupload" for action in ("add", "view")]


def permissions_of_roles():
    """Return role → set of (app, codename) that this migration adds."""
    return {role: {("reports", codename) for codename in PERMISSIONS} for role in UPLOADERS}


def let_staff_upload(apps, schema_editor):
    """Give the roles the permissions; a role that is not there is left out."""
    using = schema_editor.connection.alias
    # Permissions are otherwise made after the last migration, which is too late here.
    app_config = apps.get_app_config("reports")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0, using=using)
    app_config.models_module = None
    found = apps.get_model("auth", "Permission").objects.using(using).filter(
        content_type__app_label="reports", codename__in=PERMISSIONS
    )
    for role in apps.get_model("auth", "Group").objects.using(using).filter(name__in=UPLOADERS):
        role.permissions.add(*found)


def take_back(apps, schema_editor):
    """Take the permissions from the roles."""
    using = schema_editor.connection.alias
    found = apps.get_model("auth", "Permission").objects.using(using).filter(
        content_type__app_label="reports", codename__in=PERMISSIONS
    )
    for role in apps.get_model("auth", "Group").objects.using(using).filter(name__in=UPLOADERS):
        role.permissions.remove(*found)


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0002_staff_roles"),
        ("reports", "0002_pending_upload"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(let_staff_upload, take_back)]
