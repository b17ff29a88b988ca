"""PDF files that anybody may have sent: read, never rewritten, since that would break an electronic signature.

Refused is what a scan or a signed certificate never needs and an officer's reader should not meet: passwords,
scripts, programs to start, files within, other files glued on.
"""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

from sellers.errors import PaperActive, PaperInvalid, PaperLocked
from sellers.pdf_reading import ACTIVE, LOCKED, MOST_OBJECTS

HEADER = b"%PDF-"
LONGEST_WAIT = 30  # s, for a machine that is busy; the reader's own processor time is limited to less

_END = b"%%EOF"
_AFTER_THE_END = b"\r\n\t \0"
_READER = Path(__file__).resolve().parent / "pdf_reading.py"
# A second net, for objects that the file's own table hides from us and a reader of another make may still find.
_ACTIVE_BYTES = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")


def checked_pdf(content: bytes) -> int:
    """The number of pages. Raises PaperInvalid, PaperLocked or PaperActive."""
    _check_frame(content)
    match _verdict(content):
        case str(pages) if pages.isdecimal():
            return int(pages)
        case str(word) if word == ACTIVE:
            raise PaperActive
        case str(word) if word == LOCKED:
            raise PaperLocked
    raise PaperInvalid


def _check_frame(content: bytes) -> None:
    """It begins and ends as a PDF, so that it is nothing else besides."""
    end = content.rfind(_END)
    if not content.startswith(HEADER) or end < 0 or content[end + len(_END) :].strip(_AFTER_THE_END):
        raise PaperInvalid
    # Each object says so at its beginning and at its end; what does not is found out within the reader's limits.
    if zipfile.is_zipfile(io.BytesIO(content)) or content.count(b"obj") > 2 * MOST_OBJECTS:
        raise PaperInvalid
    if any(word in content for word in _ACTIVE_BYTES):
        raise PaperActive


def _verdict(content: bytes) -> str | None:
    """None: the reader came to no end within its limits."""
    try:
        ended = subprocess.run(  # noqa: S603 - our own program, and no argument from outside
            [sys.executable, "-I", str(_READER)],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # complaints about the file, as long as its sender likes
            timeout=LONGEST_WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return ended.stdout.decode().strip() if ended.returncode == 0 else None
