// Zoom: a part of the slide fills it, drawn anew and sharp. A click finds a picture's edges, or comes nearer.

const zoom = (() => {
  const NEARER = 2.5, MOST = 12, SECONDS = 0.35;
  let drag = null, frame = 0, timeout = 0;

  const box = () => state.now.zoom ?? slides.whole(state.n);
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  function to(left, top, wide) {
    const [x, y, w, h] = slides.whole(state.n), high = wide * h / w;
    if (wide > w * 0.98) return state.change({zoom: null});
    const held = (value, start, size, part) => Math.round(Math.max(start, Math.min(start + size - part, value)) * 10) / 10;
    state.change({zoom: [held(left, x, w, wide), held(top, y, h, high), wide, high]});
  }
  /** So much nearer to a place, which stays where it is. */
  function nearer(at, factor) {
    const [left, top, wide, high] = box(), whole = slides.whole(state.n)[2];
    const next = Math.max(whole / MOST, wide / factor), share = next / wide;
    to(left + at.x * wide * (1 - share), top + at.y * high * (1 - share), next);
  }
  /** The picture under the mouse as a part of the slide; null where there is none, or it fills the slide already. */
  function picture(e) {
    const under = document.elementFromPoint(e.clientX, e.clientY)?.closest("use")?.closest("svg[x]");
    if (!under) return null;
    const [x, y, w, h] = ["x", "y", "width", "height"].map(key => +under.getAttribute(key)), [, , wide, high] = slides.whole(state.n);
    const size = Math.max(w, h * wide / high) * 1.02;
    return size > wide * 0.8 ? null : [x + w / 2 - size / 2, y + h / 2 - size * high / wide / 2, size];
  }
  function click(at, e) {
    if (state.now.zoom) return state.change({zoom: null});
    const found = picture(e);
    if (found) to(...found);
    else nearer(at, NEARER);
  }
  function pan(x, y) {
    const [left, top, wide, high] = box();
    to(left + x * wide, top + y * high, wide);
  }

  pointer.add("zoom", {
    down(at, e) { drag = {at, from: box(), x: e.clientX, y: e.clientY, far: false}; },
    move(at, e) {
      if (!drag || (!drag.far && Math.hypot(e.clientX - drag.x, e.clientY - drag.y) < 6)) return;
      drag.far = true;
      if (!state.now.zoom) return;
      const [left, top, wide, high] = drag.from;
      to(left - (at.x - drag.at.x) * wide, top - (at.y - drag.at.y) * high, wide);
    },
    up(at, e) {
      if (drag && !drag.far && e.type === "pointerup") click(at, e);
      drag = null;
    },
    wheel(at, e) { nearer(at, e.deltaY < 0 ? 1.2 : 1 / 1.2); },
  });

  /** Moves to a part of the slide; in a covered window, where nothing is animated, at once. */
  function show(n, target, moves) {
    const drawing = slides.all[n].querySelector("svg"), set = part => drawing.setAttribute("viewBox", part.map(v => +v.toFixed(2)).join(" "));
    cancelAnimationFrame(frame);
    clearTimeout(timeout);
    if (!moves || still.matches || document.hidden || drag?.far) return set(target);
    const from = drawing.getAttribute("viewBox").split(" ").map(Number), start = performance.now();
    const next = now => {
      const t = Math.min(1, (now - start) / 1000 / SECONDS), eased = t * t * (3 - 2 * t);
      set(from.map((value, n) => value + (target[n] - value) * eased));
      if (t < 1) frame = requestAnimationFrame(next);
    };
    frame = requestAnimationFrame(next);
    timeout = setTimeout(() => { cancelAnimationFrame(frame); set(target); }, SECONDS * 1000 + 150);
  }
  const same = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);
  state.watch((now, before) => {
    const n = slides.place(now.slide), was = slides.place(before.slide);
    if (n !== was) {
      show(was, slides.whole(was), false);
      show(n, now.zoom ?? slides.whole(n), false);
    } else if (!same(now.zoom, before.zoom)) show(n, now.zoom ?? slides.whole(n), true);
  });

  return {
    pan, isIn: () => Boolean(state.now.zoom),
    nearer: factor => nearer({x: 0.5, y: 0.5}, factor),
    out: () => state.change({zoom: null}),
    begin: () => show(state.n, box(), false),
  };
})();
