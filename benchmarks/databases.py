"""Catalogues side by side, 2,000 and 50,000 products, so that measuring can go back and forth between them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks.inside import Environment, manage
from benchmarks.processes import server_of
from config.runtime.terminal import step

SMALL, LARGE = 2_000, 50_000
LAST_ROWS = 40  # a list that begins among them would not be full

Position = tuple[datetime, int, str]


@dataclass(frozen=True)
class Catalogue:
    """`positions`: when published, primary key and slug of products after which a full page follows."""

    size: int
    environment: Environment
    positions: list[Position]


@contextmanager
def catalogues(
    environment: Environment, sizes: Sequence[int] = (SMALL, LARGE)
) -> Iterator[tuple[dict[int, Catalogue], int]]:
    """These (the smallest first), and the process id of their server. They are dropped at the end."""
    with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as connection:
        server = server_of(connection.info.backend_pid)
        try:
            yield {size: _made(connection, environment, size) for size in sizes}, server
        finally:
            for size in sizes:
                _drop(connection, _name(size))


def _made(connection: psycopg.Connection, environment: Environment, size: int) -> Catalogue:
    name = _name(size)
    _drop(connection, name)
    template = sql.SQL(" TEMPLATE {}").format(sql.Identifier(_name(SMALL))) if size != SMALL else sql.SQL("")
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + template)
    here = {**environment, "DATABASE_URL": urlsplit(environment["DATABASE_URL"])._replace(path=f"/{name}").geturl()}
    with step(f"{size:,} products loaded"):
        if size == SMALL:
            manage(here, "migrate", "--verbosity", "0")
        manage(here, "load_demo", "--scale", str(size))
    with psycopg.connect(here["DATABASE_URL"], autocommit=True) as inside:
        inside.execute("VACUUM ANALYZE")  # else autovacuum would do it in the middle of a measurement
        inside.execute("CHECKPOINT")
        positions = inside.execute(
            "SELECT listing.published_at, product.id, slug FROM catalog_listing AS listing"
            " JOIN catalog_product AS product ON product.id = product_id ORDER BY 1, 2 OFFSET %s",
            [LAST_ROWS],
        ).fetchall()
    return Catalogue(size, here, positions)


def _name(size: int) -> str:
    return f"bench_{size}"


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
