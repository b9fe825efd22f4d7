"""What the program says, in Vietnamese and English: sentences for refusals, labels for terms, numbers and dates.

The English text is the key; ``locale/vi/LC_MESSAGES/landtrack.po`` holds the Vietnamese.
"""

from landtrack.messages.catalogue import Catalogue, catalogue

__all__ = ["Catalogue", "catalogue"]
