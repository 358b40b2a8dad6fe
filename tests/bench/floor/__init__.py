"""The least that a quiz can be on this framework: our server, database and middleware, and nothing else of ours."""
