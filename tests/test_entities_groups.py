"""Which mentions come together in a group, before anybody asks who speaks."""

from __future__ import annotations

import pytest

from kg.entities.groups import group_names
from kg.model import Mention, MentionForm
from tests.marked_articles import ORGANIZATION, article, find

TEXT = "The ministry closed."


@pytest.mark.parametrize(
    ("form", "key", "groups"),
    [
        pytest.param(MentionForm.DESCRIPTION, "", 0, id="a description"),
        pytest.param(MentionForm.DESCRIPTION, "NO-ministry", 1, id="a description that a table knows"),
        pytest.param(MentionForm.PRONOUN, "NO-ministry", 0, id="a pronoun"),
        pytest.param(MentionForm.NAME, "", 1, id="a name"),
        pytest.param(MentionForm.ADJECTIVE, "", 1, id="an adjective"),
    ],
)
def test_what_tells_by_itself_who_is_meant_has_a_group(form: MentionForm, key: str, groups: int) -> None:
    mention = Mention(find(TEXT, "ministry"), ORGANIZATION, form, key)
    assert len(group_names(article(TEXT), [mention])) == groups
