// Tools for the mouse, a finger or a pen on the slide: what is done in one window is seen in both.

const pointer = (() => {
  const tools = {}, watchers = [];
  const dot = make("div.laser"), light = make("div.spot");
  let tool = "";

  const slide = () => slides.all[state.n];
  const clamp = value => Math.max(0, Math.min(1, value));
  /** The place of an event as shares of the slide's width and height. */
  function place(e) {
    const box = slide().getBoundingClientRect();
    return {x: clamp((e.clientX - box.left) / box.width), y: clamp((e.clientY - box.top) / box.height)};
  }
  /** The same in the slide's own units, whatever is zoomed into. */
  function spot(at) {
    const [left, top, wide, high] = state.now.zoom ?? slides.whole(state.n);
    return [left + at.x * wide, top + at.y * high];
  }

  function point(at, kind) {
    dot.remove();
    light.remove();
    const mark = {laser: dot, spot: light}[kind];
    if (!mark) return;
    mark.style.setProperty("--x", `${at.x * 100}%`);
    mark.style.setProperty("--y", `${at.y * 100}%`);
    slide().append(mark);
  }
  function show(at, kind) {
    point(at, kind);
    link.send("point", {at, tool: kind});
  }
  function choose(name) {
    show(null, "");
    tool = name === tool ? "" : name;
    root.dataset.tool = tool;
    watchers.forEach(watch => watch(tool));
    const said = {"": tr("Mouse"), laser: tr("Laser dot"), spot: tr("Spotlight"), pen: tr("Pen"), mark: tr("Highlighter"), zoom: tr("Zoom")};
    live.say(`${said[tool]}.`);
  }
  for (const kind of ["laser", "spot"]) tools[kind] = {move: at => show(at, kind), down: at => show(at, kind), leave: () => show(null, "")};

  const isOn = e => tool && shown.mode === "show" && e.isPrimary && e.target.closest?.("main");
  for (const [name, part] of [["pointerdown", "down"], ["pointermove", "move"], ["pointerup", "up"], ["pointercancel", "up"]]) {
    shown.main.addEventListener(name, e => {
      if (!isOn(e)) return;
      if (part === "down") {
        e.preventDefault();
        shown.main.setPointerCapture(e.pointerId);
      }
      tools[tool]?.[part]?.(place(e), e);
    });
  }
  shown.main.addEventListener("pointerleave", e => tools[tool]?.leave?.(e));
  shown.main.addEventListener("wheel", e => {
    if (!tools[tool]?.wheel || shown.mode !== "show") return;
    e.preventDefault();
    tools[tool].wheel(place(e), e);
  }, {passive: false});
  link.hear("point", said => point(said.at, said.tool));
  state.watch((now, before) => { if (now.slide !== before.slide) point(null, ""); });

  return {
    choose, spot,
    get tool() { return tool; },
    /** What a tool does with places on the slide: `down`, `move`, `up`, `leave`, `wheel`. */
    add(name, parts) { tools[name] = parts; },
    watch(act) { watchers.push(act); },
  };
})();
