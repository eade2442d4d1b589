"""What each role may do, from the migration that makes the roles to the pages."""

import os
import subprocess
import sys
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.admin.pages import add_address, address, signed_in
from tests.factories import (
    AssessmentFactory,
    CodingFactory,
    CommitmentFactory,
    DraftCommitmentFactory,
    GuidelineFactory,
    LinkFactory,
    PassageFactory,
    PendingUploadFactory,
    QuestionFactory,
    ReplyFactory,
    ReportFactory,
    ThemeFactory,
    UpdateFactory,
    UserFactory,
    WorkingGroupFactory,
)

pytestmark = pytest.mark.django_db
ROLES = ["viewer", "editor", "publisher", "administrator"]

# Model × action → who may do it, as one letter per role.
TABLE = {
    ("published commitment", "view"): "vepa",
    ("published commitment", "change"): "pa",
    ("published commitment", "delete"): "",
    ("draft commitment", "view"): "vepa",
    ("draft commitment", "add"): "epa",
    ("draft commitment", "change"): "epa",
    ("draft commitment", "delete"): "epa",
    ("theme", "view"): "vepa",
    ("theme", "add"): "epa",
    ("theme", "change"): "epa",
    ("theme", "delete"): "",
    ("update", "view"): "vepa",
    ("update", "add"): "epa",
    ("update", "change"): "",
    ("update", "delete"): "",
    ("assessment", "add"): "epa",
    ("assessment", "change"): "",
    ("assessment", "delete"): "",
    ("guideline", "view"): "vepa",
    ("guideline", "add"): "epa",
    ("guideline", "change"): "",
    ("guideline", "delete"): "",
    ("reply", "view"): "vepa",
    ("reply", "add"): "epa",
    ("reply", "change"): "",
    ("reply", "delete"): "",
    ("coding of another", "view"): "",
    ("coding of another", "add"): "epa",
    ("link", "add"): "epa",
    ("link", "change"): "",
    ("link", "delete"): "",
    ("question", "add"): "epa",
    ("question", "change"): "",
    ("question", "delete"): "",
    ("report", "view"): "vepa",
    ("report", "add"): "pa",
    ("report", "change"): "pa",
    ("report", "delete"): "",
    ("group", "view"): "vepa",
    ("group", "add"): "epa",
    ("group", "change"): "epa",
    ("group", "delete"): "",
    ("passage", "view"): "vepa",
    ("passage", "add"): "",
    ("passage", "change"): "",
    ("passage", "delete"): "",
    ("upload", "view"): "epa",
    ("upload", "add"): "epa",
    ("upload", "delete"): "",
    ("account", "view"): "a",
    ("account", "add"): "a",
    ("account", "change"): "a",
    ("account", "delete"): "",
}


def _readable_upload():
    return PendingUploadFactory(data=(settings.BASE_DIR / "fixtures/samples/sample-report.txt").read_bytes())


MAKE = {
    "published commitment": CommitmentFactory,
    "draft commitment": DraftCommitmentFactory,
    "theme": ThemeFactory,
    "update": UpdateFactory,
    "assessment": AssessmentFactory,
    "guideline": GuidelineFactory,
    "reply": ReplyFactory,
    "coding of another": CodingFactory,
    "link": LinkFactory,
    "question": QuestionFactory,
    "report": ReportFactory,
    "group": WorkingGroupFactory,
    "passage": PassageFactory,
    "upload": _readable_upload,
    "account": UserFactory,
}


def _may(client, row, action):
    if action == "add":
        return client.get(add_address(row)).status_code == 200
    if action == "view":
        return client.get(address(row)).status_code == 200
    if action == "delete":
        return client.get(address(row, "delete")).status_code == 200
    page = client.get(address(row))
    return page.status_code == 200 and page.context["has_change_permission"]


@pytest.mark.parametrize(("subject", "action"), TABLE)
def test_permissions_table(subject, action):
    row = MAKE[subject]()
    found = ""
    for role in ROLES:
        client = signed_in(role)
        client.raise_request_exception = False
        found += role[0] if _may(client, row, action) else ""
    assert found == TABLE[subject, action]


def test_nobody_without_a_role_sees_the_admin():
    client = Client()
    client.force_login(UserFactory(is_staff=True))
    assert client.get(reverse("admin:index")).context["app_list"] == []


def test_roles_have_exactly_what_the_migrations_name():
    roles = import_module("commitments.migrations.0002_staff_roles").permissions_of_roles()
    uploads = import_module("commitments.migrations.0003_staff_may_upload").permissions_of_roles()
    judging = import_module("commitments.migrations.0005_staff_may_judge").permissions_of_roles()
    for name, expected in roles.items():
        role = Group.objects.get(name=name)
        found = set(role.permissions.values_list("content_type__app_label", "codename"))
        assert found == expected | uploads.get(name, set()) | judging[name]


def test_no_role_may_change_or_delete_what_only_appends():
    for model in (
        "update",
        "assessment",
        "link",
        "exclusion",
        "question",
        "assessmentevidence",
        "guideline",
        "reply",
        "coding",
    ):
        assert not Group.objects.filter(
            permissions__codename__in=[f"change_{model}", f"delete_{model}"],
            permissions__content_type__app_label="commitments",
        ).exists()


class _Editor:
    connection = connection


def test_making_the_roles_twice_changes_nothing():
    migration = import_module("commitments.migrations.0002_staff_roles")
    before = sorted(Group.objects.values_list("name", "permissions__codename"))
    migration.make_roles(apps, _Editor)
    assert sorted(Group.objects.values_list("name", "permissions__codename")) == before


def test_removing_the_roles_and_making_them_again_restores_them():
    migration = import_module("commitments.migrations.0002_staff_roles")
    before = sorted(Group.objects.values_list("name", "permissions__codename"))
    migration.remove_roles(apps, _Editor)
    assert not Group.objects.exists()
    assert not Permission.objects.filter(codename="publish_commitment").exists()
    migration.make_roles(apps, _Editor)
    import_module("commitments.migrations.0003_staff_may_upload").let_staff_upload(apps, _Editor)
    import_module("commitments.migrations.0005_staff_may_judge").let_staff_judge(apps, _Editor)
    assert sorted(Group.objects.values_list("name", "permissions__codename")) == before


def test_making_a_role_again_keeps_what_was_added_to_it():
    migration = import_module("commitments.migrations.0002_staff_roles")
    extra = Permission.objects.get(codename="view_logentry")
    Group.objects.get(name="viewer").permissions.add(extra)
    migration.make_roles(apps, _Editor)
    assert extra in Group.objects.get(name="viewer").permissions.all()


def test_roles_exist_after_migrating_an_empty_database(tmp_path):
    code = (
        "from django.core.management import call_command as run; run('migrate', verbosity=0);"
        "run('migrate', 'commitments', '0001', verbosity=0); run('migrate', verbosity=0);"
        "from django.contrib.auth.models import Group;"
        "print(sorted((role.name, role.permissions.count() > 20) for role in Group.objects.all()))"
    )
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'fresh.sqlite3'}"}
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        cwd=settings.BASE_DIR,
        env={**environment, "DJANGO_SETTINGS_MODULE": "cmptracker.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str([(role, True) for role in sorted(ROLES)])


def test_migrations_are_complete():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
