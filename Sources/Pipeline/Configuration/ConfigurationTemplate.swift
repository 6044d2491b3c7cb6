/// What `mainstay init` writes: every key with its default, commented out, so that the file changes nothing by itself.
package enum ConfigurationTemplate {
  package static let text = """
    # What Mainstay should know about this project. Every key may be left out.
    # Unknown keys are errors. `mainstay help review` says what a review does with it.

    # What the service must hold. These are the defaults.
    # budgets:
    #   response: 200 ms        # 99th percentile
    #   query: 100 ms           # one simple query
    #   errors: 0.1 %           # share of failed requests
    #   throughput: 1000/s      # requests
    #   availability: 99.9 %    # of a year
    #   recovery: 5 min         # from a failure to service as usual

    # Paths to leave out, in the syntax of .gitignore.
    # exclude:
    #   - legacy/
    #   - "**/generated/**"

    # Rules by name: off, note, warning or error. `mainstay rules` lists them.
    # rules:
    #   missing-timeout: warning

    # Your own decorators, dependencies and middleware that let only authenticated callers through.
    # guards:
    #   - require_login

    # Endpoints that are public on purpose. `*` stands for any text.
    # public:
    #   - GET /health
    #   - /webhooks/*

    # What your own libraries do, as facts: files or folders.
    # facts:
    #   - mainstay-facts/

    # How to start the service and its database for experiments. A review does not read these.
    # service:
    #   start: uvicorn app.main:app --port 8000
    #   url: http://127.0.0.1:8000
    #   ready: /health
    #   environment:
    #     DATABASE_URL: postgresql://127.0.0.1/shop
    # database:
    #   start: pg_ctl -D data start
    #   url: postgresql://127.0.0.1/shop

    """
}
