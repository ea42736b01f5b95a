// The program of the least page: decodes the columns, paints them on one canvas over a Leaflet map,
// shows a text when a point is clicked. HEAD stands before it; measured with the peers, see run.py.
const COLOURS = {
  strike: 0xd6004b, shelling: 0xff7a00, clash: 0x0057d9, attack: 0x8a2be2,
  operation: 0x009e3d, arrest: 0x00a2b8, sighting: 0xc71585, convoy: 0xb8860b,
};
const RUN = 256; // incidents that share a bounding box
const RADIUS = 3; // px
const size = HEAD.size;
const column = {};
const boxes = new Int32Array(4 * Math.ceil(size / RUN)); // west, north, east, south of each run
let firstDay = -Infinity;
let lastDay = Infinity;

async function unpack(id) {
  const coded = document.getElementById(id).textContent;
  const bytes = Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

function decodeColumns(bytes) {
  let start = 0;
  for (const [name, width, isDelta] of HEAD.columns) {
    const values = isDelta || width > 2 ? new Int32Array(size) : new Uint16Array(size);
    for (let plane = 0; plane < width; plane++, start += size) {
      const shift = 8 * plane;
      for (let i = 0; i < size; i++) values[i] |= bytes[start + i] << shift;
    }
    if (isDelta) {
      let sum = 0;
      for (let i = 0; i < size; i++) values[i] = sum += (values[i] >>> 1) ^ -(values[i] & 1);
    }
    column[name] = values;
  }
}

function measureRuns() {
  const { x, y } = column;
  for (let run = 0, from = 0; from < size; run++, from += RUN) {
    let west = Infinity, north = Infinity, east = -Infinity, south = -Infinity;
    for (let i = from, end = Math.min(size, from + RUN); i < end; i++) {
      if (x[i] < west) west = x[i];
      if (x[i] > east) east = x[i];
      if (y[i] < north) north = y[i];
      if (y[i] > south) south = y[i];
    }
    boxes.set([west, north, east, south], 4 * run);
  }
}

/** Yields from and end of each run whose box meets a box of map units. */
function* runsWithin(west, north, east, south) {
  for (let run = 0, at = 0; at < boxes.length; run++, at += 4) {
    if (boxes[at] > east || boxes[at + 1] > south || boxes[at + 2] < west || boxes[at + 3] < north) continue;
    yield [run * RUN, Math.min(size, run * RUN + RUN)];
  }
}

class Picture {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.context = this.canvas.getContext("2d");
    const swapped = (rgb) => 0xff000000 | ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >> 16);
    this.palette = new Uint32Array(HEAD.kinds.map((kind) => swapped(COLOURS[kind])));
  }

  resize({ x: width, y: height }) {
    Object.assign(this.canvas, { width, height });
    this.image = this.context.createImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.taken = new Uint8Array(width * height);
    const disc = [];
    for (let dy = -RADIUS; dy <= RADIUS; dy++)
      for (let dx = -RADIUS; dx <= RADIUS; dx++)
        if (dx * dx + dy * dy <= RADIUS * RADIUS + 1) disc.push(dy * width + dx);
    this.disc = Int32Array.from(disc);
  }

  /** Paints with screen = units * scale + offset. One disc a pixel: a second would hide the first. */
  paint(scale, left, top) {
    const { pixels, taken, disc, palette } = this;
    const { width, height } = this.canvas;
    const { x, y, kind, day } = column;
    pixels.fill(0);
    taken.fill(0);
    const box = [-left / scale, -top / scale, (width - left) / scale, (height - top) / scale];
    for (const [from, end] of runsWithin(...box)) {
      for (let i = from; i < end; i++) {
        if (day[i] < firstDay || day[i] > lastDay) continue;
        const px = (x[i] * scale + left) | 0;
        const py = (y[i] * scale + top) | 0;
        if (px < RADIUS || py < RADIUS || px >= width - RADIUS || py >= height - RADIUS) continue;
        const centre = py * width + px;
        if (taken[centre]) continue;
        taken[centre] = 1;
        const colour = palette[kind[i]];
        for (let k = 0; k < disc.length; k++) pixels[centre + disc[k]] = colour;
      }
    }
    this.context.putImageData(this.image, 0, 0);
  }
}

const PointLayer = L.Layer.extend({
  onAdd(map) {
    this.picture = new Picture();
    this.picture.resize(map.getSize());
    this.picture.canvas.className = "leaflet-zoom-animated";
    map.getPane("overlayPane").append(this.picture.canvas);
    map.on("move zoom viewreset moveend", this.paintSoon, this);
    map.on("resize", this.resize, this);
    map.on("zoomanim", this.follow, this);
    this.paint();
  },
  resize() {
    this.picture.resize(this._map.getSize());
    this.paintSoon();
  },
  follow({ zoom, center }) {
    const map = this._map;
    const corner = map._latLngBoundsToNewLayerBounds(map.getBounds(), zoom, center).min;
    L.DomUtil.setTransform(this.picture.canvas, corner, map.getZoomScale(zoom));
  },
  paintSoon() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = undefined;
      this.paint();
    });
  },
  paint() {
    const map = this._map;
    const corner = map.containerPointToLayerPoint([0, 0]);
    const origin = map.getPixelOrigin();
    this.scale = (256 * 2 ** map.getZoom()) / 2 ** HEAD.worldBits;
    this.left = HEAD.west * this.scale - origin.x - corner.x;
    this.top = HEAD.north * this.scale - origin.y - corner.y;
    L.DomUtil.setTransform(this.picture.canvas, corner, 1);
    this.picture.paint(this.scale, this.left, this.top);
  },
  nearest({ x: px, y: py }) {
    const reach = 10 / this.scale;
    const x = (px - this.left) / this.scale;
    const y = (py - this.top) / this.scale;
    let best = -1;
    let least = reach;
    for (const [from, end] of runsWithin(x - reach, y - reach, x + reach, y + reach)) {
      for (let i = from; i < end; i++) {
        const distance = Math.hypot(column.x[i] - x, column.y[i] - y);
        if (distance < least && column.day[i] >= firstDay && column.day[i] <= lastDay) {
          least = distance;
          best = i;
        }
      }
    }
    return best;
  },
});

async function showCard(i) {
  const card = document.getElementById("card");
  card.replaceChildren();
  if (i < 0) return;
  const block = Math.floor(i / HEAD.blockRows);
  const lines = new TextDecoder().decode(await unpack(`text-${block}`)).split("\n");
  const rows = lines.length / 3;
  const row = i - block * HEAD.blockRows;
  const date = new Date((HEAD.firstDay + column.day[i]) * 86400000).toISOString().slice(0, 10);
  const killed = `${column.low[i]}–${column.low[i] + column.more[i]} killed`;
  const told = [date, HEAD.kinds[column.kind[i]], HEAD.places[column.place[i]], killed, lines[row]];
  for (const text of [...told, ...[1, 2].map((k) => `https://${lines[k * rows + row]}`)]) {
    card.appendChild(document.createElement("div")).textContent = text;
  }
}

unpack("numbers").then((bytes) => {
  decodeColumns(bytes);
  measureRuns();
  const map = L.map("map", { zoomSnap: 0.25 }).setView([34.9, 38.7], 7);
  const layer = new PointLayer().addTo(map);
  map.on("click", (event) => showCard(layer.nearest(event.containerPoint)));
  // For the benchmark: the days that are shown, counted from the first one in the file.
  window.showDays = (first, last) => {
    firstDay = first;
    lastDay = last;
    layer.paintSoon();
  };
});
