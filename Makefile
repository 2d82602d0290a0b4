# Thin names for the scripts; each line works as a plain command, too (see README.md).

PYTHON ?= python3
IN_VENV := PATH="$(CURDIR)/.venv/bin:$$PATH"
export PORT

.DEFAULT_GOAL := help
.PHONY: help serve book test lab notebooks lint bench clean install

help:  ## show this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

serve:  ## build the book and serve it on 127.0.0.1 (PORT=8080 chooses the port)
	@$(PYTHON) scripts/serve.py --check
	@$(MAKE) --no-print-directory book
	@$(IN_VENV) exec python scripts/serve.py

book: install  ## build the book into _build/html
	@$(IN_VENV) python scripts/build_book.py

test:  ## install what tests need and run all of them
	@$(PYTHON) scripts/bootstrap.py test
	@$(IN_VENV) python scripts/run_tests.py

# Trusted, or JupyterLab would take the drawings out of the stored outputs.
lab: install  ## open the chapters in JupyterLab
	@$(IN_VENV) jupyter trust chapters/*.ipynb >/dev/null
	@$(IN_VENV) exec jupyter lab --notebook-dir=chapters $$([ "$$(id -u)" = 0 ] && echo --allow-root)

notebooks: install  ## execute all notebooks and store them in their canonical form
	@$(IN_VENV) python scripts/notebooks.py

lint:  ## check style and spelling of the code, and the form of the stored notebooks
	@$(PYTHON) scripts/bootstrap.py test
	@$(IN_VENV) python scripts/run_tests.py lint

bench:  ## measure and print the figures of the README
	@$(PYTHON) scripts/bootstrap.py test
	@$(IN_VENV) python benchmarks/run.py

clean:  ## remove what was built (the packages in .venv and node_modules stay)
	@rm -rf _build .pytest_cache .ruff_cache .hypothesis

install:
	@$(PYTHON) scripts/bootstrap.py
