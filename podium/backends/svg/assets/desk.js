// The presenter's desk: this step and the next, the notes, the clock, and buttons for all that keys do.

const desk = (() => {
  const part = (tag, about, ...children) => make(tag, {...about, lang: tongue}, ...children);
  const section = make("span.section", {lang: root.lang}), number = make("b", {lang: root.lang}), paired = make("span.paired"), hour = make("time");
  const head = part("header", {id: "_desk-head"}, number, section, paired, hour);
  const title = make("span", {lang: root.lang}), steps = make("span.steps");
  const caption = part("p", {id: "_desk-now"}, title, steps);
  const paper = make("div.paper"), coming = make("figcaption");
  const ahead = part("figure", {id: "_desk-next", onclick: () => actions.next(), title: tr("Next")}, coming, paper);
  const elapsed = make("b", {id: "_elapsed"}), late = make("b", {id: "_late"}), ends = make("span", {id: "_ends"});
  const run = button(tr("Start"), () => timer.toggle(), {id: "_run"});
  const again = button(tr("Reset"), reset, {id: "_reset"});
  const bars = [["slide", tr("slide")], ["section", tr("section")], ["whole", tr("whole")]].map(([name, said]) => {
    const bar = make("i"), text = make("span.numbers"), label = make("span", {}, said);
    return {bar, text, box: make("div.meter", {id: `_pace-${name}`}, label, make("span.track", {}, bar), text)};
  });
  const foot = part("footer", {id: "_desk-foot"},
    make("div.time", {}, elapsed, run, again), make("div.meters", {}, ...bars.map(b => b.box)), make("div.end", {}, late, ends));
  const tools = part("nav", {id: "_desk-tools", "aria-label": tr("Presenting")});
  const split = part("div", {id: "_split", role: "separator", tabIndex: 0, "aria-orientation": "vertical", "aria-label": tr("Width of the slide"), "aria-valuemin": 30, "aria-valuemax": 75, onkeydown: turn});
  let resets = 0, drawn = "";

  document.body.prepend(head);
  document.body.append(caption, split, ahead, notes.box, tools, foot);

  /** A second press within three seconds resets: no accidental click does. */
  function reset() {
    if (Date.now() - resets < 3000) { timer.reset(); resets = 0; }
    else resets = Date.now();
    again.textContent = tr("Reset") + (resets ? "?" : "");
    setTimeout(() => { again.textContent = tr("Reset"); }, 3000);
    tick();
  }

  function wide(share) {
    const whole = Math.max(30, Math.min(75, share));
    root.style.setProperty("--share", `${whole}%`);
    root.style.setProperty("--part", whole / 100);
    split.setAttribute("aria-valuenow", Math.round(whole));
    store.set("share", whole);
  }
  function turn(e) {
    const by = {ArrowLeft: -2, ArrowRight: 2}[e.key];
    if (!by) return;
    e.preventDefault();
    e.stopPropagation();
    wide(store.get("share", 60) + by);
  }
  split.addEventListener("pointerdown", e => { e.preventDefault(); split.setPointerCapture(e.pointerId); });
  split.addEventListener("pointermove", e => { if (split.hasPointerCapture(e.pointerId)) wide(e.clientX / innerWidth * 100); });

  function render() {
    if (!shown.isDesk()) return;
    const n = state.n, all = slides.steps(n), {step, blank} = state.now, last = slides.beside(n, 1) === n;
    number.textContent = `${about.words.slide} ${n + 1} / ${slides.all.length}`;
    section.textContent = about.sections[about.in[n]] ?? "";
    title.textContent = slides.title(n);
    steps.textContent = {black: tr("The room sees a black screen"), white: tr("The room sees a white screen")}[blank] ?? (all ? tr("step {} of {}", step, all) : "");
    steps.classList.toggle("blank", Boolean(blank));
    const isStep = step < all, to = isStep ? n : slides.beside(n, 1), key = isStep ? `${n}/${step + 1}` : last ? "" : `${to}/0`;
    coming.textContent = isStep ? step < slides.clicks(n) ? tr("Next: step {} of {}", step + 1, all) : tr("Next: the recording plays") : last ? tr("End of the lecture") : tr("Next: {}", slides.title(to));
    if (key !== drawn) {
      const isDrawn = key && drawn.split("/")[0] === key.split("/")[0]; // of a slide's steps one drawing is enough
      drawn = key;
      if (isDrawn) slides.paint(to, isStep ? step + 1 : 0, false, paper.firstChild);
      else paper.replaceChildren(key ? slides.copy(to, isStep ? step + 1 : 0) : button(tr("How long each slide took (r)"), () => times.show(), {id: "_took"}));
    }
    notes.render();
    tick();
  }

  function meter({bar, text, box}, spent, plan) {
    const share = plan ? spent / plan : 0;
    bar.style.width = `${Math.min(100, share * 100)}%`;
    box.dataset.pace = share > 1.5 ? "bad" : share > 1 ? "late" : "";
    text.textContent = `${clock(spent)} / ${clock(plan)}`;
  }
  function tick() {
    if (!shown.isDesk()) return;
    const at = pace.now(), began = state.now.started !== null, time = {hour: "numeric", minute: "2-digit"};
    hour.textContent = new Date().toLocaleTimeString([], time);
    elapsed.textContent = clock(at.elapsed);
    run.textContent = timer.isRunning() ? tr("Pause") : began ? tr("Go on") : tr("Start");
    root.classList.toggle("paused", began && !timer.isRunning());
    again.hidden = !began;
    meter(bars[0], at.slide.spent, at.slide.plan);
    bars[1].box.hidden = !at.section;
    if (at.section) meter(bars[1], at.section.spent, at.section.plan);
    meter(bars[2], at.elapsed, at.total);
    late.textContent = began ? pace.word(at.late) : tr("{} min planned", Math.round(at.total / 60) + (about.minutes ? ` / ${about.minutes}` : ""));
    late.dataset.pace = began && at.late > 0 && !pace.isOnTime(at.late) ? (at.late > at.total / 10 ? "bad" : "late") : "";
    ends.textContent = tr("ends {}", at.ends.toLocaleTimeString([], time));
    const isPaired = link.isPaired();
    paired.textContent = isPaired ? "" : link.isDesk ? tr("No slides’ window: p opens it") : tr("Notes and slides in one window: x changes");
    const press = ([name, isOn]) => tools.querySelector(`[data-do="${name}"]`)?.setAttribute("aria-pressed", isOn);
    [["count", countdown.isOn()], ["black", state.now.blank === "black"], ["white", state.now.blank === "white"],
      ...["laser", "spot", "pen", "mark", "zoom"].map(name => [name, pointer.tool === name || (name === "zoom" && zoom.isIn())])].forEach(press);
    tools.querySelector('[data-do="clear"]')?.toggleAttribute("disabled", !ink.has());
    tools.querySelector('[data-do="count"]')?.classList.toggle("asked", slides.isQuestion(state.n) && !countdown.isOn());
  }

  shown.watch(render);
  state.watch(tick);
  link.watch(tick);
  pointer.watch(tick);
  setInterval(tick, 500);
  wide(store.get("share", 60));
  return {tools};
})();
