"""What is marked in a hit is the same, whichever engine found it."""

from search.engines.protocol import Reach
from search.engines.ways import highlighted
from search.text.highlight import marked, snippet


def shown(parts):
    return "".join(f"[{part.text}]" if part.is_match else part.text for part in parts)


def name_of_first(shop, query):
    found = shop.answer(query)
    [name] = shop.names(query)
    return shown(marked(name, highlighted(found.understanding.terms, accented=found.reach is Reach.EXACT)))


def test_words_of_the_name_that_was_found(shop):
    shop.add_all("Kẹo vừng thanh", "Nem nắm Giao Thủy", "Giò lợn bản")
    assert name_of_first(shop, "keo vung") == "[Kẹo vừng] thanh"
    assert name_of_first(shop, "kẹo mè") == "[Kẹo vừng] thanh"
    assert name_of_first(shop, "giò heo") == "[Giò] [lợn] bản"
    assert name_of_first(shop, "nemm nawms") == "[Nem nắm] Giao Thủy"


def test_words_of_a_text_where_no_name_has_them(shop):
    product = shop.add("Miến dong", description="Sợi dai, nấu với xương ống rất ngọt nước.")
    found = shop.answer("xương ống")
    assert found.reach is Reach.PHRASES
    around = snippet([product.description], highlighted(found.understanding.terms, accented=True))
    assert shown(around) == "Sợi dai, nấu với [xương] [ống] rất ngọt nước."
