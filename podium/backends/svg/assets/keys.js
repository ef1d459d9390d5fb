// Keys, those of clickers among them, and the list of them.

const keys = (() => {
  const FORGET = 4000; // ms, after which the digits of a number no longer belong together
  let typed = "", at = 0;

  const minutes = number => countdown.toggle(number);
  const PAN = {ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15]};
  const NEXT = ["→", "↓", tr("Page Down"), tr("space"), "Enter"], BACK = ["←", "↑", tr("Page Up"), tr("Backspace")];
  // Each: what `event.key` may be, the keys as the list names them, what they do in words, and the act, which gets the
  // number typed before, 0 for none.
  const TABLE = [
    [["ArrowRight", "ArrowDown", "PageDown", " ", "Enter", "n"], NEXT, tr("Next step or slide"), number => number ? actions.go(number - 1) : actions.next()],
    [["ArrowLeft", "ArrowUp", "PageUp", "Backspace"], BACK, tr("Back"), () => actions.back()],
    [["Home"], [tr("Home")], tr("First slide"), () => actions.first()],
    [["End"], [tr("End")], tr("Last slide"), () => actions.last()],
    [[], ["7", "Enter"], `${about.words.slide} 7`, null],
    [["o", "g"], ["o"], tr("All slides"), () => overview.toggle()],
    [["/"], ["/"], tr("Search"), () => overview.open(true)],
    [["p"], ["p"], tr("Presenter’s window"), () => actions.present()],
    [["x"], ["x"], tr("Slides and notes change places"), () => actions.swap()],
    [["a"], ["a"], tr("Read as an article"), () => actions.read()],
    [["f", "F5"], ["f", "F5"], tr("Fill the screen"), () => room.toggle()],
    [["b", "."], ["b", tr("full stop")], tr("Black screen"), () => actions.blank("black")],
    [["w", ","], ["w", tr("comma")], tr("White screen"), () => actions.blank("white")],
    [["l"], ["l"], tr("Laser dot"), () => pointer.choose("laser")],
    [["s"], ["s"], tr("Spotlight"), () => pointer.choose("spot")],
    [["d"], ["d"], tr("Pen"), () => pointer.choose("pen")],
    [["h"], ["h"], tr("Highlighter"), () => pointer.choose("mark")],
    [["e"], ["e"], tr("Clear the drawing"), () => ink.clear()],
    [[], ["Ctrl+Z"], tr("Take back a stroke"), null],
    [["z"], ["z"], tr("Zoom: a click, the wheel, + and −, arrows"), () => { if (zoom.isIn()) zoom.out(); pointer.choose("zoom"); }],
    [["c"], ["3", "c"], tr("Countdown of 3 minutes"), minutes],
    [["t"], ["t"], tr("The clock starts, stands, goes on"), () => timer.toggle()],
    [["r"], ["r"], tr("Times: shown and planned"), () => { if (shown.isDesk()) times.show(); }],
    [["+", "="], ["+"], tr("Larger notes"), () => larger(1)],
    [["-"], ["−"], tr("Smaller notes"), () => larger(-1)],
    [["["], ["[", "]"], tr("Scroll the notes"), () => notes.scroll(-1)],
    [["]"], [], "", () => notes.scroll(1)],
    [["Escape"], ["Esc"], tr("Put away a tool, zoom or blank screen"), () => actions.escape()],
    [["?"], ["?"], tr("Keys"), () => help()],
  ];
  const acts = new Map(TABLE.flatMap(([names, , , act]) => names.map(name => [name, act])));

  function larger(by) {
    if (pointer.tool === "zoom" || zoom.isIn()) zoom.nearer(by > 0 ? 1.4 : 1 / 1.4);
    else if (shown.isDesk()) notes.larger(by);
  }
  function help() {
    const rows = TABLE.filter(([, named]) => named.length).map(([, named, said]) => make("div", {}, make("dt", {}, ...named.map(name => make("kbd", {}, name))), make("dd", {}, said)));
    const dialog = make("dialog", {lang: tongue, id: "_keys", "aria-label": tr("Keys"), onclose: () => dialog.remove()},
      make("h2", {}, tr("Keys")), make("dl", {}, ...rows), make("div.row", {}, button(tr("Close"), () => dialog.close(), {className: "main"})));
    document.body.append(dialog);
    dialog.showModal();
  }
  const number = () => {
    const found = Date.now() - at < FORGET ? +typed : 0;
    if (typed) hush();
    typed = "";
    return found;
  };
  const isPressable = target => target.closest?.("button, a[href], input, [role=separator]");

  document.addEventListener("keydown", e => {
    const inDialog = document.querySelector("dialog[open]");
    if (inDialog || e.target === overview.find) {
      if (e.key === "F5") e.preventDefault(); // a clicker's: the page must not be loaded anew in the middle of a lecture
      return;
    }
    if ((e.ctrlKey || e.metaKey) && e.key === "z") { e.preventDefault(); ink.undo(); return; }
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if ((e.key === " " || e.key === "Enter") && isPressable(e.target)) return;
    if (/^\d$/.test(e.key)) {
      typed = (Date.now() - at < FORGET ? typed : "") + e.key;
      at = Date.now();
      if (shown.isDesk()) tell(`${about.words.slide} ${typed}: Enter`, null, FORGET / 1000); // nobody in the room needs to know
      else live.say(typed);
      return;
    }
    if (e.key === "Shift") return;
    const count = number(), slide = overview.isOpen() ? slides.all.indexOf(e.target) : -1;
    if (overview.isOpen()) {
      if (e.key === "Enter" || e.key === " ") {
        e.preventDefault();
        if (count) overview.choose(count - 1);
        else if (slide >= 0) overview.choose(slide);
        else overview.close();
        return;
      }
      const by = {ArrowRight: [1, false], ArrowLeft: [-1, false], ArrowDown: [1, true], ArrowUp: [-1, true]}[e.key];
      if (by) { e.preventDefault(); overview.move(...by); return; }
    } else if (["list", "reads"].includes(shown.mode) && !["Escape", "o", "/", "f", "F5", "p", "x", "?", "Enter", "a"].includes(e.key)) return; // a page to scroll
    if (zoom.isIn() && PAN[e.key]) { e.preventDefault(); zoom.pan(...PAN[e.key]); return; }
    if (shown.mode === "reads" && e.key === "Escape") { e.preventDefault(); actions.read(); return; }
    if (["list", "reads"].includes(shown.mode) && e.key === "Enter") { e.preventDefault(); shown.to("show"); if (count) actions.go(count - 1); return; }
    const act = acts.get(e.key) ?? acts.get(e.key.toLowerCase());
    if (!act) return;
    e.preventDefault();
    if (overview.isOpen() && ["PageDown", "PageUp", "Home", "End", "n", "Backspace"].includes(e.key)) overview.close();
    act(count);
  });
  return {help};
})();
