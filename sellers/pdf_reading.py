"""Looks through a PDF, as a program of its own: the file on standard input, the verdict on standard output.

Whoever wrote the file decides how much work it is to read: it may lead the reader astray for minutes, or fill the
memory. So this runs apart from the shop, within limits that end it (`sellers.pdfs` starts it), and knows nothing of
the shop.
"""

import io
import resource
import struct
import sys
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, PyPdfError

MOST_SECONDS = 5  # of processor time
MOST_MEMORY = 512_000_000  # bytes of address space
MOST_PAGES = 100
MOST_OBJECTS = 20_000
MOST_UNPACKED = 20_000_000  # bytes; pictures and fonts are never unpacked

ACTIVE, LOCKED, INVALID = "active", "locked", "invalid"

# What pypdf raises on broken input besides its own errors, found by fuzzing (tests/sellers/test_pdfs.py).
_READING_ERRORS = (
    PyPdfError,
    DependencyError,
    OSError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    LookupError,
    RuntimeError,
    MemoryError,
    AssertionError,
    struct.error,
    zlib.error,
)
_ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/XFA", "/RichMediaContent"})
_ACTIVE_NAMES: Mapping[str, frozenset[str]] = {
    # actions (ISO 32000-2, 12.6.4): links within the document and to the web may stay
    "/S": frozenset(
        {
            *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"),
            *("/Rendition", "/Movie", "/Sound", "/GoTo3DView", "/RichMediaExecute"),
        }
    ),
    "/Subtype": frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}),
    "/Type": frozenset({"/EmbeddedFile"}),
}


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    print(verdict(sys.stdin.buffer.read()))
    return 0


def verdict(content: bytes) -> str:
    """The number of pages; or ACTIVE for what holds scripts, programs to start or other files, LOCKED, INVALID."""
    try:
        with apply_configuration(
            zlib_maximum_output_length=MOST_UNPACKED,
            lzw_maximum_output_length=MOST_UNPACKED,
            stream_decoding_work_maximum_length=MOST_UNPACKED,
        ):
            return _read(PdfReader(io.BytesIO(content)))
    except _READING_ERRORS:
        return INVALID


def _read(reader: PdfReader) -> str:
    if reader.is_encrypted or "/Encrypt" in reader.trailer:
        return LOCKED
    numbers = _object_numbers(reader)
    if len(numbers) > MOST_OBJECTS:
        return INVALID
    for value in (reader.trailer, *(reader.get_object(number) for number in numbers)):
        if any(_is_active(found) for found in _dictionaries_in(value)):
            return ACTIVE
    pages = len(reader.pages)
    return str(pages) if 1 <= pages <= MOST_PAGES else INVALID


def _object_numbers(reader: PdfReader) -> list[int]:
    tables = [*reader.xref.values(), reader.xref_objStm]
    return sorted({number for table in tables for number in table})


def _dictionaries_in(value: Any) -> Iterator[Mapping[str, Any]]:
    """All that stand in the object itself; what it refers to is an object of its own. Without recursion: depth is
    the sender's choice."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            yield found
            waiting.extend(dict.values(found))
        elif isinstance(found, list):
            waiting.extend(list.__iter__(found))


def _is_active(dictionary: Mapping[str, Any]) -> bool:
    keys = {str(key) for key in dictionary}
    if keys & _ACTIVE_KEYS:
        return True
    return any(str(dictionary.get(key, "")) in names for key, names in _ACTIVE_NAMES.items() if key in keys)


if __name__ == "__main__":
    sys.exit(main())
