# One command each; a fresh machine needs Python 3.11 or newer and make.

VENV := .venv
BIN := $(VENV)/bin

# `make install SLIM=1` leaves torch and the hub's models out, and the other targets keep it so.
ifneq ($(filter install,$(MAKECMDGOALS)),install)
SLIM ?= $(if $(wildcard $(VENV)/.installed-slim),1)
endif
FLAVOUR := $(if $(filter 1,$(SLIM)),slim,full)
LOCK := $(if $(filter 1,$(SLIM)),requirements-slim.lock,requirements.lock)
INSTALLED := $(VENV)/.installed-$(FLAVOUR)
TOOLS := $(VENV)/.tools-$(FLAVOUR)
SOURCES := qa_service vectorstore prompts tests
# How many processes share the tests, file by file; `make test WORKERS=0` runs them one after the other in one.
WORKERS ?= 2

# Asked of the settings themselves, which .env and the environment may hold; where these are wrong, serve says so.
PRINT_DATA_DIR := from qa_service.settings import load_settings; print(load_settings().data_dir)

.DEFAULT_GOAL := help
.PHONY: help install serve test bench lint format lock clean

help:
	@echo 'make install   set up .venv from the lock file (SLIM=1: without torch, under 500 MB)'
	@echo 'make serve     serve on http://127.0.0.1:8000, with the documents of seeds/ the first time'
	@echo 'make test      formatting, lint, types, import floors, all tests'
	@echo 'make bench     the benchmarks, with their tables (ONLY=archive, retrieval, growth, serving or llm)'
	@echo '               archive: CORPUS=folder QUESTIONS=file SAMPLE=files;  retrieval: RETRIEVAL=folder of sets'
	@echo '               growth: CORPUS=folder SIZES=10000,150000 FIGURES=folder for its table and plot'
	@echo '               serving: CORPUS=folder SERVED=150000'
	@echo 'make lint      what make test runs before the tests;  make format  repairs what it can'
	@echo 'make lock      resolve the lock files anew;  make clean  remove caches and builds'

$(INSTALLED): $(LOCK) requirements-slim.lock pyproject.toml deploy/setup.sh
	@echo 'Setting up $(VENV) from $(LOCK) …'
	@rm -f $(VENV)/.installed-* $(VENV)/.tools-*
	@deploy/setup.sh $(VENV) $(LOCK)
	@touch $@

$(TOOLS): $(LOCK) requirements-slim.lock requirements-dev.lock pyproject.toml deploy/setup.sh
	@echo 'Setting up $(VENV) from $(LOCK) and requirements-dev.lock …'
	@rm -f $(VENV)/.installed-* $(VENV)/.tools-*
	@deploy/setup.sh $(VENV) $(LOCK) requirements-dev.lock
	@touch $(INSTALLED) $@

install: $(INSTALLED)
	@echo 'Ready: $(BIN)/qa-service --help'

serve: $(INSTALLED)
	@data=$$($(BIN)/python -c '$(PRINT_DATA_DIR)' 2>/dev/null); \
	if [ -n "$$data" ] && [ -z "$$(ls -A "$$data" 2>/dev/null)" ]; then \
		echo "Putting the sample documents of seeds/ into $$data …"; \
		$(BIN)/qa-service ingest seeds/documents; \
	fi
	@exec $(BIN)/qa-service serve

lint: $(TOOLS)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Tests start the program many times: without kept bytecode each start would compile it anew.
test: export PYTHONDONTWRITEBYTECODE =
test: lint
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

bench: $(TOOLS)
	$(BIN)/python -m pytest tests/benchmarks -m benchmark -q -s --timeout 0 \
		$(if $(CORPUS),--corpus '$(CORPUS)') $(if $(QUESTIONS),--questions '$(QUESTIONS)') \
		$(if $(SAMPLE),--sample $(SAMPLE)) $(if $(RETRIEVAL),--retrieval '$(RETRIEVAL)') \
		$(if $(SIZES),--sizes $(SIZES)) $(if $(SERVED),--served $(SERVED)) $(if $(FIGURES),--figures '$(FIGURES)') $(if $(ONLY),-k $(ONLY))

format: $(TOOLS)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Resolved with uv, which takes torch's CPU build from where deploy/setup.sh does.
lock:
	deploy/lock.sh

clean:
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +
