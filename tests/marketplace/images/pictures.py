"""Pictures in all the ways that people and attackers send them."""

import io
import struct
import zlib

from PIL import Image


def picture(width=800, height=600, mode="RGB"):
    gradient = Image.linear_gradient("L").resize((width, height))
    return gradient.convert(mode) if mode != "RGB" else Image.merge("RGB", (gradient, gradient.rotate(180), gradient))


def encoded(image, format="JPEG", **options):
    buffer = io.BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


def animated(format):
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    return encoded(frames[0], format, save_all=True, append_images=frames[1:], duration=100)


def with_gps(orientation=6):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Maker of the phone"
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 25.0, 3.0), 3: "E", 4: (106.0, 10.0, 5.0)})
    return encoded(picture(400, 200), "JPEG", exif=exif, comment=b"a secret remark")


def png_header_only(width, height):
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    )


def jpeg_claiming(width, height):
    content = bytearray(encoded(picture(64, 64)))
    start = content.index(b"\xff\xc0") + 5
    content[start : start + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def webp_claiming(width, height):
    """An animation canvas of that size, with one tiny frame: the format's most generous header."""
    frame = encoded(picture(16, 16), "WEBP")[12:]
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = _riff(b"VP8X", b"\x02\0\0\0" + canvas) + _riff(b"ANIM", b"\0" * 6)
    body += _riff(b"ANMF", b"\0" * 6 + (15).to_bytes(3, "little") * 2 + b"\x64\0\0\0" + frame)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def _chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _riff(kind, content):
    return kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
