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


def with_packed(*bodies):
    """A PDF of version 1.5, whose table is a stream and whose other objects are packed."""
    first = 50
    content = b"%PDF-1.7\n"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        4: packed_objects(*bodies, first=first),
    }
    entries = {}
    for number, body in objects.items():
        entries[number] = (1, len(content), 0)
        content += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    entries |= {first + n: (2, 4, n) for n in range(len(bodies))}
    start = len(content)
    entries[5] = (1, start, 0)
    rows = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([n]) for kind, place, n in _in_order(entries))
    index = " ".join(f"{number} 1" for number in sorted(entries))
    table = stream(rows, f"/Type /XRef /Root 1 0 R /Size {max(entries) + 1} /W [1 4 1] /Index [{index}]")
    return content + b"5 0 obj\n" + table + f"\nendobj\nstartxref\n{start}\n%%EOF\n".encode()


def _in_order(entries):
    return [entries[number] for number in sorted(entries)]
