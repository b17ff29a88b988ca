import io

from catalog.demo.kinds import kinds
from catalog.demo.load import subject_of
from catalog.demo.pictures.draw import VESSELS, motif_named, picture
from catalog.demo.pictures.label import font
from catalog.demo.pictures.palette import SCHEMES
from catalog.demo.source import read_source

VIETNAMESE = "ăâđêôơưắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựíìỉĩịýỳỷỹỵĂÂĐÊÔƠƯẮỀỖỢỰỲ"


def test_every_kind_can_be_drawn():
    for kind in kinds():
        assert kind.vessel in VESSELS
        assert motif_named(kind.motif), kind.motif
        assert kind.scheme in SCHEMES


def test_font_has_every_vietnamese_letter():
    missing = font(800, 40).getmask("\uffff").getbbox()
    for letter in VIETNAMESE:
        assert font(800, 40).getmask(letter).getbbox() not in (None, missing)


def test_same_product_gives_the_same_picture_and_another_does_not():
    first, second = (subject_of(product) for product in read_source()[:2])
    assert png(first) == png(first)
    assert png(first) != png(second)


def png(subject):
    file = io.BytesIO()
    image = picture(subject)
    assert image.size == (1200, 1200)
    image.reduce(8).save(file, "PNG")
    return file.getvalue()
