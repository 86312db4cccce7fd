"""Names for people and sent forms that tell nobody who they are, and are the same in every export of one *space*.

HMAC-SHA256 (RFC 2104) of the id with a secret of the installation, the first 50 bits as ten letters of base 32 (RFC
4648). Among a million people two share one with a probability of 4 in 10,000. Whoever has the secret and the database
can tell who is who: these are pseudonyms in the sense of UU PDP 27/2022, not anonymous data.

There are three spaces. An admin may see names in reports and surveys, and scores, but not whose scores they are: so the
pseudonyms that an admin gets beside scores occur in no other export, and those beside names in none without names.
"""

from __future__ import annotations

import hmac
import uuid
from collections.abc import Sequence
from typing import Final

_HASH: Final = "sha256"
LETTERS: Final = 10
_BYTES: Final = 8
_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

PEOPLE, SCORES_ALONE, NAMED = "people", "scores alone", "named"


class Pseudonyms:
    """``secret``: of the installation (``storage.exports.ensure_secret``); ``space``: one of the three."""

    def __init__(self, secret: bytes, space: str = PEOPLE) -> None:
        self._secret, self._space = secret, space

    def people(self, ids: Sequence[int]) -> list[str]:
        """Of each person: ``K7QW2ZLM4A``."""
        return self._letters("person", ids)

    def records(self, ids: Sequence[int]) -> list[str]:
        """Of each sent form its key; rows of its repeats point to it."""
        return self._letters("submission", ids)

    def instance(self, instance_id: str) -> str:
        """An OpenRosa instance id in place of the real one, which the phone and the chat's person may know."""
        return f"uuid:{uuid.UUID(bytes=self._digest(f'instance:{instance_id}')[:16], version=4)}"

    def _letters(self, what: str, ids: Sequence[int]) -> list[str]:
        # Encoded together: one by one it takes as long as to read the answers.
        import numpy as np

        begin, secret, digest = f"{self._space}:{what}:", self._secret, hmac.digest
        digests = b"".join([digest(secret, f"{begin}{one}".encode(), _HASH)[:_BYTES] for one in ids])
        bits = np.frombuffer(digests, dtype=">u8").astype(np.uint64)[:, None] >> np.arange(
            64 - 5, 64 - 5 * LETTERS - 1, -5, dtype=np.uint64
        )
        letters = np.frombuffer(_ALPHABET, dtype="S1")[bits & np.uint64(31)]
        found: list[str] = letters.view(f"S{LETTERS}").ravel().astype(str).tolist()
        return found

    def _digest(self, text: str) -> bytes:
        return hmac.digest(self._secret, f"{self._space}:{text}".encode(), _HASH)
