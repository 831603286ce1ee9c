# `make run` opens the dashboard, `make test` passes the tests; both build .venv first if it is missing or out of date.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check lint types format benchmark install

run: .venv/.ready
	$(BIN)/python -m streamlit run dashboard.py

test: .venv/.ready-dev
	$(BIN)/python -m pytest -n auto --dist loadscope --ignore=tests/browser
# Browser and server keep two cores busy by themselves: side by side the pages get too slow for their tests.
# On a machine that is short of time a page may still be late: what fails is tried once more, and shown as rerun.
	$(BIN)/python -m pytest tests/browser --reruns 1

check: lint types test

lint: .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.ready-dev
	$(BIN)/mypy

format: .venv/.ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# DATA names the folder of public data sets: make benchmark DATA=folder
benchmark: .venv/.ready-dev
	$(BIN)/python -m benchmarks.accuracy $(DATA)
	$(BIN)/python -m benchmarks.speed

install: .venv/.ready

.venv/.ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one, as in: make PYTHON=python3.12 run"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check -r requirements.txt
	touch $@

.venv/.ready-dev: requirements-dev.txt .venv/.ready
	$(BIN)/python -m pip install --disable-pip-version-check -r requirements-dev.txt
	touch $@
