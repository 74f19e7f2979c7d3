"""News text in, a checked knowledge graph of who said what out."""
