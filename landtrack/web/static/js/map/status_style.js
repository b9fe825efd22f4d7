// How a status looks on the map: the colours of tokens.css and, for those who do not see them, a pattern and a mark.

const TILE = 8; // px, the side of a pattern's tile

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--status-${name}`).trim();

const LOOKS = {
  resolved: { stroke: "#00694c", tint: 0.62, width: 1, small: 3, mark: circle },
  excluded: { stroke: "#5d6360", tint: 0.12, width: 1.2, dash: [4, 3], small: 3, mark: cross },
  partly_resolved: { stroke: "#1c6c9e", tint: 0.18, width: 1.4, small: 4, pattern: bars, mark: square },
  in_hand: { stroke: "#8a5f00", tint: 0.3, width: 1.5, small: 4.5, pattern: dots, mark: diamond },
  open: { stroke: "#9c4300", tint: 0.22, width: 1.6, small: 5, pattern: lines, mark: triangle },
};

/** The statuses from the lowest drawn to the highest: what still has to be done lies on top. */
export const DRAWN_ORDER = Object.keys(LOOKS);

/** Return the look of every status: {colour, stroke, width, dash, small, mark, fill(context, ratio, x, y)}. */
export function statusStyles() {
  return Object.fromEntries(DRAWN_ORDER.map((status) => {
    const look = { dash: [], ...LOOKS[status], colour: token(status) };
    const tiles = new Map();
    look.fill = (context, ratio, x, y) => {
      if (!tiles.has(ratio)) {
        tiles.set(ratio, tile(look, ratio));
      }
      const pattern = context.createPattern(tiles.get(ratio), "repeat");
      pattern.setTransform(new DOMMatrix([1 / ratio, 0, 0, 1 / ratio, x % TILE, y % TILE]));
      return pattern;
    };
    return [status, look];
  }));
}

function tile(look, ratio) {
  const canvas = document.createElement("canvas");
  canvas.width = TILE * ratio;
  canvas.height = TILE * ratio;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.globalAlpha = look.tint;
  context.fillStyle = look.colour;
  context.fillRect(0, 0, TILE, TILE);
  context.globalAlpha = 1;
  context.strokeStyle = look.colour;
  look.pattern?.(context);
  return canvas;
}

function lines(context) {
  context.lineWidth = 2;
  context.beginPath();
  for (const shift of [-TILE, 0, TILE]) {
    context.moveTo(shift - 1, TILE + 1);
    context.lineTo(shift + TILE + 1, -1);
  }
  context.stroke();
}

function dots(context) {
  context.beginPath();
  for (const [x, y] of [[2, 2], [6, 6]]) {
    context.moveTo(x, y);
    context.arc(x, y, 1.5, 0, 2 * Math.PI);
  }
  context.fill();
}

function bars(context) {
  context.fillRect(0, 0, TILE, TILE / 2);
}

function circle(context, x, y, size) {
  context.moveTo(x + size, y);
  context.arc(x, y, size, 0, 2 * Math.PI);
}

function square(context, x, y, size) {
  context.rect(x - size * 0.85, y - size * 0.85, size * 1.7, size * 1.7);
}

function diamond(context, x, y, size) {
  polygon(context, [[x, y - size * 1.25], [x + size * 1.25, y], [x, y + size * 1.25], [x - size * 1.25, y]]);
}

function triangle(context, x, y, size) {
  polygon(context, [[x, y - size * 1.25], [x + size * 1.2, y + size * 0.9], [x - size * 1.2, y + size * 0.9]]);
}

function cross(context, x, y, size) {
  for (const turn of [-1, 1]) {
    context.moveTo(x - size * 0.8, y - size * 0.8 * turn);
    context.lineTo(x + size * 0.8, y + size * 0.8 * turn);
  }
}

function polygon(context, corners) {
  corners.forEach(([x, y], at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.closePath();
}
