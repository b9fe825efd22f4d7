// A choice that is longer than its field is written out below it: a select cuts its text without a word.

let ruler = null;

/** Let `hint` say what is chosen in `select` whenever the field cannot show it whole. */
export function tellLongChoice(select, hint) {
  const tell = () => {
    const words = select.selectedOptions[0]?.textContent ?? "";
    hint.textContent = widthOf(words, select) > roomIn(select) ? words : "";
  };
  select.addEventListener("change", tell);
  new ResizeObserver(tell).observe(select);
}

function widthOf(words, select) {
  ruler ??= document.createElement("canvas").getContext("2d");
  ruler.font = getComputedStyle(select).font;
  return ruler.measureText(words).width;
}

function roomIn(select) {
  const { paddingLeft, paddingRight } = getComputedStyle(select);
  return select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
}
