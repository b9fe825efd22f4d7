"""What the script that draws says: sent with the choices of its form, so that the page itself need not carry it."""

from __future__ import annotations

from landtrack.web.language import say


def draw_texts() -> dict[str, str]:
    """Return the texts by name, in the visitor's language."""
    return {**_form_texts(), **_hint_texts(), **_tool_texts(), **_place_texts(), **_judge_texts(), **_corner_texts()}


def _form_texts() -> dict[str, str]:
    text = say().text
    return {
        "draw_title_new": text("New case"),
        "draw_title_correct": text("Correct {code}"),
        "draw_save_new": text("Save the case"),
        "draw_save_correction": text("Save the correction"),
        "draw_unit": text("Area unit"),
        "draw_hamlet": text("Hamlet"),
        "draw_map_sheet": text("Map sheet"),
        "draw_parcel": text("Parcel"),
        "draw_part_of_parcel": text("Only a part of the parcel"),
        "draw_parcel_unit": text("Parcel numbered in"),
        "draw_no_old_commune": text("The unit itself"),
        "draw_land_type": text("Land type"),
        "draw_area_m2": text("Declared area, m²"),
        "draw_kind": text("Kind of violation"),
        "draw_occurred": text("Time of the violation"),
        "draw_earliest": text("Not before"),
        "draw_latest": text("Not after"),
        "draw_found_on": text("Found on"),
        "draw_code": text("Case code"),
        "draw_reason": text("Reason, source"),
        "draw_geometry": text("Place on the map"),
        "draw_yes": text("yes"),
        "draw_no": text("no"),
    }


def _hint_texts() -> dict[str, str]:
    text = say().text
    return {
        "draw_hint_code": text("Empty: the next number of the unit and year"),
        "draw_hint_land_type": text("A code, or several: ONT+CLN"),
        "draw_hint_area_m2": text("As in the papers: 1.250,5"),
        "draw_hint_occurred": text("“năm 2008”, “trước 2014”, “6/2020”, “2008-2010” or a day"),
        "draw_hint_latest": text("Empty: the day it was found"),
        "draw_draft_found": text("A draft of yours, not saved, is still here."),
        "draw_draft_take": text("Go on with the draft"),
        "draw_draft_drop": text("Throw it away"),
        "draw_leave_title": text("Leave without saving?"),
        "draw_leave_hint": text("A draft stays in this tab of the browser until it is closed."),
        "draw_leave_stay": text("Stay"),
        "draw_leave_keep": text("Keep as draft"),
        "draw_leave_drop": text("Throw away"),
        "draw_theirs": text("Theirs"),
        "draw_mine": text("Yours"),
        "draw_take": text("Take this"),
        "draw_theirs_taken": text("You had not changed it: theirs is in the form now."),
        "draw_conflict_hint": text(
            "Nothing is lost. Where both changed something, yours stands until you take theirs."
        ),
        "draw_shape_area": text("an area"),
        "draw_shape_point": text("a point"),
        "draw_shape_none": text("no geometry"),
    }


def _tool_texts() -> dict[str, str]:
    text = say().text
    return {
        "draw_tools": text("Drawing tools"),
        "draw_do_part": text("Draw an area"),
        "draw_do_another": text("Another part"),
        "draw_do_hole": text("Hole"),
        "draw_do_cut": text("Cut by a line"),
        "draw_do_finish": text("Finish"),
        "draw_do_undo": text("Undo"),
        "draw_do_redo": text("Redo"),
        "draw_do_show": text("Show what was drawn"),
        "draw_do_corner": text("Delete the corner"),
        "draw_do_ring": text("Delete the part"),
        "draw_do_ring_part": text("Delete the part"),
        "draw_do_ring_hole": text("Delete the hole"),
        "draw_do_snap": text("Snap to neighbours"),
        "draw_hint_none": text("Nothing drawn yet."),
        "draw_hint_area": text("Drag a corner to move it, a faint mark to add one; choose one to delete it."),
        "draw_hint_point": text("A point. Draw an area instead, or measure anew."),
        "draw_hint_selected": text("A corner is chosen."),
        "draw_hint_part": text("Click the first corner."),
        "draw_hint_part_on": text("Click corner after corner; click the last one again, or Finish."),
        "draw_hint_hole": text("Click into the area, at the first corner of the hole."),
        "draw_hint_hole_on": text("Click corner after corner; click the last one again, or Finish."),
        "draw_hint_cut": text("Click a line across the area; click its last point again, or Finish."),
        "draw_hint_cut_on": text("Click a line across the area; click its last point again, or Finish."),
        "draw_lost": text("What was drawn lies off the screen."),
        "draw_missed": text("A hole begins inside the area."),
        "draw_was_cut": text("Cut. Choose a corner of the part that is not of the case and delete that part."),
    }


def _place_texts() -> dict[str, str]:
    text = say().text
    return {
        "draw_way_draw": text("Draw"),
        "draw_way_corners": text("Corners"),
        "draw_way_position": text("My position"),
        "draw_way_none": text("Without a place"),
        "draw_position_hint": text("Stand at the place. The longer you wait, the better the position becomes."),
        "draw_position_begin": text("Measure my position"),
        "draw_position_end": text("Take this position"),
        "draw_position_waiting": text("Waiting for the satellites…"),
        "draw_position_found": text("Measured to within {metres} m."),
        "draw_position_none": text(
            "This browser gives no position here: that takes a phone, and an address with https."
        ),
        "draw_position_denied": text("The browser may not tell the position. Allow it in the settings of this site."),
        "draw_position_failed": text("The position could not be measured. Go outdoors and try again."),
        "draw_position_late": text("No position came in time. Go outdoors and try again."),
        "draw_measured_by_phone": text("Position by phone, to within {metres} m."),
    }


def _judge_texts() -> dict[str, str]:
    text = say().text
    return {
        "draw_measured": text("Measured"),
        "draw_difference": text("{percent} against the declared area"),
        "draw_lies_in": text("Lies in"),
        "draw_no_unit": text("no unit of the map"),
        "draw_outside": text("Not wholly in the unit of the case"),
        "draw_off": text("not wholly in the unit"),
        "draw_overlaps": text("Overlaps"),
        "draw_none": text("no other case"),
        "draw_point": text("a point in it"),
        "draw_more": text("and {count} more"),
        "draw_parts": text("Parts"),
        "draw_joined": text("Parts that touch along a line are saved as one."),
        "draw_crosses": text("crosses itself"),
        "draw_crossing": text("The outline crosses itself where the map is marked. Move a corner there."),
    }


def _corner_texts() -> dict[str, str]:
    text = say().text
    return {
        "draw_system": text("Coordinate system"),
        "draw_corners": text("Corners, one a line"),
        "draw_corners_hint": text("In either order. An empty line begins another part, a line “Lỗ” a hole."),
        "draw_corners_example": "1\t2375123,45\t412345,67\n2\t2375140,10\t412371,02\n3\t2375112,87\t412380,55",
        "draw_corners_take": text("Take these corners"),
        "draw_corners_read": text("{corners} corners read in {system}, {order}."),
        "draw_corners_empty": text("No corner found. Write two coordinates on each line."),
        "draw_corners_short": text("The part that ends in line {line} has fewer than three corners."),
        "draw_corners_numbers": text("Line {line}: “{text}” has no two coordinates."),
        "draw_corners_place": text("Line {line}: “{text}” is nowhere in Việt Nam in this system."),
        "draw_order_north": text("X (north) first"),
        "draw_order_east": text("Y (east) first"),
        "draw_order_degrees_north": text("latitude first"),
        "draw_order_degrees_east": text("longitude first"),
        "draw_other_system": text("They lie outside the unit; in {system} they would lie in it."),
        "draw_part_line": text("Part {number}"),
        "draw_hole_line": text("Hole"),
    }
