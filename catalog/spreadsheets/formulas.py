"""Texts that a spreadsheet program would run as a formula, made harmless in CSV files, and back."""

# What Excel, LibreOffice and Google Sheets begin a formula with (OWASP, CSV Injection); the apostrophe so that
# `original` gives back exactly what was written.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def harmless(text: str) -> str:
    """With an apostrophe before it, which spreadsheet programs take for "this is text"."""
    return f"'{text}" if text.startswith(_STARTS) else text


def original(text: str) -> str:
    """What `harmless` was given. A lone apostrophe before other text is the text's own."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_STARTS) else text
