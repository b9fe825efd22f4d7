// Says when everything is on the screen: two frames after it was painted, as the benchmarks and tests count it.

/** Set data-painted on the page and keep the promise `landtrack.ready`. */
export function announcePainted() {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    document.documentElement.dataset.painted = "yes";
    window.landtrack.nowPainted();
  }));
}
