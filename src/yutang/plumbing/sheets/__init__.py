"""Tables as files, for all rooms: one reader of whatever an office sends, one writer.

`limits` how large, `cells` and `reading` a file's sheets, `columns` how cells are read, `headings`
where they stand, `table` rows and problems, `problems` what may be wrong, `writing` files out,
`trial` an import from its upload to its confirmation. How to write an import: docs/imports.md.
"""

from yutang.plumbing.sheets.limits import Form, Limits, OldWorkbook, TooLarge, Unreadable
from yutang.plumbing.sheets.reading import rows_in
from yutang.plumbing.sheets.writing import sent

FILE_BYTES_MAX = Limits().bytes_max

__all__ = [
    "FILE_BYTES_MAX",
    "Form",
    "Limits",
    "OldWorkbook",
    "TooLarge",
    "Unreadable",
    "rows_in",
    "sent",
]
