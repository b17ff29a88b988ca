"""Reads a page as a person does: words, links, fields."""

from html.parser import HTMLParser

VOID = {"meta", "link", "input", "img", "br", "source", "hr", "col"}


class Page(HTMLParser):
    """`links` by their words, goods by slug; `stray` tells of broken nesting."""

    def __init__(self, response):
        super().__init__()
        self.response = response
        self.html = response.content.decode()
        self.elements = []
        self.links = []
        self.stray = []
        self._open = []
        self._words = []
        self._link = None
        self.feed(self.html)
        self.text = " ".join(" ".join(self._words).split())
        self.stray += self._open

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self._open.append(tag)
        if tag == "a":
            self._link = (attributes["href"], [])

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.stray.append(f"/{tag}")
        if tag == "a" and self._link:
            self.links.append((" ".join(" ".join(self._link[1]).split()), self._link[0]))
            self._link = None

    def handle_data(self, data):
        if self._open and self._open[-1] in ("script", "style"):
            return
        self._words.append(data)
        if self._link:
            self._link[1].append(data)

    def all(self, tag, **wanted):
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [found for name, found in self.elements if name == tag and wanted.items() <= found.items()]

    def link(self, words):
        """The address of the first link whose words contain these."""
        return next(address for text, address in self.links if words in text)

    def has_link(self, words):
        return any(words in text for text, _address in self.links)

    @property
    def goods(self):
        """Slugs of the products on cards, in their order."""
        found = (address.removeprefix("/san-pham/") for _text, address in self.links)
        slugs = [rest.rstrip("/") for rest in found if rest.endswith("/") and not rest.startswith("/") and rest]
        return list(dict.fromkeys(slugs))

    @property
    def title(self):
        return self.html.partition("<title>")[2].partition("</title>")[0]
