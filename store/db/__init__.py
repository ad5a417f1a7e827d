"""All SQL of newsread: the connection, the migrations, and one module a subject."""
