"""Logical text to finished rows of cells. Pure: knows neither the store nor Textual (the driver aside)."""
