import re
from collections import Counter

from catalog.demo.source import read_source
from catalog.demo.texts.compose import compose

HEALTH_CLAIMS = re.compile(
    r"chữa khỏi|trị bệnh|điều trị|bồi bổ|tăng sức đề kháng|chống ung thư|giảm mỡ|hạ huyết áp|đặc trị"
)
PLACEHOLDER = re.compile(r"[{}]")


def texts():
    return [(product, compose(product)) for product in read_source()]


def test_every_product_has_its_texts():
    for product, text in texts():
        assert text.summary and text.description and text.story and text.usage, product.name
        assert len(text.summary) <= 300


def test_nothing_is_left_to_fill_in():
    for _product, text in texts():
        assert not PLACEHOLDER.search(text.summary + text.description + text.story + text.ingredients)


def test_no_description_is_used_twice():
    assert max(Counter(text.description for _product, text in texts()).values()) == 1
    assert max(Counter(text.story for _product, text in texts()).values()) == 1


def test_no_health_claims():
    for _product, text in texts():
        assert not HEALTH_CLAIMS.search(f"{text.summary} {text.description} {text.story} {text.usage}")


def test_degrees_of_real_makers_are_not_invented():
    for product, text in texts():
        if not product.is_invented:
            assert not text.attributes.keys() & {"alcohol", "nitrogen", "ripening"}
