// On a phone the list and the case lie on a sheet over the map; its handle drags or steps it up and down.

const HEIGHTS = { low: 0.16, half: 0.52, full: 0.92 };
const ORDER = ["low", "half", "full"];
const TAP = 6; // px: less movement is a tap

/** Connect the handle of the sheet. The wide layout ignores all of this by CSS. */
export class Sheet {
  constructor(root, handle) {
    this.root = root;
    this.handle = handle;
    this.step = "half";
    handle.addEventListener("pointerdown", (event) => this.begin(event));
    handle.addEventListener("click", (event) => {
      if (event.detail === 0) {
        this.next();
      }
    });
    this.to("half");
  }

  to(step) {
    this.step = step;
    this.root.dataset.sheet = step;
    this.root.style.setProperty("--sheet", `${HEIGHTS[step] * 100}%`);
    this.handle.setAttribute("aria-expanded", String(step !== "low"));
  }

  /** Bring it up far enough to read, if it is low. */
  raise() {
    if (this.step === "low") {
      this.to("half");
    }
  }

  next() {
    this.to(ORDER[(ORDER.indexOf(this.step) + 1) % ORDER.length]);
  }

  begin(down) {
    const whole = this.root.getBoundingClientRect();
    const share = (event) => Math.min(0.95, Math.max(0.1, (whole.bottom - event.clientY) / whole.height));
    let moved = 0;
    const move = (event) => {
      moved = Math.max(moved, Math.abs(event.clientY - down.clientY));
      if (moved > TAP) {
        this.root.style.setProperty("--sheet", `${share(event) * 100}%`);
      }
    };
    const end = (event) => {
      this.handle.removeEventListener("pointermove", move);
      if (moved <= TAP) {
        this.next();
        return;
      }
      const here = share(event);
      this.to(ORDER.reduce((best, step) => (Math.abs(HEIGHTS[step] - here) < Math.abs(HEIGHTS[best] - here) ? step : best)));
    };
    this.handle.setPointerCapture(down.pointerId);
    this.handle.addEventListener("pointermove", move);
    this.handle.addEventListener("pointerup", end, { once: true });
    this.handle.addEventListener("pointercancel", end, { once: true });
  }
}
