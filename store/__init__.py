"""What newsread keeps: articles, claims and annotations in SQLite. Knows nothing of terminals."""
