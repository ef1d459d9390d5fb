// A morph: what two slides share flies from its place on the one to its place on the other; the rest fades.
//
// Shared is what has the same name with "!!" before it, as in PowerPoint. A map flies as a whole, along the way between
// the two maps that the file gives (`data-way`, from a slide's map to that before); towns and words ride on it at their
// own size. Slides lose nothing by it: what is moved is moved by animations alone, and the grounds of maps, which are too
// heavy for that within a drawing, are copies on a layer below both slides.

const flight = (() => {
  const SECONDS = 2, FRAMES = 24, SAME = 1.3; // maps whose scales differ less than that fade into each other all the way
  let playing = [], slidesOf = [], layer = null, timeout = 0;

  const eased = t => t * t * (3 - 2 * t);
  const times = ([a, b], [c, d]) => [a * c - b * d, a * d + b * c];
  const over = ([a, b], [c, d]) => times([a, b], [c / (c * c + d * d), -d / (c * c + d * d)]);
  const plus = ([a, b], [c, d]) => [a + c, b + d];
  const minus = ([a, b], [c, d]) => [a - c, b - d];
  const at = (m, [x, y]) => [m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f];

  /** The way from no movement to a matrix, by which every part of it looks as fast: the linear part is z → αz + βz̄, and
      α grows and turns evenly, about the one place that stays where it is. */
  function course(m, from) {
    const turn = [(m.a + m.d) / 2, (m.b - m.c) / 2], skew = over([(m.a - m.d) / 2, (m.b + m.c) / 2], turn);
    const end = at(m, from), moved = minus(end, times(turn, from)), rest = minus([1, 0], turn), isShift = Math.hypot(...rest) < 1e-6;
    const size = Math.log(Math.hypot(...turn)), angle = Math.atan2(turn[1], turn[0]);
    return t => {
      const g = [Math.cos(angle * t), Math.sin(angle * t)].map(v => v * Math.exp(size * t)), [h, i] = times(g, skew).map(v => v * t);
      const matrix = new DOMMatrix([g[0] + h, g[1] + i, i - g[1], g[0] - h, 0, 0]);
      const to = isShift ? plus(from, minus(end, from).map(v => v * t)) : plus(times(g, from), times(moved, over(minus([1, 0], g), rest)));
      [matrix.e, matrix.f] = minus(to, at(matrix, from));
      return matrix;
    };
  }

  /** The parts of a slide that are seen: boxes, grounds of maps, and what rides on a map. */
  function parts(n) {
    const found = [], add = (e, more) => {
      if (e.classList.contains("later") || (e.dataset.until && !e.classList.contains("leaves"))) return;
      found.push({e, name: e.dataset.name ?? "", map: null, ...more});
    };
    for (const e of slides.all[n].querySelector("svg").children) {
      if (e.matches("svg.map")) [...e.children].forEach((part, n) => add(part, n ? {map: e} : {isGround: true, map: e, name: e.dataset.name}));
      else if (e.matches("g")) add(e);
    }
    return found;
  }
  const frame = e => ["x", "y", "width", "height"].map(key => +e.getAttribute(key));
  function measure(part) {
    const picture = part.e.querySelector(":scope > svg[x]"), box = part.isGround ? null : part.e.getBBox();
    const [x, y, w, h] = part.isGround ? frame(part.map) : picture ? frame(picture) : [box.x, box.y, box.width, box.height];
    part.middle = [x + w / 2, y + h / 2];
    part.size = [w, h];
    part.type = +(part.e.querySelector("tspan")?.getAttribute("font-size") ?? 0);
    part.html = part.isGround ? "" : part.e.outerHTML;
    part.look = part.html.replace(/ (?:d|points|transform)="[^"]*"/g, at => at.replace(/[-\d.]+/g, "")); // wherever it stands
  }
  /** How many times as large another part is, across and down; words are not stretched. */
  function growth(part, other) {
    if (part.type && other.type) return [0, 1].map(() => other.type / part.type);
    return part.size.map((size, n) => size && other.size[n] ? other.size[n] / size : 1);
  }

  function play(e, frames) {
    playing.push(e.animate(frames, {duration: SECONDS * 1000, fill: "both"}));
  }
  const fade = (e, from, to, start, end) => play(e, [[from, 0], [from, start], [to, end], [to, 1]].map(([opacity, offset]) => ({opacity, offset})));
  const hide = e => play(e, [{visibility: "hidden"}, {visibility: "hidden"}]);
  const move = (e, path) => play(e, Array.from({length: FRAMES + 1}, (_, n) => ({transform: path(eased(n / FRAMES))})));
  /** Moves a part so that its middle follows a path, and its size grows by powers of a factor. */
  function lead(part, path, factor) {
    move(part.e, t => {
      const scale = factor(t), [x, y] = path(t);
      return `translate(${x - scale[0] * part.middle[0]}px,${y - scale[1] * part.middle[1]}px) scale(${scale})`;
    });
  }

  /** The ways of the maps that both slides have, by the maps' elements. */
  function ways(old, fresh, isForward) {
    const found = new Map();
    for (const part of fresh.filter(part => part.isGround)) {
      const other = old.find(one => one.isGround && one.name === part.name), said = (isForward ? part : other)?.map.dataset.way;
      if (!other || !said) continue;
      const matrix = new DOMMatrix(`matrix(${said.split(" ")})`), way = isForward ? matrix.inverse() : matrix, back = way.inverse();
      const about = {way, back, along: course(way, at(back, part.middle))};
      found.set(part.map, about).set(other.map, about);
    }
    return found;
  }
  /** The layer, as wide as a slide is in its own units, on the paper of the slide before. */
  function lay(papers) {
    const wide = slides.whole(0)[2], sheet = make("div", {style: `background:${papers[0].getAttribute("fill")}`});
    const size = slidesOf[1].clientWidth / wide;
    layer = make("div.flight", {}, make("div", {style: `width:${wide}px;transform:scale(${size})`}, sheet));
    shown.main.prepend(layer);
    if (papers[0].getAttribute("fill") !== papers[1].getAttribute("fill")) {
      const next = make("div", {style: `background:${papers[1].getAttribute("fill")}`});
      sheet.after(next);
      fade(next, 0, 1, 0, 1);
    }
    [...papers, ...slidesOf.flatMap(slide => [...slide.querySelectorAll("svg.map > g:first-child")])].forEach(hide);
  }
  /** A copy of a map's ground within the map's edges. */
  function copied({e, map}) {
    const [x, y, w, h] = frame(map), [, , wide, high] = slides.whole(0);
    const drawing = draw("svg", {viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, style: `left:${-x}px;top:${-y}px;transform-origin:0 0`}, e.cloneNode(true));
    layer.firstChild.append(make("div", {style: `left:${x}px;top:${y}px;width:${w}px;height:${h}px`}, drawing));
    return drawing;
  }
  function flyGrounds(before, after, {way, back, along}) {
    const [old, fresh] = [before, after].map(copied), closer = Math.hypot(way.a, way.b);
    if (!way.isIdentity) {
      move(old, t => String(along(t)));
      move(fresh, t => String(along(t).multiply(back)));
    }
    const when = closer > SAME ? [0.4, 0.85] : closer < 1 / SAME ? [0.1, 0.5] : [0.1, 0.9]; // the closer map ends or begins behind its edges
    fade(fresh, 0, 1, ...when);
    if (String(frame(before.map)) !== String(frame(after.map))) fade(old, 1, 0, ...when);
  }
  /** One part into another; `about`: the way of the map that they ride on. */
  function fly(before, after, about) {
    const grown = growth(before, after), isStill = before.html === after.html && (!about || about.way.isIdentity);
    if (isStill) return hide(before.e);
    const [from, to] = [before.middle, about ? at(about.back, after.middle) : after.middle];
    const straight = t => plus(from, minus(to, from).map(v => v * t)), path = about ? t => at(about.along(t), straight(t)) : straight;
    lead(after, path, t => grown.map(v => v ** (t - 1)));
    if (before.look === after.look) return hide(before.e);
    lead(before, path, t => grown.map(v => v ** t));
    fade(before.e, 1, 0, 0.4, 0.6);
    fade(after.e, 0, 1, 0.3, 0.5);
  }
  /** What only one of the slides has: it fades where it is, or where its map is. */
  function pass(part, isOld, about) {
    if (about && !about.way.isIdentity) lead(part, t => at(about.along(t), isOld ? part.middle : at(about.back, part.middle)), () => [1, 1]);
    const e = part.isGround && layer ? copied(part) : part.e;
    if (isOld) fade(e, 1, 0, ...(part.isGround ? [0.4, 0.9] : about ? [0, 0.35] : [0, 0.5]));
    else fade(e, 0, 1, ...(part.isGround ? [0.1, 0.6] : about ? [0.6, 0.95] : [0.4, 0.9]));
  }

  /** Shows the slide `to`, which is painted already, as what the slide `from` becomes. */
  function begin(from, to, isForward) {
    end();
    slidesOf = [slides.all[from], slides.all[to]];
    slidesOf[0].classList.add("was");
    slidesOf.forEach(slide => slide.classList.add("flies"));
    const old = parts(from), fresh = parts(to);
    [...old, ...fresh].forEach(measure);
    const known = ways(old, fresh, isForward), papers = slidesOf.map(slide => slide.querySelector("svg > rect"));
    if (known.size) lay(papers);
    else fade(papers[1], 0, papers[0].getAttribute("fill") === papers[1].getAttribute("fill") ? 0 : 1, 0, 1);
    const left = new Set(old);
    for (const part of fresh) {
      const isOther = one => Boolean(one.isGround) === Boolean(part.isGround) && (part.name.startsWith("!!") ? one.name === part.name : !part.isGround && one.html === part.html);
      const other = [...left].find(isOther), about = known.get(part.map);
      if (!other || (part.isGround && !about)) { pass(part, false, about); continue; }
      left.delete(other);
      if (part.isGround) flyGrounds(other, part, about);
      else fly(other, part, known.get(other.map) === about ? about : undefined);
    }
    left.forEach(part => pass(part, true, known.get(part.map)));
    timeout = setTimeout(end, SECONDS * 1000 + 50);
  }
  /** Ends it at once, as it would have ended. */
  function end() {
    clearTimeout(timeout);
    playing.forEach(animation => animation.cancel());
    slidesOf.forEach(slide => slide.classList.remove("was", "flies"));
    layer?.remove();
    playing = [];
    slidesOf = [];
    layer = null;
  }
  addEventListener("resize", end);
  return {begin, end};
})();
