"""How the text tests write down what a query was taken to mean."""

from search.text.understanding import FilterKind


def looked_for(meant):
    """Required terms plain, optional ones after a tilde: "gạo ~đặc sản"."""
    return " ".join(("~" if term.is_optional else "") + " ".join(term.phrase.accented) for term in meant.terms)


def synonyms(meant):
    return {
        " ".join(term.phrase.accented): {" ".join(other.accented) for other in term.synonyms}
        for term in meant.terms
        if term.synonyms
    }


def place_labels(meant):
    return [limit.label for limit in meant.applied if limit.kind is FilterKind.PLACE]
