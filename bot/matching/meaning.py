"""The optional extra `semantic`: how near the names of skills are to what a text is about, whatever words both use.

A meaning is the mean of the vectors of the pieces of words. The vectors are read from where the package wordllama is
installed; nothing of it runs, and nothing is downloaded.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.matching.columns import Column

_SIZE = 256
# What follows in a longer text is mostly logs and code.
_LETTERS_READ = 2_000


def _file_of_the_extra(*parts: str) -> Path | None:
    """A file of the package, found without importing it: that would set up logging for everybody."""
    package = find_spec("wordllama")
    file = Path(package.origin).parent.joinpath(*parts) if package and package.origin else None
    return file if file and file.is_file() else None


_VECTORS = _file_of_the_extra("weights", f"l2_supercat_{_SIZE}.safetensors")
_PIECES = _file_of_the_extra("tokenizers", "l2_supercat_tokenizer_config.json")
IS_INSTALLED = _VECTORS is not None and _PIECES is not None


class Meanings:
    """What the names of skills mean, by places; only where the extra is installed."""

    def __init__(self) -> None:
        self._vectors = Column(np.float32)

    @property
    def bytes_held(self) -> int:
        """How much memory they take, without the vectors of the words."""
        return self._vectors.bytes_held

    def set(self, place: int, name: str | None) -> None:
        """Take this as the name of a skill; None when it is gone."""
        missing = (place + 1) * _SIZE - len(self._vectors)
        if missing > 0:
            self._vectors.add(np.zeros(missing, np.float32))
        self._all[place] = 0 if name is None else _meaning_of(name)

    def nearness(self, text: str) -> NDArray[np.float64]:
        """By place how near each skill is to a text: the cosine of their meanings."""
        # Not by a matrix product: its last digits differ from one machine to the next, and an order must not.
        return np.asarray(np.einsum("ij,j->i", self._all, _meaning_of(text)).round(4), dtype=np.float64)

    @property
    def _all(self) -> NDArray[np.float32]:
        return self._vectors.values.reshape(-1, _SIZE)


def _meaning_of(text: str) -> NDArray[np.float32]:
    """The meaning of a text, of length 1; of length 0 where nothing is said."""
    tokenizer, vectors = _read()
    pieces = np.array(tokenizer.encode(text[:_LETTERS_READ], add_special_tokens=False).ids, np.int64)
    total = vectors[pieces[pieces < len(vectors)]].sum(axis=0)
    length = np.linalg.norm(total)
    return np.asarray(total / length if length > 0 else total, np.float32)


@cache
def _read() -> tuple[Any, NDArray[np.float32]]:
    """What cuts texts into pieces of words, and the vector of each piece."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(_PIECES))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    vectors: NDArray[np.float32] = load_file(str(_VECTORS))["embedding.weight"].astype(np.float32)
    return tokenizer, vectors
