// Keys, those of clickers among them, and the list of them.

const keys = (() => {
  const FORGET = 4000; // ms, after which the digits of a number no longer belong together
  let typed = "", at = 0;

  const minutes = number => countdown.toggle(number);
  const PAN = {ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15]};
  // Each: keys, how they are written in the list, what they do (with the number typed before them, 0 for none).
  const TABLE = [
    [["ArrowRight", "ArrowDown", "PageDown", " ", "Enter", "n"], "→ ↓ Page Down, space, Enter", "next step or slide", number => number ? actions.go(number - 1) : actions.next()],
    [["ArrowLeft", "ArrowUp", "PageUp", "Backspace"], "← ↑ Page Up, Backspace", "back", () => actions.back()],
    [["Home"], "Home", "first slide", () => actions.first()],
    [["End"], "End", "last slide", () => actions.last()],
    [[], "7, Enter", "slide 7", null],
    [["o", "g"], "o", "all slides", () => overview.toggle()],
    [["/"], "/", "search", () => overview.open(true)],
    [["p"], "p", "presenter’s window", () => actions.present()],
    [["x"], "x", "notes and slides change places; with one window, in it", () => actions.swap()],
    [["f", "F5"], "f, F5", "fill the screen, and leave it", () => room.toggle()],
    [["b", "."], "b, .", "black screen, and back", () => actions.blank("black")],
    [["w", ","], "w, ,", "white screen, and back", () => actions.blank("white")],
    [["l"], "l", "laser dot", () => pointer.choose("laser")],
    [["s"], "s", "spotlight", () => pointer.choose("spot")],
    [["d"], "d", "pen", () => pointer.choose("pen")],
    [["h"], "h", "highlighter", () => pointer.choose("mark")],
    [["e"], "e", "clear the drawing of this slide; Ctrl+Z takes back a stroke", () => ink.clear()],
    [["z"], "z", "zoom: a click, the wheel, + and −, arrows", () => { if (zoom.isIn()) zoom.out(); pointer.choose("zoom"); }],
    [["c"], "c; 3, c", "countdown; of 3 minutes", minutes],
    [["t"], "t", "clock starts, stands, goes on", () => timer.toggle()],
    [["r"], "r", "times: shown and planned, slide by slide", () => { if (shown.isDesk()) times.show(); }],
    [["+", "="], "+", "larger notes", () => larger(1)],
    [["-"], "−", "smaller notes", () => larger(-1)],
    [["["], "[ and ]", "scroll the notes", () => notes.scroll(-1)],
    [["]"], "", "", () => notes.scroll(1)],
    [["Escape"], "Esc", "puts away a tool, zoom, blank screen; all slides", () => actions.escape()],
    [["?"], "?", "these keys", () => help()],
  ];
  const acts = new Map(TABLE.flatMap(([names, , , act]) => names.map(name => [name, act])));

  function larger(by) {
    if (pointer.tool === "zoom" || zoom.isIn()) zoom.nearer(by > 0 ? 1.4 : 1 / 1.4);
    else if (shown.isDesk()) notes.larger(by);
  }
  function help() {
    const rows = TABLE.filter(([, written]) => written).map(([, written, said]) => make("div", {}, make("dt", {}, written), make("dd", {}, said)));
    const dialog = make("dialog", {lang: "en", id: "_keys", "aria-label": "Keys", onclose: () => dialog.remove()},
      make("h2", {}, "Keys"), make("dl", {}, ...rows), make("div.row", {}, button("Close", () => dialog.close(), {className: "main"})));
    document.body.append(dialog);
    dialog.showModal();
  }
  const number = () => {
    const found = Date.now() - at < FORGET ? +typed : 0;
    if (typed) told.replaceChildren();
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
    } else if (shown.mode === "list" && !["Escape", "o", "/", "f", "F5", "p", "x", "?", "Enter"].includes(e.key)) return; // a page to scroll
    if (zoom.isIn() && PAN[e.key]) { e.preventDefault(); zoom.pan(...PAN[e.key]); return; }
    if (shown.mode === "list" && e.key === "Enter") { e.preventDefault(); shown.to("show"); if (count) actions.go(count - 1); return; }
    const act = acts.get(e.key) ?? acts.get(e.key.toLowerCase());
    if (!act) return;
    e.preventDefault();
    if (overview.isOpen() && ["PageDown", "PageUp", "Home", "End", "n", "Backspace"].includes(e.key)) overview.close();
    act(count);
  });
  return {help};
})();
