PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: install run test check unit bench lock

install: $(VENV)/.run

run: export PARITET_BASE_URL ?= http://127.0.0.1:$(PORT)
run: install
	$(BIN)/paritet init
	$(BIN)/paritet demo
	$(BIN)/paritet serve --port $(PORT)

test: $(VENV)/.test
	tests/system-packages
	$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest

check: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/paritet check questionnaires/*.yaml

unit: $(VENV)/.test
	$(BIN)/python -m pytest -m "not browser and not office and not postgresql and not server and not smtp"

bench: $(VENV)/.test
	$(BIN)/python -m bench

# Writes the lock files anew from setup.cfg; needs `uv` on the PATH.
lock:
	uv pip compile setup.cfg --extra build --generate-hashes --python-version 3.11 --universal --no-header --no-annotate -q -o requirements.lock
	uv pip compile setup.cfg --extra build --extra test --generate-hashes --python-version 3.11 --universal --no-header --no-annotate -q -o requirements-test.lock

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Paritet needs Python 3.11 or newer; name one with: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock setup.cfg | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	touch $@
