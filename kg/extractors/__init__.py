"""What the text holds, one room each: people, countries and organizations (names), and statements."""

from kg.extractors.names import find_names

__all__ = ["find_names"]
