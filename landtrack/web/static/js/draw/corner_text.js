// Lists of corners as people have them: from a field sheet, a spreadsheet, a drawing program or a phone.
//
// One corner a line: a number or name of the point if it has one, then two coordinates in either order, then whatever the
// sheet adds (lengths of sides). A line "Part 2" or an empty one begins a new part, a line "Hole" a hole of the last part.

const PART = /^\s*(?:#\s*)?(?:phần|phan|part|mảnh|thửa)(?!\p{L})[^.,;]*$/iu;
const HOLE = /^\s*(?:#\s*)?(?:lỗ|lo|hole|khoét)(?!\p{L})[^.,;]*$/iu;
const DMS = /(\d{1,3})\s*[°ºo]\s*(\d{1,2}(?:[.,]\d+)?)\s*['’′]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["”″]|''|’’))?/gu;
const LABELLED = /([XYNE])\s*[=:]\s*(\d[\d.,]*(?: \d{3}(?!\d)[\d.,]*)*)/giu;
const NUMBER = { metres: /\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d[\d.,]*\d|\d/gu, degrees: /\d[\d.,]*\d|\d/gu };
const NAME = /^\s*(?:(?:[\p{L}]{1,4}[-.]?\d{0,4}|\(?\d{1,4}\)?)[.):]\s+|[\p{L}]{1,4}[-.]?\d{1,4}[\s,;:]+)/u;
const SIXTIES = 60;

// Where in Việt Nam a coordinate can be: what is too large for the one is the other, in whatever order they stand.
const METRES = { north: [800_000, 2_700_000], east: [100_000, 800_000] };
const DEGREES = { north: [6, 24], east: [102, 118] };

/**
 * Return {parts, problems, order}: parts are lists of rings ([shell, …holes]) of corners {north, east, line}; problems
 * are {line, kind, text}, kind "numbers" (not two of them) or "place" (not in Việt Nam in such a system); order is
 * "north" or "east", whichever stands first in the first corner, null without corners.
 */
export function readCorners(written, degrees) {
  const found = { parts: [], problems: [], order: null };
  let fresh = "part";
  written.replace(/\u00a0/g, " ").split(/\r\n?|\n/).forEach((text, at) => {
    const line = at + 1;
    if (text.trim() === "" || PART.test(text) || HOLE.test(text)) {
      fresh = HOLE.test(text) ? "hole" : fresh === "hole" ? fresh : "part";
    } else if (/\d/.test(text)) {
      const corner = cornerOf(text, degrees);
      if (corner.kind) {
        found.problems.push({ line, kind: corner.kind, text: text.trim() });
      } else {
        found.order ??= corner.order;
        fresh = put(found.parts, { north: corner.north, east: corner.east, line }, fresh);
      }
    }
  });
  // An empty line after every corner is how some programs copy a column.
  if (found.parts.length > 2 && found.parts.every(([shell, ...holes]) => shell.length === 1 && holes.length === 0)) {
    found.parts = [[found.parts.flatMap(([[corner]]) => corner)]];
  }
  found.parts.forEach((rings) => rings.forEach(open));
  return found;
}

// Returns what the next line belongs to: nothing new.
function put(parts, corner, fresh) {
  if (fresh === "part" || parts.length === 0) {
    parts.push([[]]);
  } else if (fresh === "hole") {
    parts.at(-1).push([]);
  }
  parts.at(-1).at(-1).push(corner);
  return null;
}

// A ring that names its first corner once more at the end is closed already.
function open(ring) {
  const [first, last] = [ring[0], ring.at(-1)];
  if (ring.length > 1 && first.north === last.north && first.east === last.east) {
    ring.pop();
  }
}

function cornerOf(text, degrees) {
  const pair = (degrees ? sexagesimal(text) : byLabels(text)) ?? plain(text, degrees);
  if (!pair || pair.some(Number.isNaN)) {
    return { kind: "numbers" };
  }
  const range = degrees ? DEGREES : METRES;
  const within = (value, [least, most]) => value >= least && value <= most;
  const [first, second] = pair;
  if (within(first, range.north) && within(second, range.east)) {
    return { north: first, east: second, order: "north" };
  }
  if (within(second, range.north) && within(first, range.east)) {
    return { north: second, east: first, order: "east" };
  }
  return { kind: "place" };
}

function byLabels(text) {
  const found = [...text.matchAll(LABELLED)];
  return found.length >= 2 ? found.slice(0, 2).map(([, , number]) => numberOf(number, false)) : null;
}

function sexagesimal(text) {
  const found = [...text.matchAll(DMS)].map(([, degree, minutes, seconds = "0"]) => {
    const [whole, minute, second] = [degree, minutes, seconds].map((part) => Number(part.replace(",", ".")));
    return minute < SIXTIES && second < SIXTIES ? whole + minute / SIXTIES + second / SIXTIES ** 2 : NaN;
  });
  return found.length === 2 ? found : null;
}

function plain(text, degrees) {
  const fields = /[\t;]/.test(text) ? text.split(/[\t;]/).filter((field) => /\d/.test(field)) : [];
  const words = fields.length > 1 ? fields : numbersOf(text.replace(NAME, ""), degrees ? NUMBER.degrees : NUMBER.metres);
  const values = words.length > 2 && isName(words[0]) ? words.slice(1) : words;
  return values.length >= 2 ? values.slice(0, 2).map((word) => numberOf(word.replace(/[^\d.,\s]/g, ""), degrees)) : null;
}

// "106.1268,21.4671" is two numbers with a comma between them, "412345,67" is one.
function numbersOf(text, pattern) {
  return [...text.matchAll(pattern)].flatMap(([word]) => {
    const both = /^(\d+\.\d+),(\d+\.\d+)$/.exec(word) ?? /^(\d{6,7}),(\d{6,7})$/.exec(word);
    return both ? [both[1], both[2]] : [word];
  });
}

const isName = (word) => /^\D*\d{0,4}\D*$/.test(word.trim()) && !/[.,]\d/.test(word);

/** Return the number that officials mean by "2.375.123,45", "2375123.45", "2 375 123,45"; in degrees a dot is a decimal one. */
export function numberOf(word, degrees) {
  const packed = word.replace(/\s/g, "").replace(/[.,]$/, "");
  if (!degrees && /^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/.test(packed)) {
    return Number(packed.replace(/\./g, "").replace(",", "."));
  }
  if (!degrees && (/^[1-9]\d{0,2}(,\d{3})+\.\d+$/.test(packed) || /^[1-9]\d{0,2}(,\d{3}){2,}$/.test(packed))) {
    return Number(packed.replace(/,/g, ""));
  }
  return /^\d+([.,]\d+)?$/.test(packed) ? Number(packed.replace(",", ".")) : NaN;
}

/** Return parts as such a text; `write(corner)` gives the two coordinates of a corner, `words` {part(n), hole}. */
export function writeCorners(parts, write, words) {
  const lines = [];
  parts.forEach((rings, number) => {
    if (parts.length > 1) {
      lines.push(...(number > 0 ? [""] : []), words.part(number + 1));
    }
    rings.forEach((ring, at) => {
      lines.push(...(at > 0 ? [words.hole] : []), ...ring.map((corner, place) => `${place + 1}\t${write(corner).join("\t")}`));
    });
  });
  return lines.join("\n");
}
