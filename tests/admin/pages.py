"""What a browser would send back from an admin page that it was shown."""

from html.parser import HTMLParser

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory


class _Form(HTMLParser):
    def __init__(self):
        super().__init__()
        self.data, self.select, self.area, self.is_multiple = {}, None, None, False

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        name = found.get("name")
        if tag == "input" and name and found.get("type") not in ("submit", "file"):
            if found.get("type") not in ("checkbox", "radio") or "checked" in found:
                self.data[name] = found.get("value", "on" if found.get("type") == "checkbox" else "")
        elif tag == "select" and name:
            self.select, self.is_multiple = name, "multiple" in found
            self.data.setdefault(name, [] if self.is_multiple else "")
        elif tag == "option" and self.select and "selected" in found:
            if self.is_multiple:
                self.data[self.select].append(found["value"])
            else:
                self.data[self.select] = found["value"]
        elif tag == "textarea" and name:
            self.area, self.data[name] = name, ""

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            self.data[self.area] = self.data[self.area].removeprefix("\n")
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.data[self.area] += data


def sent(response, **changes):
    """Return the fields of the page's forms as they stand, with ``changes``."""
    form = _Form()
    form.feed(response.content.decode())
    return {key: value for key, value in form.data.items() if "__prefix__" not in key and key != "q"} | changes


def signed_in(role=None, **values):
    """Return a client of an account with one role (None: a superuser); the account is ``client.user``."""
    user = UserFactory(is_staff=True, is_superuser=role is None, **values)
    if role is not None:
        user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def address(row, page="change"):
    """Return the address of an admin page of ``row``."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def add_address(model):
    """Return the address at which rows of ``model`` are added."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def errors(response):
    """Return every error that the page tells, as text."""
    found = list(response.context["errors"])
    return " ".join(
        str(message) for messages in found for message in (messages if isinstance(messages, list) else [messages])
    )
