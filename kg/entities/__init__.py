"""Mentions and statement sources become people, bodies, countries and unnamed sources."""

from kg.entities.resolve import resolve_entities

__all__ = ["resolve_entities"]
