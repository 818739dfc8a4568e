"""What the tables of one run held when they were built."""

from typing import ClassVar


class Contents:
    """The contents of relations, each as short texts that SQL makes of its rows.

    They are kept in the process, since whatever is in the warehouse could be written by a model.
    """

    _noted: ClassVar[dict[str, set[str]]] = {}

    @classmethod
    def begin(cls) -> None:
        """Forget earlier runs."""
        cls._noted = {}

    @classmethod
    def note(cls, relation: str, contents: str) -> str:
        """Note the contents of a relation, and return them. All notes on a relation are kept."""
        cls._noted.setdefault(relation, set()).add(contents)
        return contents

    @classmethod
    def are(cls, relation: str, contents: str) -> bool:
        """Whether a relation was noted, and only with these contents."""
        return cls._noted.get(relation) == {contents}
