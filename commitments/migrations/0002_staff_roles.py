"""The permission to publish, and the four roles of staff."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

VIEWER, EDITOR, PUBLISHER, ADMINISTRATOR = "viewer", "editor", "publisher", "administrator"

LIBRARY = [
    "meeting",
    "session",
    "report",
    "document",
    "groupreport",
    "section",
    "passage",
    "workinggroup",
    "groupname",
    "groupsuccession",
    "organization",
    "organizationname",
    "organizationsuccession",
    "person",
    "appointment",
    "gap",
    "sourceconflict",
    "conflictvalue",
]
PUBLIC_AT_ONCE = ["report", "document"]
READ_ONLY = ["passage"]
DESCRIBED = ["theme", "commitment"]
PARTS = [
    "commitmentsource",
    "deliverable",
    "commitmenttag",
    "ownership",
    "indicator",
    "measurement",
    "milestone",
]
APPENDED = ["update", "assessment", "link", "exclusion", "question"]
EVIDENCE = ["assessmentevidence"]


def permissions_of_roles():
    """Return role → set of (app, codename). Each role has what the one before it has."""
    editable = [model for model in LIBRARY if model not in (*PUBLIC_AT_ONCE, *READ_ONLY)]
    viewer = {("reports", f"view_{model}") for model in LIBRARY} | {
        ("commitments", f"view_{model}") for model in (*DESCRIBED, *PARTS, *APPENDED, *EVIDENCE)
    }
    editor = (
        viewer
        | {("reports", f"{action}_{model}") for action in ("add", "change") for model in editable}
        | {("commitments", f"{action}_{model}") for action in ("add", "change") for model in (*DESCRIBED, *PARTS)}
        | {("commitments", f"delete_{model}") for model in ("commitment", *PARTS)}
        | {("commitments", f"add_{model}") for model in APPENDED}
    )
    publisher = (
        editor
        | {("commitments", "publish_commitment")}
        | {("reports", f"{action}_report") for action in ("add", "change", "delete")}
        | {("reports", f"{action}_document") for action in ("change", "delete")}
    )
    administrator = publisher | {("auth", f"{action}_user") for action in ("view", "add", "change")}
    return {
        VIEWER: viewer,
        EDITOR: editor,
        PUBLISHER: publisher,
        ADMINISTRATOR: administrator | {("auth", "view_group")},
    }


def make_roles(apps, schema_editor):
    """Make each role with its permissions; one that is there already gets what it lacks."""
    using = schema_editor.connection.alias
    for label in ("auth", "reports", "commitments"):
        # Permissions are otherwise made after the last migration, which is too late here.
        app_config = apps.get_app_config(label)
        app_config.models_module = True
        create_permissions(app_config, apps=apps, verbosity=0, using=using)
        app_config.models_module = None
    permission_model = apps.get_model("auth", "Permission")
    found = {
        (app, codename): pk
        for pk, app, codename in permission_model.objects.using(using).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for name, permissions in permissions_of_roles().items():
        role, _made = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=name)
        role.permissions.add(*(found[permission] for permission in sorted(permissions)))


def remove_roles(apps, schema_editor):
    """Remove the roles and the permission to publish."""
    using = schema_editor.connection.alias
    apps.get_model("auth", "Group").objects.using(using).filter(name__in=permissions_of_roles()).delete()
    apps.get_model("auth", "Permission").objects.using(using).filter(
        codename="publish_commitment", content_type__app_label="commitments"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0001_initial"),
        ("reports", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="commitment",
            options={
                "ordering": ["reference"],
                "permissions": [
                    ("publish_commitment", "Can publish and withdraw commitments and what is recorded about them")
                ],
                "verbose_name": "commitment",
                "verbose_name_plural": "commitments",
            },
        ),
        migrations.RunPython(make_roles, remove_roles),
    ]
