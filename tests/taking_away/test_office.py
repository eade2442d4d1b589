"""LibreOffice opens the files and shows what they hold, cell by cell. Only with FULL_MATRIX=true."""

import csv
import io
import re
import subprocess

import pytest

from tests import factories
from tests.api.world import LISTS, make_world
from tests.taking_away.reading import body

pytestmark = [pytest.mark.django_db, pytest.mark.office]

# Comma, double quote, UTF-8, from line 1, cells as they are shown.
COMMAS = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
HARMFUL = ["=1+1", '=HYPERLINK("https://example.org")', "+1", "-1+1", "@SUM(A1)", "\tx", '"a", b; c']
AMBIGUOUS = ["1/2", "007", "true", "1e5", "2001-01-01"]  # text that programs read otherwise in a file without types


def lines(content):
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def in_its_way(cell):
    """Return ``cell`` as LibreOffice shows it: yes and no in capitals, numbers without zeros at their end."""
    return (
        str(float(cell)).removesuffix(".0")
        if re.fullmatch(r"\d+\.\d+", cell)
        else {"true": "TRUE", "false": "FALSE"}.get(cell, cell)
    )


def shown(folder, kind):
    """Return the cells of the first sheet of each file in ``folder``, by its name, as LibreOffice shows them."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += [f"--infilter={COMMAS}"] if kind == "csv" else []
    command += ["--convert-to", f"csv:{COMMAS}", "--outdir", str(folder / "shown")]
    subprocess.run([*command, *folder.glob(f"*.{kind}")], check=True, capture_output=True, timeout=300)
    return {path.stem: lines(path.read_bytes()) for path in (folder / "shown").iterdir()}


@pytest.mark.parametrize(("kind", "titles"), [("csv", HARMFUL), ("xlsx", HARMFUL + AMBIGUOUS)])
def test_office_shows_every_list_as_it_is(client, tmp_path, kind, titles):
    make_world(2)
    for title in titles:
        factories.CommitmentFactory(title=title, title_fr=title, title_es=title, summary="Côte,\n« deux » lignes")
    expected = {name: lines(body(client.get(f"/api/v1/{name}/?format=csv&lang=fr"))) for name in LISTS}
    for name in LISTS:
        (tmp_path / f"{name}.{kind}").write_bytes(body(client.get(f"/api/v1/{name}/?format={kind}&lang=fr")))
    for name, cells in shown(tmp_path, kind).items():
        if kind == "csv":
            cells, expected[name] = (
                [[in_its_way(cell) for cell in line] for line in one] for one in (cells, expected[name])
            )
        assert cells == expected.pop(name), name
    assert expected == {}
