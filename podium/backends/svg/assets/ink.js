// Pen and highlighter. Strokes belong to their slide until they are cleared, and are kept as long as the lecture is.

const ink = (() => {
  const NEAR = 1; // of a slide's units: points closer than that are one
  const name = token => `${about.digest}:${token}:ink`;
  let strokes = {}, line = null;

  function paint(id) {
    const slide = slides.all[slides.place(id)];
    if (!slide) return;
    slide.querySelector(".ink")?.remove();
    const all = [...(strokes[id] ?? []), ...(line && line.slide === id ? [line] : [])];
    if (!all.length) return;
    const layer = draw("g", {class: "ink"});
    for (const {tool, at} of all) {
      const path = "M" + at.map(([x, y]) => `${x} ${y}`).join("L") + (at.length === 1 ? "h.1" : "");
      if (tool === "pen") layer.append(draw("path", {class: "halo", d: path}));
      layer.append(draw("path", {class: tool, d: path}));
    }
    slide.querySelector("svg").append(layer);
  }
  function set(id, some, tells = true) {
    strokes = {...strokes, [id]: some};
    if (!some.length) delete strokes[id];
    store.set(name(link.token), strokes);
    if (tells) link.send("ink", {slide: id, strokes: some});
    paint(id);
  }
  const round = at => at.map(value => Math.round(value * 10) / 10);
  function more(at, e) {
    if (!line) return;
    const box = slides.all[state.n].getBoundingClientRect();
    for (const part of e.getCoalescedEvents?.() ?? []) {
      add(round(pointer.spot({x: (part.clientX - box.left) / box.width, y: (part.clientY - box.top) / box.height})));
    }
    add(round(pointer.spot(at)));
    paint(line.slide);
    link.send("stroke", {line});
  }
  function add(point) {
    const last = line.at[line.at.length - 1];
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) >= NEAR) line.at.push(point);
  }
  function end() {
    if (!line) return;
    const {slide, tool, at} = line;
    line = null;
    set(slide, [...(strokes[slide] ?? []), {tool, at}]);
  }
  for (const tool of ["pen", "mark"]) {
    pointer.add(tool, {
      down(at) { line = {slide: state.now.slide, tool, at: [round(pointer.spot(at))]}; paint(line.slide); },
      move: more, up: end,
    });
  }
  link.hear("stroke", said => { line = said.line; paint(line.slide); });
  link.hear("ink", said => { line = null; set(said.slide, said.strokes, false); });
  link.hear("inks?", () => Object.entries(strokes).forEach(([slide, some]) => link.send("ink", {slide, strokes: some})));
  link.watch(isPaired => { if (isPaired) link.send("inks?"); });

  return {
    undo() { const id = state.now.slide; if (strokes[id]) set(id, strokes[id].slice(0, -1)); },
    clear() { if (strokes[state.now.slide]) set(state.now.slide, []); },
    has: () => Boolean(strokes[state.now.slide]),
    /** The strokes that were kept of a lecture. */
    begin(token) {
      for (const [slide, some] of Object.entries(store.get(name(token), {}))) if (slides.place(slide) >= 0) set(slide, some);
    },
  };
})();
