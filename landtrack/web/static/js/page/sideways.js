// Boxes that scroll sideways say on which sides there is more: styles let it fade out there.

const BOXES = ".table-box, .drawn__box, .campaign__drawing";
const SLACK = 2; // px: widths are rounded

/** Follow every box of the page that may be wider inside than out. */
export function followSideways() {
  const watch = new ResizeObserver((seen) => seen.forEach(({ target }) => mark(target.closest(BOXES))));
  for (const box of document.querySelectorAll(BOXES)) {
    box.addEventListener("scroll", () => mark(box), { passive: true });
    watch.observe(box);
    [...box.children].forEach((child) => watch.observe(child));
  }
}

function mark(box) {
  const beyond = box.scrollWidth - box.clientWidth;
  if (beyond <= SLACK) {
    delete box.dataset.more;
    return;
  }
  const sides = [box.scrollLeft > SLACK && "left", box.scrollLeft < beyond - SLACK && "right"].filter(Boolean);
  box.dataset.more = sides.join(" ");
}
