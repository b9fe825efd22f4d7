"""What the register refuses, as a code with arguments.

The sentence a person reads is looked up by the code in :mod:`landtrack.messages`, in his language; the
domain only says *what* is wrong and with *which* values.
"""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - the office's word for it; it is an answer to the person, not a fault
    """Something a person asked for cannot be done, and nothing was changed.

    ``code`` names the sentence ("case.unknown"); ``arguments`` fill its placeholders.
    """

    def __init__(self, code: str, /, **arguments: object) -> None:
        """Keep the code and the values its sentence needs."""
        super().__init__(code, arguments)
        self.code = code
        self.arguments = arguments

    def __str__(self) -> str:
        """Return a form for logs; people get the sentence from the message catalogue."""
        values = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"{self.code}({values})"


class UnknownCase(Refusal):
    """No such case, or not one this reader may see: the two must look the same."""


class Conflict(Refusal):
    """Somebody else changed the case since the reader saw it."""


class NotAllowed(Refusal):
    """The reader's role does not give the right for this."""


class UnknownUnit(Refusal):
    """No such unit in the frame, or not one of the reader's."""


class UnknownImport(Refusal):
    """No such import, or not one of the reader's: the two must look the same."""


class UnknownReport(Refusal):
    """No such report, or not one of the reader's: the two must look the same."""
