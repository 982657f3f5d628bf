"""The shim between SQLite and the disk: tells what the very library that `sqlite3` uses writes.

A copy of SQLite's own VFS becomes the default; what it opens goes on to the same system calls, but
is told first. https://www.sqlite.org/vfs.html
"""

import _sqlite3
import ctypes
import sqlite3
import sys
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Protocol

OK = 0
KEPT_FILES = 0x00000100 | 0x00000800 | 0x00080000
"""SQLITE_OPEN_MAIN_DB, MAIN_JOURNAL and WAL: what is there again after a power cut."""


class NoShim(Exception):
    """Why what SQLite writes cannot be seen here."""


class Watcher(Protocol):
    """Who is told; a file is named by its handle."""

    def opened(self, handle: int, path: str) -> None: ...
    def closed(self, handle: int) -> None: ...
    def written(self, handle: int, at: int, content: bytes) -> None: ...
    def cut(self, handle: int, size: int) -> None: ...
    def synced(self, handle: int) -> None: ...
    def folder_synced(self, path: str) -> None: ...
    def look(self) -> None: ...


class Methods(Structure):
    """`sqlite3_io_methods`."""


class File(Structure):
    """`sqlite3_file`: the beginning of whatever the VFS keeps."""

    _fields_ = (("methods", POINTER(Methods)),)


class Vfs(Structure):
    """`sqlite3_vfs`."""


Close = CFUNCTYPE(c_int, POINTER(File))
Write = CFUNCTYPE(c_int, POINTER(File), c_void_p, c_int, c_int64)
Truncate = CFUNCTYPE(c_int, POINTER(File), c_int64)
Sync = CFUNCTYPE(c_int, POINTER(File), c_int)
Open = CFUNCTYPE(c_int, POINTER(Vfs), c_void_p, POINTER(File), c_int, POINTER(c_int))
Delete = CFUNCTYPE(c_int, POINTER(Vfs), c_char_p, c_int)
SetCall = CFUNCTYPE(c_int, POINTER(Vfs), c_char_p, c_void_p)
GetCall = CFUNCTYPE(c_void_p, POINTER(Vfs), c_char_p)
OpenFolder = CFUNCTYPE(c_int, c_char_p, POINTER(c_int))

Methods._fields_ = (
    ("version", c_int), ("close", Close), ("read", c_void_p), ("write", Write),
    ("truncate", Truncate), ("sync", Sync), ("others", c_void_p * 13),
)  # fmt: skip
Vfs._fields_ = (
    ("version", c_int), ("file_bytes", c_int), ("longest_path", c_int), ("next", c_void_p),
    ("name", c_char_p), ("data", c_void_p), ("open", Open), ("delete", Delete),
    ("others", c_void_p * 11), ("set_call", SetCall), ("get_call", GetCall),
    ("next_call", c_void_p),
)  # fmt: skip


class Shim:
    """SQLite's way to the disk with somebody who listens; for the rest of the process's life."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self._methods: dict[int, tuple[Methods, Methods]] = {}
        library = _library()
        self._real = library.sqlite3_vfs_find(None).contents
        if not self._real.set_call:
            raise NoShim("this SQLite tells no system call of its own")
        self._ours = Vfs.from_buffer_copy(self._real)
        self._ours.name = b"recorded"
        self._ours.open, self._ours.delete = Open(self._open), Delete(self._delete)
        self._open_folder = OpenFolder(self._real.get_call(self._real, b"openDirectory"))
        self._told_folder = OpenFolder(self._folder)
        told = ctypes.cast(self._told_folder, c_void_p)
        if self._real.set_call(self._real, b"openDirectory", told) != OK:
            raise NoShim("this SQLite cannot tell when it syncs a folder")
        library.sqlite3_vfs_register(ctypes.byref(self._ours), 1)

    def _open(self, vfs, name, file, flags, told):
        rc = self._real.open(vfs, name, file, flags, told)
        if rc == OK and name and flags & KEPT_FILES and file.contents.methods:
            file.contents.methods = self._told(file.contents.methods)
            path = ctypes.string_at(name).decode()
            self._watcher.opened(_handle(file), path)
        return rc

    def _told(self, methods):
        """Give methods that tell, and then do what these did."""
        key = ctypes.addressof(methods.contents)
        if key not in self._methods:
            real, ours = methods.contents, Methods.from_buffer_copy(methods.contents)
            watcher = self._watcher

            def write(file, content, size, at):
                watcher.written(_handle(file), at, ctypes.string_at(content, size))
                return real.write(file, content, size, at)

            def truncate(file, size):
                watcher.cut(_handle(file), size)
                return real.truncate(file, size)

            def sync(file, how):
                watcher.synced(_handle(file))
                return real.sync(file, how)

            def close(file):
                watcher.closed(_handle(file))
                return real.close(file)

            ours.write, ours.truncate = Write(write), Truncate(truncate)
            ours.sync, ours.close = Sync(sync), Close(close)
            self._methods[key] = (ours, real)
        return ctypes.pointer(self._methods[key][0])

    def _delete(self, vfs, name, sync_folder):
        self._watcher.look()
        rc = self._real.delete(vfs, name, sync_folder)
        self._watcher.look()
        return rc

    def _folder(self, path, descriptor):
        """SQLite opens the folder of a file for one end only: to sync the names in it."""
        rc = self._open_folder(path, descriptor)
        if rc == OK:
            self._watcher.folder_synced(str(Path(path.decode()).parent))
        return rc


def _handle(file) -> int:
    return ctypes.addressof(file.contents)


def _library() -> ctypes.CDLL:
    if sys.platform == "win32":
        raise NoShim("on Windows SQLite syncs no folder")
    try:
        library = ctypes.CDLL(getattr(_sqlite3, "__file__", None))
        library.sqlite3_libversion.restype = c_char_p
        library.sqlite3_vfs_find.restype = POINTER(Vfs)
        found = library.sqlite3_libversion().decode()
    except (OSError, AttributeError):
        raise NoShim("this Python keeps its SQLite to itself") from None
    if found != sqlite3.sqlite_version:
        raise NoShim("this Python uses another SQLite than the one that can be reached")
    return library
