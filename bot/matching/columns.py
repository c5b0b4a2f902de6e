"""Arrays that grow: the columns of the index, and many lists of numbers side by side in one of them."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

_FIRST_ROOM = 16


class Column:
    """An array to whose end values are added; `values` is a view of those that are there."""

    def __init__(self, kind: DTypeLike) -> None:
        self._room: NDArray[Any] = np.zeros(_FIRST_ROOM, dtype=kind)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> NDArray[Any]:
        """The values that are there; a view that may be written to, true until more are added."""
        return self._room[: self._length]

    @property
    def bytes_held(self) -> int:
        """How much memory it takes."""
        return self._room.nbytes

    def add(self, values: NDArray[Any] | Sequence[Any]) -> int:
        """Add values to the end and give where the first of them stands."""
        first, needed = self._length, self._length + len(values)
        if needed > len(self._room):
            # Room that is not used yet costs an address only; to move a long column holds up whoever asks.
            grown = np.zeros(needed * 5 // 4 + _FIRST_ROOM, dtype=self._room.dtype)
            grown[:first] = self._room[:first]
            self._room = grown
        self._room[first:needed] = values
        self._length = needed
        return first


class Portion(NamedTuple):
    """Values for many lists: whose they are (each once), how many of each, and columns of values by owner."""

    owners: NDArray[Any]
    lengths: NDArray[np.int32]
    values: tuple[NDArray[Any], ...]

    @classmethod
    def of(cls, owners: NDArray[Any], *values: NDArray[Any]) -> Self:
        """Values as they come, brought together by their owners; those of one stay in their order."""
        order = np.argsort(owners, kind="stable")
        rising = owners[order]
        starts = np.flatnonzero(np.concatenate(([True], rising[1:] != rising[:-1]))) if len(rising) else order
        lengths = np.diff(np.append(starts, len(rising))).astype(np.int32)
        return cls(rising[starts], lengths, tuple(column[order] for column in values))


class Lists:
    """Many lists that grow, kept in shared columns, so that a short list costs a few bytes and no object.

    A list that outgrows its place moves to the end with twice the room. All columns of a list have equal lengths.
    """

    def __init__(self, *kinds: DTypeLike) -> None:
        self._columns = [Column(kind) for kind in kinds]
        self._starts = Column(np.int64)
        self._lengths = Column(np.int32)
        self._rooms = Column(np.int32)

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def bytes_held(self) -> int:
        """How much memory all of them take."""
        return sum(column.bytes_held for column in (*self._columns, self._starts, self._lengths, self._rooms))

    @property
    def lengths(self) -> NDArray[np.int32]:
        """How long each list is."""
        return self._lengths.values

    def open(self, count: int = 1) -> int:
        """Open so many empty lists and give the place of the first."""
        self._lengths.add(np.zeros(count, np.int32))
        self._rooms.add(np.zeros(count, np.int32))
        return self._starts.add(np.zeros(count, np.int64))

    def of(self, place: int, column: int = 0) -> NDArray[Any]:
        """One column of a list, as a view."""
        start = self._starts.values[place]
        values: NDArray[Any] = self._columns[column].values[start : start + self._lengths.values[place]]
        return values

    def of_many(self, places: NDArray[np.int64]) -> tuple[NDArray[np.int64], list[NDArray[Any]]]:
        """All columns of several lists, one list after the other, with the order number of the list of each value."""
        lengths = self._lengths.values[places].astype(np.int64)
        where = ragged(self._starts.values[places], lengths)
        return np.repeat(np.arange(len(places)), lengths), [column.values[where] for column in self._columns]

    def add(self, place: int, *values: Any) -> None:
        """Add one value, with what stands beside it, to a list."""
        length, room = int(self._lengths.values[place]), int(self._rooms.values[place])
        if length == room:
            self._move(place, max(2 * room, 1))
        at = self._starts.values[place] + length
        for column, value in zip(self._columns, values, strict=True):
            column.values[at] = value
        self._lengths.values[place] = length + 1

    def remove(self, place: int, value: Any) -> None:
        """Take a value out of a list, by what its first column holds; the last takes its place."""
        found = np.flatnonzero(self.of(place) == value)
        if len(found):
            last = int(self._lengths.values[place]) - 1
            for number in range(len(self._columns)):
                values = self.of(place, number)
                values[found[0]] = values[last]
            self._lengths.values[place] = last

    def fill(self, portions: list["Portion"]) -> None:
        """Give all lists, which are still empty, all their values, portion after portion; none is left of those."""
        lengths = np.zeros(len(self), np.int64)
        for portion in portions:
            lengths[portion.owners] += portion.lengths
        # A list that is full is moved whole for the next value, so that each gets room for some.
        rooms = lengths + lengths // 8 + 1
        starts = np.cumsum(rooms) - rooms
        starts += max(column.add(np.zeros(int(rooms.sum()), column.values.dtype)) for column in self._columns)
        following = starts.copy()
        for portion in _taken(portions):
            where = ragged(following[portion.owners], portion.lengths)
            for column, values in zip(self._columns, portion.values, strict=True):
                column.values[where] = values
            following[portion.owners] += portion.lengths
        for kept, filled in ((self._starts, starts), (self._lengths, lengths), (self._rooms, rooms)):
            kept.values[:] = filled

    def _move(self, place: int, room: int) -> None:
        start, length = int(self._starts.values[place]), int(self._lengths.values[place])
        moved = 0
        for column in self._columns:
            held = column.values[start : start + length].copy()
            moved = column.add(np.zeros(room, held.dtype))
            column.values[moved : moved + length] = held
        self._starts.values[place] = moved
        self._rooms.values[place] = room


def _taken(portions: list[Portion]) -> Iterator[Portion]:
    """Portion after portion, each let go of when it was used: there may be tens of megabytes of them."""
    portions.reverse()
    while portions:
        yield portions.pop()


def ragged(starts: NDArray[Any], lengths: NDArray[Any]) -> NDArray[np.int64]:
    """The places of several stretches, one after the other: those from `starts[i]` on, `lengths[i]` of them."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    shifts: NDArray[np.int64] = np.repeat(starts - (ends - lengths), lengths)
    return np.arange(total, dtype=np.int64) + shifts
