"""One RunSheet per data folder and person: a second start raises the first one's window.

A lock that dies with its process says who is first; a local socket carries one word to it. So a
socket left behind by a killed RunSheet keeps nobody out.
"""

import getpass
import hashlib
import os
import sys
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_CONNECT_MS, _ANSWER_MS, _QUIT_MS = 500, 2000, 30_000
_TRIES, _NEXT_TRY_MS = 10, 100
_LONGEST_LINE = 512
_HEARD = b"heard\n"
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105  # a window manager's leave to come to the front


class Word(StrEnum):
    """What another start may ask of the one that runs."""

    OPEN = "open"
    SYNC = "sync"
    PAUSE = "pause"
    QUIT = "quit"


def name_of(data_dir: Path) -> str:
    """The socket's name: the same for the same folder and person, and tells of neither."""
    whose = str(os.getuid()) if sys.platform != "win32" else getpass.getuser()
    folder = os.path.normcase(data_dir.expanduser().resolve())
    return "RunSheet-" + hashlib.sha256(f"{whose}|{folder}".encode()).hexdigest()[:20]


class SingleInstance(QObject):
    """`asked` carries the `Word` of another start; raise the window for each of them."""

    asked = Signal(object)

    def __init__(self, name: str, word: Word = Word.OPEN, parent: QObject | None = None) -> None:
        """`word`: what this start was asked for."""
        super().__init__(parent)
        self._name, self.word = name, word
        self._lock = QLockFile(QDir.tempPath() + f"/{name}.lock")
        self._lock.setStaleLockTime(0)  # stale by its dead process alone, never by its age
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """True: this process is the first, and is told of others from now on.

        False: another one has been told the word; end. One that holds the lock but does not answer
        is left alone: a desk must see its list, and two can share a folder. Needs the application.
        """
        for _ in range(_TRIES):
            if self._lock.tryLock(_NEXT_TRY_MS):
                self._listen()
                return True
            if hand_over(self._name, self.word):
                return False
        return True

    def close(self) -> None:
        """The next start is the first one again."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _listen(self) -> None:
        QLocalServer.removeServer(self._name)  # of one that was killed: the lock is ours
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        self._server.listen(self._name)

    def _welcome(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(lambda caller=socket: self._hear(caller))
            socket.disconnected.connect(socket.deleteLater)
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST_LINE:
                socket.abort()
            return
        line = bytes(socket.readLine(_LONGEST_LINE).data()).decode("utf-8", "replace")
        word, _, token = line.strip().partition(" ")
        if word in list(Word):
            socket.write(_HEARD)
            socket.flush()
            if token:
                os.environ[_TOKEN] = token  # Wayland raises only who shows a leave
            self.asked.emit(Word(word))
        if word != Word.QUIT:  # the end of that line is our end
            socket.disconnectFromServer()


def hand_over(name: str, word: Word) -> bool:
    """True when one that runs has heard the word; at once False where none does."""
    socket = QLocalSocket()
    return _reaches(socket, name) and _hears(socket, word)


def ask_to_quit(name: str) -> bool:
    """True when none runs any more: there was none, or the one there was has quit."""
    socket = QLocalSocket()
    if not _reaches(socket, name):
        return True
    if not _hears(socket, Word.QUIT):
        return False
    unconnected = QLocalSocket.LocalSocketState.UnconnectedState
    return socket.state() == unconnected or socket.waitForDisconnected(_QUIT_MS)


def _reaches(socket: QLocalSocket, name: str) -> bool:
    socket.connectToServer(name)
    return socket.waitForConnected(_CONNECT_MS)


def _hears(socket: QLocalSocket, word: Word) -> bool:
    _allow_to_come_to_the_front()
    token = os.environ.get(_TOKEN, "").strip()
    socket.write(f"{word} {token}".strip().encode() + b"\n")
    socket.flush()
    has_answered = socket.waitForReadyRead(_ANSWER_MS)
    return has_answered and bytes(socket.readAll().data()) == _HEARD


def _allow_to_come_to_the_front() -> None:
    """Windows lets only the program in front, which we are, hand that on."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
