"""Whether the operating system's user has a password, told by the system without asking for it.

Where the system does not tell (a company's directory, a sign-in without a password) it counts as
none: a lock that falls by itself must open with what its person knows.
"""

import sys

from app.services.pc.asking import said_by
from app.services.pc.who import current_user

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _NO_PASSWORD_NEEDED = 0x20

    class _Account(ctypes.Structure):
        """USER_INFO_1"""

        _fields_ = (
            ("name", wintypes.LPWSTR),
            ("password", wintypes.LPWSTR),
            ("password_age", wintypes.DWORD),
            ("privileges", wintypes.DWORD),
            ("home", wintypes.LPWSTR),
            ("comment", wintypes.LPWSTR),
            ("flags", wintypes.DWORD),
            ("script", wintypes.LPWSTR),
        )

    class _Identity(ctypes.Structure):
        """The beginning of USER_INFO_24"""

        _fields_ = (("is_from_the_internet", wintypes.BOOL), ("flags", wintypes.DWORD))

    def has_password() -> bool:
        """True for an account of this PC alone that needs one. Blocks: in a thread only."""
        flags = _told(1, _Account, "flags")
        is_foreign = _told(24, _Identity, "is_from_the_internet")
        return flags is not None and not flags & _NO_PASSWORD_NEEDED and is_foreign == 0

    def _told(level: int, kind: type[ctypes.Structure], name: str) -> int | None:
        """One number of what Windows knows of the user here; None where it knows nothing."""
        place = ctypes.POINTER(kind)()
        library = ctypes.windll.netapi32
        if library.NetUserGetInfo(None, current_user(), level, ctypes.byref(place)):
            return None
        try:
            return int(getattr(place.contents, name))
        finally:
            library.NetApiBufferFree(place)

else:

    def has_password() -> bool:
        """True where there is one that PAM can check. Blocks: in a thread only."""
        if sys.platform == "darwin":
            place = f"/Users/{current_user()}"
            return mac_has_password(said_by("dscl", ".", "-read", place, "AuthenticationAuthority"))
        return linux_has_password(said_by("passwd", "--status"))

    def linux_has_password(status: str) -> bool:
        """`kim P 2026-01-31 …`; `L` for a locked one, `NP` for none, nothing where it won't say."""
        return status.split()[1:2] in (["P"], ["PS"])

    def mac_has_password(told: str) -> bool:
        """`AuthenticationAuthority: ;ShadowHash;…` for a password that is kept on this Mac."""
        return ";ShadowHash;" in told and ";DisabledUser;" not in told
