"""Types Vietnamese words as a switched-off Telex or VNI input method would leave them."""

from search.text.syllables import untoned

TONES = {"telex": ("", "s", "f", "r", "x", "j"), "vni": ("", "1", "2", "3", "4", "5")}
SHAPES = {
    "telex": {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"},
    "vni": {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"},
}
HABITS = ("tone behind its vowel", "tone at the end", "all keys at the end")


def keys_of(word, *, method, habit):
    typed, tone, late = "", "", ""
    for letter in word:
        plain, number = untoned(letter)
        keys = SHAPES[method].get(plain, plain)
        is_late = habit == HABITS[2] and len(keys) == 2 and plain != "đ"
        typed += keys[0] if is_late else keys
        late += keys[1] if is_late and keys[1] not in late else ""
        tone = TONES[method][number] or tone
        if number and habit == HABITS[0]:
            typed += tone
    return typed + late + (tone if habit != HABITS[0] else "")
