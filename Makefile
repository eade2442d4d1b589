# Everything a newcomer needs: `make run`, `make test`. See CONTRIBUTING.md for the rest.

SHELL := /bin/bash
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTEST_ARGS ?=

.PHONY: run test check audit bench screenshots lock messages schema clean

run: .venv/run.stamp
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) seed
	@$(MANAGE) make_staff
	@echo "The printed reports are not in this repository. To see their words in place, import each (a file or an address): $(MANAGE) import_report FOLDER/2021.txt"
	@echo "With the texts in a folder, check every citation: $(MANAGE) verify_citations FOLDER"
	@echo "Serving http://127.0.0.1:$(PORT)/ (stop with Ctrl+C)"
	@exec $(BIN)/gunicorn cmptracker.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --limit-request-line 8190 --log-level warning

test: .venv/dev.stamp
	$(BIN)/pytest -n auto --dist loadscope $(PYTEST_ARGS)

check: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	git ls-files -z 'templates/*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2 --check
	$(BIN)/lint-imports
	$(BIN)/mypy cmptracker commitments reports
	$(MANAGE) makemigrations --check --dry-run --verbosity 1
	$(MANAGE) spectacular --fail-on-warn --validate --file /dev/null
	DJANGO_ENV=production SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(64))") ALLOWED_HOSTS=example.org \
		$(MANAGE) check --deploy --fail-level WARNING

audit: .venv/dev.stamp
	$(BIN)/pip-audit --requirement requirements.lock --disable-pip
	FULL_MATRIX=true $(BIN)/pytest -n auto --dist loadscope $(PYTEST_ARGS)

bench: .venv/dev.stamp
	$(BIN)/python -m tests.bench.bench_reading
	$(BIN)/python -m tests.bench.bench_detection
	$(BIN)/python -m tests.bench.bench_api
	test -z "$$BENCH_POSTGRES_URL" || DATABASE_URL="$$BENCH_POSTGRES_URL" $(BIN)/python -m tests.bench.bench_api
	$(BIN)/python -m tests.bench.bench_pages

# Pictures of every page, to look at: never committed.
SCREENSHOTS ?= /tmp/cmptracker-screenshots
screenshots: .venv/dev.stamp
	SCREENSHOTS=$(SCREENSHOTS) $(BIN)/pytest -q tests/browser/screenshots.py

# Rebuild what is built and committed. Tests prove that it is fresh.

messages: .venv/dev.stamp
	$(MANAGE) makemessages --no-location --no-obsolete --locale fr --locale es --extension html,txt,py \
		--ignore ".venv/*" --ignore "node_modules/*" --ignore "tests/*" --ignore "staticfiles/*"
	$(MANAGE) compilemessages --ignore .venv

schema: .venv/dev.stamp
	$(MANAGE) spectacular --format openapi-json --file cmptracker/api/openapi.json

lock: .venv/dev.stamp
	$(BIN)/pip install --quiet pip-tools
	for name in requirements requirements-dev; do \
		$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
			--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options --output-file $$name.lock $$name.in; \
	done
	sed -i '1i -r requirements.lock' requirements-dev.lock

.venv/run.stamp: requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -qq --disable-pip-version-check -r requirements.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -qq --disable-pip-version-check -r requirements-dev.lock
	@touch $@ .venv/run.stamp

clean:
	rm -rf .venv node_modules staticfiles db.sqlite3 db.sqlite3-shm db.sqlite3-wal
