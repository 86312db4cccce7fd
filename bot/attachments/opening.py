"""Which store the settings choose: a folder, unless an S3-compatible one is named."""

from __future__ import annotations

from bot.attachments.keeping import Keeper, Store
from bot.settings import Settings


def store_of(settings: Settings) -> Keeper:
    """The store of attachments; nothing is read or written yet (``check`` does). ``OSError`` for what cannot be one."""
    if not settings.in_object_store:
        return Store(settings.attachments_folder)
    # 0.2 s and 25 MB that who keeps a folder need not spend.
    from bot.attachments.object_store import ObjectStore

    return ObjectStore(settings)
