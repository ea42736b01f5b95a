// Runs in every measured page before its own scripts: notes long tasks and frames, and times changes.
window.bench = {
  tasks: [],
  frames: [],
  isCounting: false,

  /** Notes the time of every frame from now on. */
  startFrames() {
    this.frames = [];
    this.isCounting = true;
    const note = (now) => {
      this.frames.push(now);
      if (this.isCounting) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  },

  /** Returns how long each frame since then lasted, ms. */
  stopFrames() {
    this.isCounting = false;
    return this.frames.slice(1).map((time, i) => time - this.frames[i]);
  },

  /** A number that changes when what is painted on the map's canvases does. */
  look() {
    this.small ??= new OffscreenCanvas(256, 160).getContext("2d", { willReadFrequently: true });
    this.small.clearRect(0, 0, 256, 160);
    for (const canvas of document.querySelectorAll(".leaflet-container canvas")) {
      if (canvas.width && canvas.height) this.small.drawImage(canvas, 0, 0, 256, 160);
    }
    let sum = 0;
    for (const value of new Uint32Array(this.small.getImageData(0, 0, 256, 160).data.buffer)) {
      sum = (Math.imul(sum, 31) + value) | 0;
    }
    return sum;
  },

  /** Makes a change; returns ms until the last new picture was painted, and how long the call took. */
  async timeChange(change, patience = 1500) {
    let seen = this.look();
    const start = performance.now();
    change();
    const call = performance.now() - start;
    let answered = null;
    while (performance.now() - start < patience) {
      await new Promise((done) => requestAnimationFrame(done));
      const now = this.look();
      if (now === seen) continue;
      seen = now;
      await new Promise((done) => setTimeout(done)); // the frame has left the page's thread by then
      answered = performance.now() - start;
    }
    return { answered_ms: answered, call_ms: call };
  },

  /** Does something; returns ms until the first frame after the page had answered, null when it never did. */
  async timeAnswer(act, isAnswered, patience) {
    const start = performance.now();
    act();
    while (performance.now() - start < patience) {
      const isThere = isAnswered();
      await new Promise((done) => requestAnimationFrame(done));
      if (!isThere) continue;
      await new Promise((done) => setTimeout(done));
      return performance.now() - start;
    }
    return null;
  },
};

new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) window.bench.tasks.push([startTime, duration]);
}).observe({ type: "longtask", buffered: true });
