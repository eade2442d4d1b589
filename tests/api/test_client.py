"""A client that a generator makes of the description reads the API as its own types say."""

import subprocess
import sys
from datetime import date

import httpx
import pytest
from django.conf import settings

from tests.factories import CommitmentFactory, ThemeFactory

SCHEMA = settings.BASE_DIR / "cmptracker" / "api" / "openapi.json"


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """The client as a package, generated without a warning."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "options.yaml").write_text("post_hooks: []\n", encoding="utf-8")
    options = ["--path", SCHEMA, "--meta", "none", "--config", folder / "options.yaml", "--fail-on-warning"]
    made = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", "generate", *options, "--output-path", "generated_client"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stdout.strip(), made.stderr) == (0, "Generating generated_client", "")
    sys.path.insert(0, str(folder))
    yield
    sys.path.remove(str(folder))


def test_generated_client_lists_filters_and_reads(generated, application):
    from generated_client import Client
    from generated_client.api.commitments import commitments_list, commitments_retrieve
    from generated_client.models import (
        Badge,
        CommitmentsListStrengthItem,
        CommitmentsRetrieveExpandItem,
        Problem,
        Strength,
        WindowKind,
    )
    from generated_client.types import UNSET

    CommitmentFactory(
        title="Measure the tides",
        theme=ThemeFactory(slug="tides"),
        window_kind="due",
        window_text="2002",
        window_end=date(2002, 12, 31),
        window_precision="year",
    )
    CommitmentFactory()
    CommitmentFactory(strength="proposal")
    transport = httpx.WSGITransport(app=application)
    client = Client("http://testserver", raise_on_unexpected_status=True, httpx_args={"transport": transport})

    firm = CommitmentsListStrengthItem.FIRM
    page = commitments_list.sync(client=client, strength=[firm], as_of=date(2002, 6, 1), page_size=1)
    assert (page.count, [row.reference for row in page.results]) == (2, ["CMP-2001-SEA-01"])
    assert page.next_.startswith("http://testserver/api/v1/commitments/?as_of=2002-06-01&page=2")

    one = commitments_retrieve.sync("CMP-2001-SEA-01", client=client, expand=[CommitmentsRetrieveExpandItem.THEME])
    assert (one.title, one.report, one.working_group) == ("Measure the tides", 2001, "SEA")
    assert (one.badge, one.strength) == (Badge.NO_LATER_REPORT, Strength.FIRM)
    assert (one.window.kind, one.window.start, one.window.end) == (WindowKind.DUE, None, date(2002, 12, 31))
    assert one.translations["fr"]["title"] == "Measure the tides (fr)"
    assert (one.expanded.theme.slug, one.expanded.report) == ("tides", UNSET)

    missing = commitments_retrieve.sync("CMP-2001-SEA-99", client=client)
    assert isinstance(missing, Problem)
    assert (missing.status, missing.detail) == (404, "There is nothing at this address.")
