"""Ids of our own rows: UUIDs that grow with time, so that an index is written at its end."""

import os
import time


def new_id() -> str:
    """A UUID of version 7 (RFC 9562): 48 bits of milliseconds, 74 random bits."""
    moment = f"{time.time_ns() // 1_000_000:012x}"
    noise = os.urandom(10).hex()
    variant = "89ab"[int(noise[3], 16) & 3]
    return f"{moment[:8]}-{moment[8:]}-7{noise[:3]}-{variant}{noise[4:7]}-{noise[7:19]}"
