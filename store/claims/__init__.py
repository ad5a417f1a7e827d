"""Text to statements, claims, figures and facts. Pure: no database."""
