import contextlib
import http.server
import threading
import time

import pytest

from reports.choices import SectionRole
from reports.reading.reading import read
from tests import factories as make
from tests.importing.texts import REPORT


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    """An upload folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return settings.MEDIA_ROOT


@pytest.fixture
def known_report(db):
    """The report of 2001 as the record knows it: its document with sections and passages, without any words.

    The first promise is a commitment, the second one is set aside.
    """
    import hashlib

    reading = read(REPORT.encode(), "2001.txt")
    group = make.WorkingGroupFactory()
    document = make.DocumentFactory(sha256=hashlib.sha256(REPORT.encode()).hexdigest())
    sections = [
        make.SectionFactory(
            document=document,
            working_group=group if section.working_group else None,
            order=order,
            heading=section.heading,
            role=section.role,
            start=section.start,
            end=section.end,
        )
        for order, section in enumerate(reading.sections, start=1)
    ]
    passages = [
        make.PassageFactory(
            document=document,
            section=sections[passage.section],
            group=group,
            start=passage.start,
            end=passage.end,
            fingerprint=passage.fingerprint,
        )
        for passage in reading.passages
    ]
    make.GroupReportFactory()
    first, second = (passage for passage in passages if passage.section.role == SectionRole.PROMISES)
    make.CommitmentFactory(primary=first)
    make.ExclusionFactory(passage=second)
    return document


@pytest.fixture
def serve():
    """Serve answers, given as path → (status, headers, body or a list of pieces with pauses), at a local address."""
    servers = []

    def start(answers):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                status, headers, body = answers[self.path]
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                with contextlib.suppress(OSError):
                    for piece in [body] if isinstance(body, bytes) else body:
                        if isinstance(piece, bytes):
                            self.wfile.write(piece)
                        else:
                            time.sleep(piece)

            def log_message(self, *arguments):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
