"""Sentences about files that come in."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "intake.empty": "“{file}” is empty. Choose the file again; perhaps it was not saved.",
    "intake.unreadable": "“{file}” cannot be opened: {reason}.",
    "intake.damaged": "“{file}” is damaged and cannot be read. Open it in the program that made it, save it again, and try once more.",
    "intake.too_large": "“{file}” has {size} MB; at most {most} MB can be read. Split it, or leave out pictures.",
    "intake.too_many_rows": "“{file}” has more than {most} rows. Split it into several files.",
    "intake.too_many_cells": "“{file}” has more than {most} cells. Delete stray entries far to the right or below, or split it into several files.",
    "intake.unknown": "“{file}” is none of the formats that can be read (.xlsx, .xls, .ods, .csv, shapefile, GeoPackage, GeoJSON, KML, DXF, MapInfo, DGN V7). Save it as one of them.",
    "intake.save_as": "“{file}” is a file of the format {kind}, which cannot be read. Save it as {wanted} and try again.",
    "intake.encrypted": "“{file}” is protected by a password. Save it without the password and try again.",
    "intake.zip_encrypted": "“{file}” is a zip with a password. Pack it again without one.",
    "intake.zip_hostile": "“{file}” holds “{member}”, a name that leads outside its folder or stands twice. Nothing was read: pack the files again.",
    "intake.zip_bomb": "“{file}” would unpack to far more than a file of its size may hold. Nothing was read.",
    "intake.zip_nested": "“{file}” holds another packed file, “{member}”. Unpack it and give that file by itself.",
    "intake.zip_without": "“{file}” holds nothing that can be read: a zip must hold a shapefile, a MapInfo table or one of the other layers. Give tables by themselves.",
    "intake.parts_missing": "“{file}” lacks its parts {parts}. Choose all files of the layer, or a zip that holds them.",
    "intake.part_only": "“{file}” is only a part of a layer. Give the .shp, .tab or .mif beside it, or a zip with all parts.",
    "intake.no_sheets": "“{file}” has no sheet and no layer to read.",
    "intake.no_sheet": "“{file}” has no sheet “{sheet}”. It has: {sheets}.",
    "intake.encoding_unknown": "“{encoding}” is no encoding that can be chosen. Use one of: {encodings}.",
    "intake.encoding_wrong": "“{file}” is not written in {encoding}. Choose another encoding, or let it be recognised.",
    "intake.nul": "“{file}” has a NUL character in line {line}: it is damaged, or no text. Save it again as CSV.",
    "intake.open_quote": "“{file}”: a quotation mark near line {line} is opened and never closed. Correct it and try again.",
    "intake.formula_without_value": "The formula in this cell was never computed, so nobody can read its value. Open the file in Excel or LibreOffice, save it, and import it again.",
    "intake.formulas_without_value": "{count} more formulas were never computed; their cells read as empty. Open the file in Excel or LibreOffice and save it.",
    "intake.macros": "The workbook has macros. They are not run and not kept.",
    "intake.ending": "“{file}” ends in .{ending}, but its content is {form}. It was read as what it is.",
    "intake.no_system": "The file does not say in which coordinate system its shapes lie. Choose it.",
    "intake.other_system": "The file says its shapes lie in “{system}”, which is neither a VN-2000 system nor WGS 84. Check it, or choose another.",
    "intake.letters_guessed": "The file does not say how its letters are written; they were read as {encoding}. Look at the preview, or choose another encoding.",
    "intake.letters_differ": "The file says its letters are {declared}, but they are {encoding} and were read so.",
    "intake.curves": "{count} shapes have arcs; they were drawn with short straight lines.",
    "intake.shape_kind": "The shape of row {row} is of a kind that cannot be read (arcs in a collection, or a surface of triangles). Draw it as a polygon.",
    "intake.closed_lines": "{count} closed lines were read as areas.",
    "intake.other_content": "“{file}” is named .{ending}, but its content is something else. Check that it is the right file, or save it again.",
    "intake.broken_letters": "This cell holds bytes that are no letters (shown as “�”). Type it again in the file.",
}
