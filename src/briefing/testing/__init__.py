"""Contract suites for people who write an engine, a reader or a summariser; they need pytest."""
