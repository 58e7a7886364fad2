"""Whether a password is the one of the operating system's user: Windows asks its own log-on,
Linux and macOS ask PAM. The password goes to the system in memory and is kept nowhere.
"""

import ctypes
import sys
from collections.abc import Callable

from app.services.pc.who import current_user

if sys.platform == "win32":
    from ctypes import wintypes

    _INTERACTIVE, _DEFAULT_PROVIDER = 2, 0

    def is_offered() -> bool:
        """True on every Windows."""
        return True

    def is_right(password: str) -> bool:
        """Logs the user on once, and off at once. Blocks: in a thread only."""
        token = wintypes.HANDLE()
        told = ctypes.windll.advapi32.LogonUserW(
            current_user(), ".", password, _INTERACTIVE, _DEFAULT_PROVIDER, ctypes.byref(token)
        ) or ctypes.windll.advapi32.LogonUserW(
            current_user(), None, password, _INTERACTIVE, _DEFAULT_PROVIDER, ctypes.byref(token)
        )
        if told:
            ctypes.windll.kernel32.CloseHandle(token)
        return bool(told)

else:
    _SERVICE = b"login"
    _SUCCESS, _BAD_CONVERSATION = 0, 19
    _ASK_HIDDEN = 1

    class _Message(ctypes.Structure):
        _fields_ = (("style", ctypes.c_int), ("text", ctypes.c_char_p))

    class _Response(ctypes.Structure):
        _fields_ = (("text", ctypes.c_void_p), ("code", ctypes.c_int))

    _CONVERSE = ctypes.CFUNCTYPE(
        ctypes.c_int,
        ctypes.c_int,
        ctypes.POINTER(ctypes.POINTER(_Message)),
        ctypes.POINTER(ctypes.POINTER(_Response)),
        ctypes.c_void_p,
    )

    class _Conversation(ctypes.Structure):
        _fields_ = (("converse", _CONVERSE), ("data", ctypes.c_void_p))

    def is_offered() -> bool:
        """True where PAM is there."""
        return _pam() is not None

    def _pam() -> ctypes.CDLL | None:
        """By its own name: `ctypes.util` would start a compiler to look for it."""
        try:
            return ctypes.CDLL("libpam.dylib" if sys.platform == "darwin" else "libpam.so.0")
        except OSError:
            return None

    def is_right(password: str) -> bool:
        """Asks PAM as a log-in would, without one. Blocks, after a wrong one for two seconds: in a
        thread only.
        """
        pam, c = _pam(), ctypes.CDLL(None)
        if pam is None:
            return False
        c.calloc.restype = c.strdup.restype = ctypes.c_void_p
        c.calloc.argtypes = [ctypes.c_size_t, ctypes.c_size_t]
        c.strdup.argtypes = [ctypes.c_char_p]
        conversation = _Conversation(_CONVERSE(_answering(c, password.encode())), None)
        handle = ctypes.c_void_p()
        user = current_user().encode()
        pam.pam_start.argtypes = [
            ctypes.c_char_p,
            ctypes.c_char_p,
            ctypes.POINTER(_Conversation),
            ctypes.POINTER(ctypes.c_void_p),
        ]
        for step in (pam.pam_authenticate, pam.pam_acct_mgmt, pam.pam_end):
            step.argtypes = [ctypes.c_void_p, ctypes.c_int]
        if pam.pam_start(_SERVICE, user, ctypes.byref(conversation), ctypes.byref(handle)):
            return False
        told = pam.pam_authenticate(handle, 0)
        if told == _SUCCESS:
            told = pam.pam_acct_mgmt(handle, 0)
        pam.pam_end(handle, told)
        return bool(told == _SUCCESS)

    def _answering(c: ctypes.CDLL, password: bytes) -> Callable[..., int]:
        """What PAM calls: the password for a hidden question, nothing for all others. PAM frees
        what it is given, so it is made with C's own memory.
        """

        def answer(count: int, messages: object, responses: object, _data: object) -> int:
            place = c.calloc(count, ctypes.sizeof(_Response))
            if not place:
                return _BAD_CONVERSATION
            given = ctypes.cast(place, ctypes.POINTER(_Response))
            for index in range(count):
                is_hidden = messages[index].contents.style == _ASK_HIDDEN  # type: ignore[index]
                given[index].text = c.strdup(password) if is_hidden else None
            responses[0] = given  # type: ignore[index]
            return _SUCCESS

        return answer
