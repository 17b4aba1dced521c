# `make assess` and `make test` do everything on a fresh machine with Python 3.11 or newer, make and a C compiler.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
unexport PYTHONPATH PYTHONHOME

export PYTHON ?=
UV := uv==0.13.9
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install --quiet --quiet --disable-pip-version-check --no-build-isolation
ABKOMMEN := $(RUN) -m abkommen
SCHEMAS := case partner baseline pack criteria interactions scoring roles fields waivers findings configuration

# durable-rules is compiled here: its source needs the old name on newer Pythons, and sets no optimisation of its own.
BUILD_FLAGS := CPPFLAGS="-DPyEval_CallObject=PyObject_CallObject -O2"

.PHONY: help
help:
	@echo 'make assess    assess a real case, write its gap report into reports/'
	@echo 'make test      style, types, one-way imports, tests'
	@echo 'make fuzz      the random tests at length'
	@echo 'make bench     times and sizes, as in benchmarks/README.md'
	@echo 'make accuracy  the detectors against labelled agreements'
	@echo 'make docs      the pages made from the rules, after a change to them'
	@echo 'make golden    the reports that tests compare with, after a change that is meant to show'
	@echo 'make schemas   the JSON Schemas, after a change to models or rules'
	@echo 'make wheel     an installable file in dist/'
	@echo 'make lock      the lock files, after a change to the dependencies (make lock UPGRADE=1: newest versions)'
	@echo 'make clean     remove all that was made here'
	@echo 'PYTHON=path    takes another Python than the first that will do'

.PHONY: assess
assess: $(VENV)/ready
	@mkdir -p reports
	@$(ABKOMMEN) assess cases/kenya.yaml --lang de --html reports/kenya.de.html --md reports/kenya.de.md
	@$(ABKOMMEN) assess cases/kenya.yaml --lang en --html reports/kenya.en.html --md reports/kenya.en.md
	@echo 'The gap report on the agreement with Kenya, to read in a browser or an editor:'
	@echo '  German   $(CURDIR)/reports/kenya.de.html   reports/kenya.de.md'
	@echo '  English  $(CURDIR)/reports/kenya.en.html   reports/kenya.en.md'

.PHONY: test
test: $(VENV)/ready-for-tests
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports
	$(RUN) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

.PHONY: fuzz
fuzz: $(VENV)/ready-for-tests
	ABKOMMEN_FUZZ=1 $(RUN) -m pytest -m fuzz --numprocesses auto --maxprocesses 4 --dist worksteal

.PHONY: bench
bench: $(VENV)/ready-for-tests
	$(RUN) -m benchmarks

.PHONY: accuracy
accuracy: $(VENV)/ready
	$(RUN) -m benchmarks.accuracy ../shared/agreements

.PHONY: docs
docs: $(VENV)/ready
	$(ABKOMMEN) rules docs docs/rules --tests tests/rules
	$(RUN) scripts/cases_page.py

.PHONY: schemas
schemas: $(VENV)/ready
	@mkdir -p build
	set -e; for kind in $(SCHEMAS); do \
	  $(ABKOMMEN) schema $$kind >build/schema.json; mv build/schema.json schemas/$$kind.schema.json; done

.PHONY: golden
golden: $(VENV)/ready-for-tests
	ABKOMMEN_GOLDEN=1 $(RUN) -m pytest -q tests/cli/test_golden.py

.PHONY: wheel
wheel: $(VENV)/ready
	$(RUN) -m hatchling build --clean

.PHONY: clean
clean:
	rm -rf $(VENV) build dist reports .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find engine tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up in steps, each done once: the environment, the build tools, durable-rules, the rest, the project itself.
# An environment knows its folder by its full path: in a checkout that was moved, or for another PYTHON, it is made anew.

MADE_FOR := $(CURDIR) $(PYTHON)
ifneq ($(strip $(shell cat $(VENV)/made 2>/dev/null)),$(strip $(MADE_FOR)))
.PHONY: $(VENV)/made
endif

$(VENV)/made: scripts/check_machine.sh
	@python=$$(sh scripts/check_machine.sh) && echo "Setting up $(VENV) with $$python (once, about a minute) ..." \
	  && "$$python" -m venv --clear $(VENV)
	@echo '$(MADE_FOR)' >$@

$(VENV)/engine: locks/build.txt locks/engine.txt $(VENV)/made
	@$(PIP) --require-hashes -r locks/build.txt
	@# no cache: it may hold a durable-rules that was compiled without these flags
	@$(BUILD_FLAGS) $(PIP) --require-hashes --no-cache-dir -r locks/engine.txt
	@touch $@

$(VENV)/ready: locks/run.txt pyproject.toml $(VENV)/engine
	@$(PIP) --require-hashes -r locks/run.txt
	@$(PIP) --no-deps --editable .
	@touch $@

$(VENV)/ready-for-tests: locks/dev.txt $(VENV)/ready
	@$(PIP) --require-hashes -r locks/dev.txt
	@touch $@

# One set of versions for every Python from 3.11 and every system, with hashes, without the address of a package host.

COMPILE := build/lock/bin/uv pip compile --quiet --system-certs --universal --python-version 3.11 --generate-hashes --no-annotate \
  --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

.PHONY: lock
lock: build/lock/bin/uv
	$(COMPILE) --all-extras --group dev pyproject.toml --output-file locks/dev.txt
	$(COMPILE) --all-extras pyproject.toml --constraints locks/dev.txt --output-file locks/run.txt
	$(COMPILE) --group build --constraints locks/dev.txt --output-file locks/build.txt
	echo durable-rules | $(COMPILE) - --constraints locks/dev.txt --output-file locks/engine.txt

build/lock/bin/uv: $(VENV)/made
	$(RUN) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check $(UV)
