"""PDFs: read to the bottom, and refused where they do more than show pages."""

import random
import zipfile
from io import BytesIO

import pytest

from marketplace.errors import DomainError
from sellers import pdf_reading, pdfs
from sellers.errors import PaperActive, PaperInvalid, PaperLocked
from sellers.pdf_reading import ACTIVE, INVALID, LOCKED, MOST_PAGES, verdict
from sellers.pdfs import checked_pdf
from tests.sellers.pdfs import packed_objects, pdf, stream, with_packed

ACTIVE_OBJECTS = {
    "script": "<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
    "script, spelled otherwise": "<< /S /Java#53cript /J#53 (x) >>",
    "script's key alone": "<< /JS 12 0 R >>",
    "program": "<< /S /L#61unch /F (cmd.exe) >>",
    "file within": "<< /Type /Filespec /F (a.exe) /EF << /F 11 0 R >> >>",
    "stream of a file within": stream(b"MZ", "/Type /E#6dbeddedFile"),
    "form sent elsewhere": "<< /S /SubmitForm /F (https://x.example) >>",
    "another document": "<< /S /GoToR /F (x.pdf) >>",
    "attachment": "<< /Type /Annot /Subtype /FileAttachment >>",
    "film": "<< /Type /Annot /Subtype /Movie >>",
    "three dimensions": "<< /Type /Annot /Subtype /3D >>",
    "deep within lists": "<< /A [ [ << /B [ << /S /ImportData >> ] >> ] ] >>",
}


def test_pages_are_counted():
    assert [checked_pdf(pdf(pages=pages)) for pages in (1, 3)] == [1, 3]


@pytest.mark.parametrize("body", ACTIVE_OBJECTS.values(), ids=ACTIVE_OBJECTS)
def test_what_does_more_than_show_pages_is_found(body):
    assert verdict(pdf(body)) == ACTIVE
    assert verdict(pdf("<< /Plain true >>", body, catalog="/OpenAction 11 0 R")) == ACTIVE


def test_it_is_found_in_packed_objects_too():
    content = with_packed("<< /S /J#61vaScript /J#53 (x) >>")
    assert b"JavaScript" not in content
    assert verdict(content) == ACTIVE
    assert verdict(with_packed("<< /Plain true >>")) == "1"


def test_forms_of_scripts_are_refused():
    assert verdict(pdf(catalog="/AcroForm << /XFA 10 0 R >>")) == ACTIVE


def test_links_and_signatures_may_stay():
    link = "<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://example.com) >> >>"
    signature = "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Contents <00> >>"
    assert checked_pdf(pdf(link, signature, catalog="/AcroForm << /SigFlags 3 /Fields [11 0 R] >>")) == 1


def test_a_locked_one_is_told_apart():
    locked = pdf("<< /Filter /Standard /V 1 /R 2 /O (a) /U (b) /P -4 >>", trailer="/Encrypt 10 0 R /ID [(a) (b)]")
    assert verdict(locked) == LOCKED
    with pytest.raises(PaperLocked):
        checked_pdf(locked)


@pytest.mark.parametrize("pages", [0, MOST_PAGES + 1])
def test_none_and_too_many_pages_are_refused(pages):
    assert verdict(pdf(pages=pages)) == INVALID


def zipped():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")
    return buffer.getvalue()


def polyglots():
    whole = pdf()
    inner = pdf(stream(b""))
    return {
        "page behind": whole + b"<script>alert(1)</script>",
        "archive behind": whole + zipped(),
        "archive behind, made to end as a PDF": whole + zipped() + b"\n%%EOF\n",
        "picture before": b"\xff\xd8\xff\xe0" + whole,
        "page before": b"<html>" + whole,
        "cut off": whole[:-8],
        "a start and an end": b"%PDF-1.7\nhello\n%%EOF",
        "no objects": b"%PDF-1.7\nstartxref\n0\n%%EOF",
        "two in one, the second broken": inner + b"%PDF-1.7\nxref\nstartxref\n9\n%%EOF",
        "words": b"%PDF-\n%%EOF",
    }


@pytest.mark.parametrize("content", polyglots().values(), ids=polyglots())
def test_what_is_something_else_besides_is_refused(content):
    with pytest.raises(PaperInvalid):
        checked_pdf(content)


def test_a_script_that_the_file_s_table_hides_is_refused():
    hidden = pdf().replace(b"xref\n0 1", b"77 0 obj << /S /JavaScript >> endobj\nxref\n0 1")
    with pytest.raises(PaperActive):
        checked_pdf(hidden)


def test_broken_files_end_in_a_verdict():
    rng = random.Random(2026)
    seen = set()
    for _ in range(600):
        content = bytearray(pdf(stream(b"hello"), "<< /A [1 2 3] >>", pages=2))
        for _ in range(rng.randint(1, 8)):
            place = rng.randrange(5, len(content) - 6)
            match rng.randrange(3):
                case 0:
                    content[place] = rng.randrange(256)
                case 1:
                    del content[place : place + rng.randrange(1, 20)]
                case _:
                    content[place:place] = rng.choice([b"[", b"<<", b"(", b"9 0 R", b"9" * 30, b"/Prev 0"])
        seen.add(verdict(bytes(content)))
    assert {"2", INVALID} <= seen


@pytest.mark.parametrize("nested", ["[" * 50_000 + "]" * 50_000, "<< /A " * 2_000 + ">>" * 2_000])
def test_depth_is_no_way_to_fell_the_reader(nested):
    assert verdict(pdf(nested)) in ("1", INVALID)


def test_a_bomb_is_not_unpacked():
    assert verdict(pdf(stream(b"0" * 60_000_000, "/Type /ObjStm /N 1 /First 4"))) in ("1", INVALID)


def test_the_reader_is_ended_when_it_finds_no_end(monkeypatch, tmp_path):
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass")
    monkeypatch.setattr(pdfs, "_READER", endless)
    monkeypatch.setattr(pdfs, "LONGEST_WAIT", 0.2)
    with pytest.raises(PaperInvalid):
        checked_pdf(pdf())


def test_the_reader_that_dies_says_nothing(monkeypatch, tmp_path):
    dying = tmp_path / "dying.py"
    dying.write_text("import os, signal; print('1'); os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr(pdfs, "_READER", dying)
    with pytest.raises(PaperInvalid):
        checked_pdf(pdf())


def test_more_objects_than_any_paper_has_are_not_looked_at():
    many = pdf().replace(b"xref\n0 1", b"1 0 obj\nendobj\n" * pdf_reading.MOST_OBJECTS + b"xref\n0 1")
    with pytest.raises(DomainError):
        checked_pdf(many)
    assert packed_objects("<< >>").startswith(b"<< /Length")
