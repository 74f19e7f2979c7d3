"""Questions and answers: SPARQL over files, the embedded store or an endpoint, named questions included."""

from __future__ import annotations

from kg.query.answers import Answer, Rows, Triples, count
from kg.query.formats import Form, render
from kg.query.questions import Question, find_question, guess_term, read_questions
from kg.query.sources import Source, open_files, open_folder, open_server
from kg.query.sparql import QueryError

__all__ = [
    "Answer",
    "Form",
    "QueryError",
    "Question",
    "Rows",
    "Source",
    "Triples",
    "count",
    "find_question",
    "guess_term",
    "open_files",
    "open_folder",
    "open_server",
    "read_questions",
    "render",
]
