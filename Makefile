# Two commands matter: `make run` and `make test`. Both need only Python 3.11 or newer and a package registry.
PYTHON := $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v $$name && break; done)
VENV := .venv/bin/python
ARGS ?=

.PHONY: help run test check lock bench bench-signin bench-search bench-import manage clean .run .dev
.DEFAULT_GOAL := help

help:
	@echo "make run     the shop with demo data on http://127.0.0.1:8000 (PORT=...); Ctrl-C stops everything"
	@echo "make test    all tests, with a database and a broker of their own (ARGS='-k name' for some)"
	@echo "make check   style, types, floors, migrations, schema, translations"
	@echo "make manage  ARGS='createsuperuser': a management command, on the database of make run"
	@echo "make bench   speed against a hand-written floor, some five minutes (writes benchmarks/results.md)"
	@echo "make bench-search  how right and how fast the search is, some ten minutes"
	@echo "make bench-import  10,000 rows of a spreadsheet, some two minutes"
	@echo "make bench-signin  what those who shop notice of 500 sign-ins a minute, some five minutes"
	@echo "make lock    pin requirements/*.in anew (LOCK_ARGS=--upgrade: with newer versions)"
	@echo "make clean   delete .venv, var and caches (the demo's data too)"

run: .run
	@$(VENV) -m config.runtime.run

test: .dev
	@$(VENV) -m config.runtime.services --test -- $(VENV) -m pytest -n 4 --dist loadfile $(ARGS) \
	&& echo "make test: passed" || { echo "make test: FAILED"; exit 1; }

check: .dev
	@$(VENV) -m config.runtime.check

bench: .dev
	@VAR_DIR=$${VAR_DIR:-var}/bench $(VENV) -m config.runtime.services -- $(VENV) -m benchmarks

bench-signin: .dev
	@VAR_DIR=$${VAR_DIR:-var}/bench $(VENV) -m config.runtime.services -- $(VENV) -m benchmarks.sign_in

bench-search: .dev
	@VAR_DIR=$${VAR_DIR:-var}/bench $(VENV) -m config.runtime.services -- $(VENV) -m benchmarks.search

bench-import: .dev
	@VAR_DIR=$${VAR_DIR:-var}/bench $(VENV) -m config.runtime.services -- $(VENV) -m benchmarks.imports

manage: .run
	@DJANGO_SETTINGS_MODULE=config.settings.development $(VENV) -m config.runtime.services -- $(VENV) manage.py $(ARGS)

# The index's address stays out of the files: each machine uses the one that its pip is set up for.
lock: .dev
	@cd requirements && for kind in run dev; do \
		../$(VENV) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q \
		$$([ $$kind = dev ] && echo "-c run.txt") $(LOCK_ARGS) $$kind.in -o $$kind.txt || exit 1; done
	@echo "requirements/run.txt and requirements/dev.txt are pinned; the next make installs them"

clean:
	@rm -rf .venv var staticfiles .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis node_modules
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.run .dev:
	@$(if $(PYTHON),,echo "Python 3.11 or newer is needed, with pip and venv, and none was found." >&2; exit 1)
	@$(PYTHON) config/runtime/bootstrap.py $(@:.%=%)
