"""Attachments in an S3-compatible store: the institution's own, or a cloud's. Same names as in the folder.

Imported only when it is set (`bot.attachments.opening`). Why botocore alone: docs/decisions/0013-object-store.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from bot.attachments.keeping import is_hash
from bot.settings import Settings

SECONDS_TO_CONNECT: Final = 5
SECONDS_TO_ANSWER: Final = 30
ATTEMPTS: Final = 3
_PROBE: Final = "probe"
_MISSING: Final = frozenset({"NoSuchKey", "NotFound", "404"})

# What an answer means to who wrote the settings, by S3's code of it.
_MEANS: Final = {
    "NoSuchBucket": "has no such bucket: make it, or correct ATTACHMENTS_S3_BUCKET",
    "InvalidAccessKeyId": "does not know ATTACHMENTS_S3_KEY",
    "SignatureDoesNotMatch": "says that ATTACHMENTS_S3_SECRET does not belong to ATTACHMENTS_S3_KEY",
    "AccessDenied": "does not let ATTACHMENTS_S3_KEY list, read, write and delete in the bucket",
    # An answer to HEAD has no body, and so no code.
    "403": "refuses ATTACHMENTS_S3_KEY or its ATTACHMENTS_S3_SECRET",
    "AuthorizationHeaderMalformed": "is in another region: correct ATTACHMENTS_S3_REGION",
    "PermanentRedirect": "keeps this bucket elsewhere: correct ATTACHMENTS_S3_ENDPOINT and ATTACHMENTS_S3_REGION",
    "RequestTimeTooSkewed": "says that the clock of this machine is wrong",
}


class StoreAway(OSError):  # noqa: N818 - it says what happened
    """The store cannot be reached, or refuses; in one line, without a secret."""


class ObjectStore:
    """``prefix/ab/cdef…`` in one bucket: a ``Keeper``. Bucket or prefix belong to this bot alone.

    Its client may be used by several threads at once.
    """

    def __init__(self, settings: Settings) -> None:
        key, secret = settings.attachments_s3_key, settings.attachments_s3_secret
        if settings.attachments_s3_endpoint is None or key is None or secret is None:
            raise ValueError("no object store is set")
        self._where = settings.attachments_s3_endpoint
        self._bucket = settings.attachments_s3_bucket
        self._prefix = settings.attachments_s3_prefix
        with self._errors():
            self._client: Any = Session().create_client(
                "s3",
                region_name=settings.attachments_s3_region,
                endpoint_url=self._where,
                aws_access_key_id=key.get_secret_value(),
                aws_secret_access_key=secret.get_secret_value(),
                config=Config(
                    connect_timeout=SECONDS_TO_CONNECT,
                    read_timeout=SECONDS_TO_ANSWER,
                    retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
                    # The content's hash is part of the signature, so that a store refuses what was changed on the way.
                    # Bucket names as host names are not for everybody's certificates.
                    s3={"addressing_style": "path", "payload_signing_enabled": True},
                    # Checksums of a newer kind, which not every compatible store knows.
                    request_checksum_calculation="when_required",
                    response_checksum_validation="when_required",
                ),
            )

    def put(self, content: bytes) -> str:
        """Keep it, unless it is there already; gives its hash. S3 answers once the object is kept for good."""
        sha256 = hashlib.sha256(content).hexdigest()
        if self._size(sha256) != len(content):
            with self._errors():
                self._client.put_object(
                    Bucket=self._bucket, Key=self._key(sha256), Body=content, ContentType="application/octet-stream"
                )
        return sha256

    def read(self, sha256: str) -> bytes:
        """The content; ``FileNotFoundError``, ``StoreAway``."""
        with self._errors():
            answer = self._client.get_object(Bucket=self._bucket, Key=self._key(sha256))
            content = bytes(answer["Body"].read())
        if hashlib.sha256(content).hexdigest() != sha256:
            raise StoreAway(f"{self._where} gave another content than was kept")
        return content

    def remove(self, sha256: str) -> None:
        """Delete the object, if it is there."""
        with self._errors():
            self._client.delete_object(Bucket=self._bucket, Key=self._key(sha256))

    def clear_parts(self) -> None:
        """Nothing to do: each object is one request, so that there are no parts."""

    def shelves(self) -> Iterator[list[str]]:
        """The hashes of all files, a page of the bucket's list at a time."""
        begin: dict[str, str] = {}
        while True:
            with self._errors():
                page = self._client.list_objects_v2(Bucket=self._bucket, Prefix=self._prefix, **begin)
            names = [found["Key"].removeprefix(self._prefix) for found in page.get("Contents", ())]
            yield [name.replace("/", "", 1) for name in names if name[2:3] == "/" and is_hash(name.replace("/", "", 1))]
            if not page.get("IsTruncated"):
                return
            begin = {"ContinuationToken": page["NextContinuationToken"]}

    def check(self) -> None:
        """List, write, read and delete: all that the bot does there. ``StoreAway``."""
        probe = {"Bucket": self._bucket, "Key": f"{self._prefix}{_PROBE}"}
        with self._errors():
            self._client.list_objects_v2(Bucket=self._bucket, Prefix=self._prefix, MaxKeys=1)
            self._client.put_object(**probe, Body=b"may be deleted")
            self._client.get_object(**probe)["Body"].read()
            self._client.delete_object(**probe)

    def _size(self, sha256: str) -> int | None:
        """How many bytes are kept under this hash; None where nothing is."""
        try:
            with self._errors():
                return int(self._client.head_object(Bucket=self._bucket, Key=self._key(sha256))["ContentLength"])
        except FileNotFoundError:
            return None

    def _key(self, sha256: str) -> str:
        if not is_hash(sha256):
            raise ValueError("no SHA-256")
        return f"{self._prefix}{sha256[:2]}/{sha256[2:]}"

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Botocore's errors as ``OSError``, for which the fetcher and the screens wait as for a full disk."""
        try:
            yield
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            if code in _MISSING:
                raise FileNotFoundError("no such file in the store") from None
            means = _MEANS.get(code, f"refuses ({code})")
            raise StoreAway(f"the store of attachments at {self._where} {means}") from None
        except (BotoCoreError, OSError) as error:
            raise StoreAway(
                f"the store of attachments at {self._where} cannot be reached ({type(error).__name__}): "
                "check ATTACHMENTS_S3_ENDPOINT and the network"
            ) from None
