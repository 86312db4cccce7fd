"""Photos are kept in an S3-compatible store: one that is away for a while loses nothing."""

from __future__ import annotations

from pathlib import Path

from tests.bot.small_s3 import BUCKET, KEY, REGION, SECRET, small_s3
from tests.scenarios.conftest import PACE
from tests.scenarios.filling import fills_in
from tests.world import World

FORM = """
| survey |
| | type | name | label::Indonesia (id) |
| | image | foto | Foto rumah |
| | text | catatan | Catatan |
"""


def test_a_photo_goes_to_the_store_when_it_is_there(tmp_path: Path) -> None:
    with small_s3() as server:
        world = World(
            tmp_path / "data",
            **PACE,
            attachments_s3_endpoint=server.url,
            attachments_s3_bucket=BUCKET,
            attachments_s3_key=KEY,
            attachments_s3_secret=SECRET,
            attachments_s3_region=REGION,
            attachments_s3_prefix="lampiran",
        )
        world.start_bot()
        try:
            sari = fills_in(world, FORM)
            server.says = (503, "SlowDown")
            sari.sends_sample("photo")
            sari.at("Catatan")
            world.on_loop(world.bot.attachments.look())
            assert world.query("SELECT state, attempts FROM attachment") == [("wanted", 0)]

            server.says = None
            world.clock.advance(minutes=2)
            world.on_loop(world.bot.attachments.look())
            [(state, sha256)] = world.query("SELECT state, sha256 FROM attachment")
            assert state == "kept"
            assert list(server.objects) == [f"lampiran/{sha256[:2]}/{sha256[2:]}"]
            assert world.bot.attachments.store.read(sha256)[:2] == b"\xff\xd8"
            assert not (tmp_path / "data" / "attachments").exists()
        finally:
            world.close()
