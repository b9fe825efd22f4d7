// Searching in the loaded list: a code, a hamlet, or a parcel as "12/345" or "tờ 12 thửa 345".

import { folded } from "./fold.js";

const SHEET = /\b(?:to ban do|to|sheet)(?: so)?\s*(\d\S*)/;
const PARCEL = /\b(?:thua dat|thua|parcel)(?: so)?\s*(\d\S*)/;
const BOTH = /^(\S+?)\s*\/\s*(\S*)$/;

const known = new WeakMap();

// Folded when they are first searched: the page need not wait for it.
function wordsOf(one) {
  let words = known.get(one);
  if (!words) {
    words = { sheet: folded(one.sheet), parcel: folded(one.parcel), rest: folded(`${one.code} ${one.hamlet}`) };
    known.set(one, words);
  }
  return words;
}

/** Fold a case's words again at the next search: its facts are new. */
export function forgetWords(one) {
  known.delete(one);
}

/** Return a function that tells whether a case (see cases.js) is meant by what was typed. */
export function searchFor(typed) {
  let rest = folded(typed).trim();
  const tests = [];
  const both = BOTH.exec(rest);
  if (both) {
    return (one) => wordsOf(one).sheet === both[1] && wordsOf(one).parcel.startsWith(both[2]);
  }
  const take = (pattern, test) => {
    const found = pattern.exec(rest);
    if (found) {
      tests.push(test(found[1].replace(/,$/, "")));
      rest = rest.replace(found[0], " ");
    }
  };
  take(PARCEL, (number) => (one) => wordsOf(one).parcel === number);
  take(SHEET, (number) => (one) => wordsOf(one).sheet === number);
  for (const word of rest.split(/[\s,;]+/).filter(Boolean)) {
    tests.push((one) => wordsOf(one).rest.includes(word) || wordsOf(one).parcel === word);
  }
  return (one) => tests.every((test) => test(one));
}
