// The beginning on a phone: few and large buttons, and nothing that this page decides by itself.

{
  async function wish(what, more = {}) {
    if (!link.drives) return tell(tr("This link only follows the lecture."), null, 3);
    const answer = await server.post("wish", {do: what, ...more});
    if (!answer.ok) tell(answer.why, null, 4);
  }
  const go = (n, step = 0) => wish("go", {slide: slides.all[Math.max(0, Math.min(slides.all.length - 1, n))].id, step: Math.min(step, 999)});
  state.change = () => {};
  Object.assign(actions, {
    go, next: () => wish("next"), back: () => wish("back"), blank: colour => wish("blank", {colour}),
    first: () => go(slides.first), last: () => go(slides.last), swap() {}, present() {},
    escape() { if (overview.isOpen()) overview.close(); },
  });

  function all() {
    overview.toggle();
    overview.find.blur(); // else the keyboard would cover half of them
  }
  const press = (label, path, act, about = {}) => button(label, act, about, sign(path));
  const black = press(tr("Black screen, and back"), "M4 5h16v12H4zM8 21h8M7 8l10 6M17 8L7 14", () => actions.blank("black"), {className: "small"});
  const bar = make("nav", {id: "_phone", lang: tongue, "aria-label": tr("Remote")},
    press(tr("All slides"), "M4 5h6v5H4zM14 5h6v5h-6zM4 14h6v5H4zM14 14h6v5h-6z", all, {className: "small"}), black,
    press(tr("Smaller notes"), "M5 18l5-12 5 12M7 14h6M17 16h5", () => notes.larger(-1)), press(tr("Larger notes"), "M3 19l6-15 6 15M5 14h8M19 9v6M16 12h6", () => notes.larger(1)),
    press(tr("Back"), "M15 5l-7 7 7 7", () => actions.back(), {className: "large"}), press(tr("Next"), "M9 5l7 7-7 7", () => actions.next(), {className: "large main"}));
  const away = make("p", {id: "_away", role: "status", lang: tongue});
  document.body.append(away, bar);

  function look() {
    root.classList.toggle("drives", link.drives);
    black.setAttribute("aria-pressed", Boolean(state.now.blank));
    const text = link.trouble || (link.isPaired() ? "" : tr("No window shows the lecture now; open it on the computer."));
    if (away.textContent !== text) away.textContent = text;
  }
  link.watch(look);
  state.watch(look);
  root.classList.add("js", "phone");
  zoom.begin();
  shown.start();
  link.listen();
  if (!navigator.wakeLock) tell(tr("Browsers keep the screen on for encrypted pages only: let this phone wait longer before it goes dark. The page finds the lecture again."), null, 10);
}
