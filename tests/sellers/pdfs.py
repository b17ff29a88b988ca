"""PDF files written by hand, so that tests can say exactly what is in them."""

import zlib

CATALOG = "<< /Type /Catalog /Pages 2 0 R {extra} >>"


def pdf(*objects, pages=1, catalog="", trailer=""):
    """`objects` are numbered from 10 on; `catalog` and `trailer` are added to those dictionaries."""
    kids = " ".join(f"{100 + n} 0 R" for n in range(pages))
    bodies = {1: CATALOG.format(extra=catalog), 2: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"}
    bodies |= {10 + n: body for n, body in enumerate(objects)}
    bodies |= {100 + n: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>" for n in range(pages)}
    content, places = b"%PDF-1.7\n", {}
    for number, body in bodies.items():
        places[number] = len(content)
        content += f"{number} 0 obj\n".encode() + _bytes(body) + b"\nendobj\n"
    start = len(content)
    content += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        content += f"{number} 1\n{place:010} 00000 n \n".encode()
    size = max(places) + 1
    return content + f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()


def stream(data, dictionary=""):
    """The body of an object that carries data, packed."""
    packed = zlib.compress(data)
    return (
        f"<< /Length {len(packed)} /Filter /FlateDecode {dictionary} >>\nstream\n".encode() + packed + b"\nendstream"
    )


def packed_objects(*bodies, first=50):
    """An object stream (ISO 32000-2, 7.5.7) and the numbers of what it holds: objects that a search for words in the
    file does not see."""
    numbers, texts, place = [], [], 0
    for n, body in enumerate(bodies):
        numbers.append(f"{first + n} {place}")
        texts.append(body + " ")
        place += len(body) + 1
    head = " ".join(numbers) + " "
    data = (head + "".join(texts)).encode()
    return stream(data, f"/Type /ObjStm /N {len(bodies)} /First {len(head)}")


def _bytes(body):
    return body if isinstance(body, bytes) else body.encode()
