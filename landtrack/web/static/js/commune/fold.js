// Text as one searches for it: without diacritics, in small letters.

/** Return "Đồng Kỳ" as "dong ky". */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}
