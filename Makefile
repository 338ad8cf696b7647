# `make help` lists the commands. Everything happens in .venv and var; nothing outside the folder is touched,
# except that `make test` may install Debian's chromium, postgresql, nodejs and npm.

SHELL := bash
PY := .venv/bin/python
MANAGE := DJANGO_SETTINGS_MODULE=lofte.site.testing $(PY) -m django
UV := 0.13.8
PORT ?= 8000
COMPILE := .venv/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

# Where bytecode is not kept, every process compiles some 1 300 files again: 5 seconds each time.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo serve test test-fast check format audit lock messages register bench screens clean set-up set-up-dev set-up-peers slow

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-11s %s\n", $$1, $$2 }'

set-up:
	@house/set-up run

set-up-dev:
	@house/set-up dev

set-up-peers:
	@house/set-up peers

demo: set-up ## set everything up and serve the demonstration at http://localhost:8000 (or another: make demo PORT=8010)
	@.venv/bin/lofte demo --port $(PORT)

serve: set-up ## serve what lies in LOFTE_HOME (default: var) at http://localhost:8000
	@.venv/bin/lofte serve --port $(PORT)

test: set-up-dev ## run every test: SQLite, PostgreSQL, browser (installs Debian's chromium, postgresql and nodejs if it may)
	@house/debian-packages
	@house/node-packages
	@house/run-tests

test-fast: set-up-dev ## run the tests that need neither browser nor PostgreSQL
	@house/run-fast-tests

check: set-up-dev ## format, lint, types, floors, known unsafe patterns, migrations, translations
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy lofte tests house slow
	.venv/bin/lint-imports --no-logo
	.venv/bin/bandit --quiet --severity-level medium --configfile pyproject.toml --recursive lofte house
	$(MANAGE) makemigrations --check --dry-run
	$(PY) house/catalogue.py check

format: set-up-dev ## put the code in its usual form
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

audit: set-up-dev ## ask for known faults in the dependencies (needs the network)
	.venv/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements.txt

lock: set-up-dev ## make the lock anew from pyproject.toml (needs the network)
	$(PY) -m pip install --quiet uv==$(UV)
	$(COMPILE) --group setup --output-file requirements.txt
	$(COMPILE) --group setup --group dev --output-file requirements-dev.txt
	$(COMPILE) --group setup --group dev --group peers --output-file requirements-peers.txt

messages: set-up-dev ## gather the sentences to translate, and compile the translations
	$(PY) house/catalogue.py gather

register: set-up-dev ## bring the tables of the record of processing in step with the models
	$(PY) -m house.processing write

slow: set-up-peers ## run what takes hours: simulation studies, fuzzing under sanitizers, other people's programs as judges
	@house/run-slow-tests

bench: set-up-peers ## measure ours and theirs side by side
	@.venv/bin/lofte bench

screens: set-up-dev ## take the pictures in docs/screens
	@house/debian-packages
	DJANGO_SETTINGS_MODULE=lofte.site.testing $(PY) -m house.screens

clean: ## take away what can be made again; what lies in var stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
