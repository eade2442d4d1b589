"""``python -m tests.reading_formats.make_sample [FOLDER]``: print the sample report in its four formats."""

import sys
from pathlib import Path

from tests.reading_formats import printing
from tests.reading_formats.sample_report import HEADER, PARTS, TITLE

SAMPLES = Path(__file__).parents[2] / "fixtures" / "samples"


def files():
    """The four files by name."""
    return {
        "sample-report.txt": printing.as_text(PARTS),
        "sample-report.html": printing.as_html(PARTS, title=TITLE),
        "sample-report.docx": printing.as_docx(PARTS, title=TITLE),
        "sample-report.pdf": printing.as_pdf(PARTS, header=HEADER, title=TITLE, every=2),
    }


def main():
    """Write them."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
