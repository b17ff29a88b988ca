"""What one request may ask for at most; refused before anything is validated, executed or fetched.

Tokens, nesting, aliases and repetition are read off the document (`parsing`, `shape`), the cost off its page sizes
(`cost`). Sizes of bodies and of uploads are the HTTP side's.
"""
