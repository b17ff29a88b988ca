import pytest

from marketplace.images import Rendition, image_url, rendition_for
from marketplace.images.renditions import first_widths_for, widths_for

DIGEST = "ab" + "0" * 62
FOLDER = f"/media/images/ab/{DIGEST}"


@pytest.mark.parametrize(("wanted", "found"), [(1, 320), (320, 320), (321, 640), (640, 640), (5000, 640)])
def test_smallest_rendition_that_is_wide_enough_is_chosen(wanted, found):
    assert image_url(DIGEST, {"webp": [320, 640]}, width=wanted) == f"{FOLDER}/{found}.webp"


def test_another_format_stands_in_until_the_asked_one_is_made():
    assert image_url(DIGEST, {"webp": [320], "jpeg": [320]}, width=320, format="avif") == f"{FOLDER}/320.jpeg"
    assert image_url(DIGEST, {"webp": [320], "avif": [640]}, width=320, format="avif") == f"{FOLDER}/640.avif"


def test_without_renditions_there_is_no_address():
    assert image_url(DIGEST, {}, width=320) == ""
    assert rendition_for(digest=DIGEST, renditions={}, image_width=9, image_height=9, width=320) is None


def test_rendition_tells_its_real_size():
    rendition = rendition_for(
        digest=DIGEST, renditions={"webp": [320, 640]}, image_width=1600, image_height=1200, width=400
    )
    assert rendition == Rendition(f"{FOLDER}/640.webp", 640, 480)


@pytest.mark.parametrize(
    ("width", "widths", "first"),
    [
        (90, [90], [90]),
        (160, [160], [160]),
        (500, [160, 320, 500], [320, 500]),
        (640, [160, 320, 640], [320, 640]),
        (1000, [160, 320, 640, 1000], [320, 640]),
        (4000, [160, 320, 640, 1280], [320, 640]),
    ],
)
def test_widths_never_enlarge(width, widths, first):
    assert widths_for(width) == widths
    assert first_widths_for(width) == first
