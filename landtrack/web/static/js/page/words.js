// The page's texts in the reader's language, and numbers and days as that language writes them.

const page = JSON.parse(document.getElementById("page-data")?.textContent ?? "{}");
const locale = document.documentElement.lang === "en" ? "en-GB" : "vi-VN";
const whole = new Intl.NumberFormat(locale);
const tenth = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const fixed = new Map();

/** Return the text of this name with its {placeholders} filled. */
export function text(name, values = {}) {
  const template = page.texts?.[name];
  if (template === undefined) {
    throw new Error(`the page has no text “${name}”`);
  }
  return fill(template, values);
}

/** Give the page further texts, by name. */
export function addTexts(texts) {
  page.texts = { ...page.texts, ...texts };
}

/** Return `template` with every {name} replaced by the value of that name; unknown ones stay. */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (placeholder, name) => (name in values ? String(values[name]) : placeholder));
}

/** Return a whole number: 4.574 or 4,574. */
export function count(number) {
  return whole.format(number);
}

/** Return tenths of m² as m² with one decimal. */
export function squareMetres(tenths) {
  return `${tenth.format(tenths / 10)}\u00a0m²`;
}

/** Return a number with so many decimals. */
export function decimal(number, digits) {
  if (!fixed.has(digits)) {
    fixed.set(digits, new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }));
  }
  return fixed.get(digits).format(number);
}

/** Return an ISO day as dd/mm/yyyy. */
export function dayText(iso) {
  return iso ? iso.split("-").reverse().join("/") : "";
}
