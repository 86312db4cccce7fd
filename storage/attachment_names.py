"""What a sent file is called from now on: by what it is, and by nothing of the phone that it came from."""

import re
import secrets
from typing import Final

# What a file is called by its kind in the chat, and the ending where its own name and type tell none.
_CALLED: Final = {
    "photo": ("foto", "jpg"),
    "voice": ("suara", "ogg"),
    "audio": ("suara", "mp3"),
    "video": ("video", "mp4"),
    "video_note": ("video", "mp4"),
    "animation": ("video", "mp4"),
    "document": ("berkas", "bin"),
}
_BY_TYPE: Final = {"image": "foto", "audio": "suara", "video": "video"}
_ENDINGS: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/gif": "gif",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/x-m4a": "m4a",
    "audio/aac": "aac",
    "audio/wav": "wav",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/3gpp": "3gp",
    "application/pdf": "pdf",
}
_ENDING: Final = re.compile(r"\.([A-Za-z0-9]{1,8})$", re.ASCII)


def file_name(kind: str, mime: str | None, original: str | None) -> str:
    """A new name that no other file has ("foto-1f0c9a7be2.jpg"): nothing of the phone's own name but its ending."""
    called, ending = _CALLED.get(kind, _CALLED["document"])
    plain = (mime or "").partition(";")[0].strip().casefold()
    called = _BY_TYPE.get(plain.partition("/")[0], called)
    found = _ENDING.search(original or "")
    ending = _ENDINGS.get(plain) or (found[1].lower() if found else ending)
    return f"{called}-{secrets.token_hex(5)}.{ending}"
