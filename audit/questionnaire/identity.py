"""A value as the key of a cache by what it is and not by what it holds."""

from typing import Generic, TypeVar

Held = TypeVar("Held")


class Same(Generic[Held]):
    """Something large as a key: equal only to itself, and kept alive as long as what the cache made of it."""

    def __init__(self, value: Held) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)
