"""The words of the demo: names of hamlets and notes of the office. All invented, no person named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landtrack.domain.area_unit import UnitKind
from landtrack.domain.status import Form, Status
from landtrack.usecases.demo.dice import happens

if TYPE_CHECKING:
    from random import Random

    from landtrack.domain.area_unit import AreaUnit

_HAMLETS: dict[str, tuple[str, ...]] = {
    "Đồng": ("Cờ", "Vàng", "Mơ", "Gián", "Nhân", "Bông", "Lân", "Tân", "Kênh", "An", "Mười", "Quán", "Sen"),
    "Cầu": ("Gụ", "Tư", "Đá", "Nhẫm", "Thầy", "Khoai", "Cài"),
    "Trại": ("Nấm", "Vanh", "Mới", "Hồng", "Quân", "Nhất", "Đảng", "Cọ"),
    "Hố": ("Luồng", "Rích", "Dẻ", "Tre", "Mít"),
    "Gốc": ("Bòng", "Dổi", "Sim", "Sữa", "Đa"),
    "Đình": ("Cả", "Dĩnh", "Thượng", "Hạ"),
    "Bãi": ("Lát", "Sậy", "Gạo", "Danh"),
    "Núi": ("Lim", "Bà", "Dứa", "Thông"),
    "Đá": ("Ong", "Trắng", "Xếp", "Bạc"),
    "Ao": ("Cạn", "Tuần", "Gáo", "Sen"),
    "Làng": ("Dưới", "Trên", "Vàng", "Ba", "Giữa"),
    "Suối": ("Ven", "Cấy", "Trong", "Dọc"),
    "Đèo": ("Sặt", "Cà", "Trám"),
    "Chùa": ("Kem", "Đỏ", "Nguyệt"),
    "Bến": ("Lường", "Nhãn", "Trăm"),
    "Tân": ("An", "Gia", "Vân", "Thịnh", "Lập", "Kỳ", "Sơn"),
}
_HIGHLAND = (
    "Ven", "Thép", "Nà Lu", "Cây Vối", "Xoan", "Khe Ngọn", "Tràng Bắn", "Cây Thị", "Diễn", "Còn Trang", "Khe Đào",
)  # fmt: skip
NO_NOTE = 0.65  # invented: most changes are entered without a note


def hamlet_names(dice: Random, unit: AreaUnit, count: int, *, highland: bool) -> list[str]:
    """Return ``count`` names, each once: "Thôn Đồng Cờ"; "Bản Ven" in the highlands, "Tổ dân phố …" in a town."""
    names = [f"{first} {second}" for first, seconds in _HAMLETS.items() for second in seconds]
    chosen = dice.sample(names, count)
    if unit.kind is UnitKind.THI_TRAN:
        return [f"Tổ dân phố {name}" for name in chosen]
    bans = dice.sample(_HIGHLAND, min(count // 2, len(_HIGHLAND))) if highland else []
    return [*(f"Bản {name}" for name in bans), *(f"Thôn {name}" for name in chosen[len(bans) :])]


_FORM_NOTES: dict[Form, tuple[str, ...]] = {
    Form.RESTORED: ("Đã khôi phục hiện trạng ban đầu, UBND xã đã kiểm tra.", "Hộ gia đình tự san lấp, trồng lại lúa."),
    Form.RETURNED: ("Đã trả lại diện tích lấn, chiếm; đã cắm lại mốc.", "Bàn giao đất tại thực địa, có biên bản."),
    Form.REPAID: ("Đã nộp lại số lợi bất hợp pháp vào ngân sách.",),
    Form.DISMANTLED: ("Hộ gia đình tự tháo dỡ công trình.", "Đã tháo dỡ nhà xưởng lợp tôn, thu dọn xong."),
    Form.ENFORCED: ("Cưỡng chế tháo dỡ, bảo đảm an toàn.",),
    Form.RECOVERED: ("Thu hồi đất, giao UBND xã quản lý.",),
    Form.LEGALISED: ("Đã cấp giấy chứng nhận theo quy định.", "Phù hợp quy hoạch, cho phép chuyển mục đích."),
    Form.REFERRED: ("Chuyển hồ sơ sang cơ quan điều tra.",),
    Form.NO_HOLDER: (
        "Không xác định được người vi phạm; đã thu hồi.",
        "Người vi phạm đã chết, không có người thừa kế.",
    ),
}
_STATUS_NOTES: dict[Status, tuple[str, ...]] = {
    Status.IN_HAND: (
        "Đã lập biên bản vi phạm hành chính.",
        "Đã ban hành quyết định xử phạt, đang đôn đốc thi hành.",
        "Đang vận động hộ gia đình tự khắc phục.",
        "Đang trích đo hiện trạng.",
    ),
    Status.PARTLY_RESOLVED: ("Mới khắc phục một phần diện tích.", "Còn lại công trình phụ chưa tháo dỡ."),
    Status.OPEN: (
        "Tái lấn chiếm, phát hiện khi kiểm tra lại.",
        "Tái vi phạm sau khi đã xử lý.",
        "Dựng lại lán trại trên đất đã trả.",
    ),
}


def note(dice: Random, status: Status, chosen: Form | None = None) -> str:
    """Return a short note in the office's words; most changes have none."""
    if status is not Status.OPEN and happens(dice, NO_NOTE):
        return ""
    if chosen is not None and status is Status.RESOLVED:
        return dice.choice(_FORM_NOTES[chosen])
    return dice.choice(_STATUS_NOTES.get(status, ("",)))
