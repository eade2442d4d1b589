"""Accounts: who may give what, and the account for development."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from tests.admin.pages import address, sent, signed_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
User = get_user_model()


def test_administrator_gives_a_role():
    client, user = signed_in("administrator"), UserFactory()
    role = Group.objects.get(name="editor")
    data = sent(client.get(address(user)), groups=[role.pk], is_staff="on")
    assert client.post(address(user), data).status_code == 302
    user.refresh_from_db()
    assert (user.is_staff, list(user.groups.all())) == (True, [role])


def test_administrator_makes_nobody_a_superuser():
    client = signed_in("administrator")
    data = sent(client.get(address(client.user)), is_superuser="on", user_permissions=[1])
    client.post(address(client.user), data)
    client.user.refresh_from_db()
    assert not client.user.is_superuser
    assert not client.user.user_permissions.exists()


def test_administrator_touches_no_superuser():
    client, above = signed_in("administrator"), UserFactory(is_superuser=True, is_staff=True)
    assert client.post(address(above), {"username": "taken"}).status_code == 403
    assert client.post(f"/admin/auth/user/{above.pk}/password/", {}).status_code == 403


@pytest.mark.parametrize("role", ["administrator", None])
def test_account_is_never_deleted(role):
    client, user = signed_in(role), UserFactory()
    assert client.post(address(user, "delete"), {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_make_staff_prints_a_password_that_signs_in(capsys, client):
    call_command("make_staff", port="8123")
    printed = capsys.readouterr().out
    assert "http://127.0.0.1:8123/admin/" in printed
    password = printed.split("with the password ")[1].split()[0]
    assert len(password) >= 16
    assert client.login(username="staff", password=password)
    assert client.get("/admin/").status_code == 200


def test_make_staff_twice_keeps_the_account_and_says_how_to_reset_it(capsys):
    call_command("make_staff")
    before = User.objects.get().password
    capsys.readouterr()
    call_command("make_staff")
    printed = capsys.readouterr().out
    assert "changepassword staff" in printed
    assert User.objects.get().password == before


def test_make_staff_leaves_an_existing_staff_account_alone(capsys):
    UserFactory(username="ana", is_staff=True)
    call_command("make_staff")
    assert "'ana'" in capsys.readouterr().out
    assert User.objects.count() == 1


def test_make_staff_does_not_take_over_an_account_without_access():
    UserFactory(username="staff")
    with pytest.raises(CommandError, match="without access") as refused:
        call_command("make_staff")
    assert refused.value.returncode == 2


def test_make_staff_refuses_in_production(settings):
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError) as refused:
        call_command("make_staff")
    assert refused.value.returncode == 2
    assert not User.objects.exists()
