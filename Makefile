# `make` or `make help` says what there is. Python 3.11 or newer: make setup PYTHON=python3.13
PYTHON ?= python3
BIN := .venv/bin
# Folders of postings to measure with; none: generated ones.
POSTINGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup fast test check screenshots bench

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.* ## /\1	/p' $(MAKEFILE_LIST) | expand -t 14

setup: ## make .venv with an editable install and what tests and checks need
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -r requirements/dev.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .

fast: ## run the tests of rules: no browser, no terminal, no other process
	$(BIN)/pytest -q -n 2 --dist worksteal --hypothesis-profile fast \
		-m 'not browser and not terminal and not process and not hostile' \
		$(addprefix --ignore=tests/,terminal process hostile benchmarks)

test: ## run all tests: about six minutes
	$(BIN)/pytest -n 4 --dist worksteal

check: ## run all that CI runs, in this .venv
	.ci/checks
	.ci/audit
	$(MAKE) test

screenshots: ## make the screenshots of the documentation again
	$(BIN)/python screenshots/make.py

bench: ## measure the start, keys and searches; POSTINGS=FOLDER for your own
	$(BIN)/python -m tests.benchmarks.terminal $(if $(POSTINGS),--postings $(POSTINGS))
	$(BIN)/python -m tests.benchmarks.search
