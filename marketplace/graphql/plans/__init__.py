"""Queries compiled once into closures. A plan only knows how to succeed: whatever else happens, it gives up and the
specification's executor (batching.py) runs the query again, for the errors and nulls that it prescribes."""
