"""results.md has sections by several benchmarks; each writes its own and leaves the others alone."""

import re


def with_section(text: str, title: str, body: str) -> str:
    """The text with that section new, in its old place or at the end."""
    found = _section(text, title)
    new = f"## {title}\n\n{body.strip()}\n"
    if found is None:
        return f"{text.rstrip()}\n\n{new}" if text.strip() else new
    return f"{text[: found.start()]}{new}{'' if found.end() == len(text) else chr(10)}{text[found.end() :]}"


def section_of(text: str, title: str) -> str | None:
    """What stands in that section, without its title; None where there is none."""
    found = _section(text, title)
    return None if found is None else found["body"].strip()


def _section(text: str, title: str) -> re.Match[str] | None:
    return re.search(rf"^## {re.escape(title)}\n(?P<body>.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
