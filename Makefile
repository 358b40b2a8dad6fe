# The commands of this repository. `make run` and `make test` need Python 3.11 or newer and nothing else.
PYTHON ?= python3
PORT ?= 8000
SIZE ?= full
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--system-certs --custom-compile-command "make lock" pyproject.toml

.PHONY: run test suite slow faults lint format bench messages lock
.DEFAULT_GOAL := run

run: .venv/run.stamp
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/python manage.py demo
	@echo "Serving on http://localhost:$(PORT)/ (stop with Ctrl-C)"
	@WITH_WORKER=1 exec $(BIN)/gunicorn --config deploy/gunicorn.conf.py --bind 127.0.0.1:$(PORT) assessments.wsgi

# Types take a minute of one core.
test: .venv/test.stamp
	@$(MAKE) --no-print-directory --jobs 2 lint suite

suite: .venv/test.stamp
	@$(BIN)/python tests/run.py

slow: .venv/test.stamp
	@$(BIN)/python tests/run.py -m slow

faults: .venv/test.stamp
	@$(BIN)/python -m tests.faults --size $(SIZE)

lint: .venv/test.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: .venv/test.stamp
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: .venv/test.stamp
	$(BIN)/python manage.py bench
	$(BIN)/python manage.py bench_statistics
	$(BIN)/python manage.py bench_regrade
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.lstm_reference.bench
	$(BIN)/python -m tests.bench

# Needs GNU gettext.
messages: .venv/test.stamp
	@$(BIN)/python manage.py makemessages --all --no-location --no-wrap --no-obsolete \
		--ignore .venv --ignore var --ignore tests --ignore 'admin/*'
	@$(BIN)/python manage.py compilemessages --ignore .venv

lock: .venv/test.stamp
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --extra dev --constraint requirements.txt --output-file requirements-dev.txt

.venv/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; choose one with PYTHON=")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/run.stamp: .venv/python.stamp requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@

# The development requirements hold the others too.
.venv/test.stamp: .venv/python.stamp requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	@touch $@ .venv/run.stamp
