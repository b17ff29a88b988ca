"""How far a slip of the finger or the ear is from the word meant. All words are folded; tenths of an edit."""

from itertools import pairwise

# Slips by ear are cheap, neighbours on the keyboard cheaper than other letters.
EDIT, SWAP, NEIGHBOUR, UNFINISHED, ALIKE, FIRST_LETTER = 10, 8, 8, 5, 5, 1
LONG = 6  # letters from which two edits are believed
_BEGUN = 4  # letters from which a word may only lack its last one

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ONSETS = {
    "ngh": "ng",
    "ng": "ng",
    "nh": "nh",
    "tr": "ch",
    "ch": "ch",
    "th": "th",
    "kh": "kh",
    "ph": "f",
    "gi": "d",
    "gh": "g",
    "qu": "kw",
    "x": "s",
    "n": "l",
    "r": "d",
    "v": "d",
    "c": "k",
}
_FINALS = {"nh": "n", "ng": "n", "ch": "t", "c": "t"}


def sound(word: str) -> str:
    """Equal for words that people mix up by ear: s/x, tr/ch, l/n, d/gi/r/v; n/ng, t/c at the end; i/y.

    And for k/c, g/gh, ng/ngh, ph/f, which only look different.
    """
    onset = next((spelled for spelled in _ONSETS if word.startswith(spelled)), "")
    if len(word) > len(onset):
        word = _ONSETS.get(onset, "") + word[len(onset) :]
    final = next((spelled for spelled in _FINALS if word.endswith(spelled)), "")
    if len(word) > len(final) + 1:
        word = word[: len(word) - len(final)] + _FINALS.get(final, "")
    return word.replace("y", "i")


def edits(typed: str, meant: str) -> int | None:
    """What it takes to come from one to the other; None for more than one edit, in long words two."""
    if len(typed) >= _BEGUN and len(meant) == len(typed) + 1 and meant.startswith(typed):
        return UNFINISHED
    extra = FIRST_LETTER if typed[:1] != meant[:1] else 0
    if min(len(typed), len(meant)) < LONG:
        one = _one_edit(typed, meant)
        return None if one is None else one + extra
    several = _several_edits(typed, meant)
    return several + extra if several <= 2 * EDIT else None


def _one_edit(typed: str, meant: str) -> int | None:
    place = 0
    shorter = min(len(typed), len(meant))
    while place < shorter and typed[place] == meant[place]:
        place += 1
    if len(typed) == len(meant):
        if typed[place + 1 :] == meant[place + 1 :]:
            return 0 if place == len(typed) else _change(typed[place], meant[place])
        is_swap = (
            typed[place : place + 2] == meant[place : place + 2][::-1] and typed[place + 2 :] == meant[place + 2 :]
        )
        return SWAP if is_swap else None
    longer, short = (typed, meant) if len(typed) > len(meant) else (meant, typed)
    return EDIT if longer[place + 1 :] == short[place:] else None


def _several_edits(typed: str, meant: str) -> int:
    """Damerau's distance with optimal string alignment."""
    before: list[int] = []
    above = [EDIT * place for place in range(len(meant) + 1)]
    for row, letter in enumerate(typed, start=1):
        here = [EDIT * row]
        for column, other in enumerate(meant, start=1):
            best = min(above[column] + EDIT, here[-1] + EDIT, above[column - 1] + _change(letter, other))
            if row > 1 and column > 1 and letter == meant[column - 2] and typed[row - 2] == other:
                best = min(best, before[column - 2] + SWAP)
            here.append(best)
        before, above = above, here
    return above[-1]


def _change(letter: str, other: str) -> int:
    if letter == other:
        return 0
    return NEIGHBOUR if letter + other in _NEIGHBOURS else EDIT


def _neighbours() -> frozenset[str]:
    pairs = [row[place : place + 2] for row in _ROWS for place in range(len(row) - 1)]
    for upper, lower in pairwise(_ROWS):
        for place, letter in enumerate(lower):
            pairs += [letter + above for above in upper[place : place + 2]]
    return frozenset(pairs) | frozenset(pair[::-1] for pair in pairs)


_NEIGHBOURS = _neighbours()
