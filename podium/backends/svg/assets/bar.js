// Buttons: at the foot of the slides, where they appear with the mouse, and on the presenter's desk.

{
  const SIGNS = {
    back: "M15 5l-7 7 7 7", next: "M9 5l7 7-7 7", over: "M4 5h6v5H4zM14 5h6v5h-6zM4 14h6v5H4zM14 14h6v5h-6z",
    present: "M3 5h18v10H3zM12 15v5M8 20h8M7 9h6M7 12h4", full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
    laser: "M12 12h.01M12 4v3M12 17v3M4 12h3M17 12h3", spot: "M12 12m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M3 3l3 3M21 3l-3 3M3 21l3-3M21 21l-3-3",
    pen: "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4", mark: "M6 14l8-9 5 4-8 9H6zM4 21h16", clear: "M7 19h12M5 14l8-8 6 6-7 7H9z",
    zoom: "M10.5 4a6.5 6.5 0 1 0 .01 0M15.5 15.500L21 21M7.5 10.500h6M10.5 7.500v6", count: "M12 6a7.5 7.5 0 1 0 .01 0M12 9v5l3 2M9 2h6",
    read: "M4 5h6a2 2 0 0 1 2 2v12a2 2 0 0 0-2-2H4zM20 5h-6a2 2 0 0 0-2 2v12a2 2 0 0 1 2-2h6z", times: "M5 20V10M12 20V4M19 20v-7",
    black: "M4 5h16v12H4zM8 21h8M7 8l10 6M17 8L7 14", white: "M4 5h16v12H4zM8 21h8", swap: "M4 8h14l-4-4M20 16H6l4 4", keys: "M9 9a3 3 0 1 1 4.5 2.600c-1 .6-1.5 1.1-1.5 2.400M12 18h.01",
    list: "M5 5l14 7-14 7z", less: "M6 12h12", more: "M6 12h12M12 6v12", small: "M5 18l5-12 5 12M7 14h6M17 16h5", large: "M3 19l6-15 6 15M5 14h8M19 9v6M16 12h6",
  };
  const press = (name, label, key, act, text = "") => button(key ? `${label} (${key})` : label, act, {"data-do": name}, sign(SIGNS[name]), text);

  const common = () => [
    press("laser", tr("Laser dot"), "l", () => pointer.choose("laser")),
    press("spot", tr("Spotlight"), "s", () => pointer.choose("spot")),
    press("pen", tr("Pen"), "d", () => pointer.choose("pen")),
    press("mark", tr("Highlighter"), "h", () => pointer.choose("mark")),
    press("clear", tr("Clear the drawing"), "e", () => ink.clear()),
    press("zoom", tr("Zoom"), "z", () => pointer.choose("zoom")),
    press("count", tr("Countdown"), "c", () => countdown.toggle()),
  ];
  const strip = make("nav", {id: "_bar", lang: tongue, "aria-label": tr("Presenting")},
    press("back", tr("Back"), tr("Page Up"), () => actions.back()), press("next", tr("Next"), tr("Page Down"), () => actions.next()),
    press("over", tr("All slides"), "o", () => overview.open()),
    press("present", tr("Presenter’s window"), "p", () => actions.present()), ...common(),
    press("swap", tr("Slides and notes change places"), "x", () => actions.swap()),
    ...(room.can ? [press("full", tr("Fill the screen"), "f", () => room.toggle())] : []),
    press("read", tr("Read as an article"), "a", () => actions.read()),
    press("keys", tr("Keys"), "?", () => keys.help()));
  const start = make("nav", {id: "_present", lang: tongue, "aria-label": tr("Presenting")},
    press("list", tr("Present"), "", () => { shown.to("show"); room.stir(); }, tr("Present")),
    ...(about.notes ? [press("present", tr("With notes"), "", () => actions.swap(), tr("With notes"))] : []),
    press("read", tr("Read as an article"), "", () => actions.read(), tr("Read")));
  document.body.prepend(start);
  document.body.append(strip);

  const group = (...buttons) => make("span.group", {}, ...buttons);
  desk.tools.append(
    group(press("back", tr("Back"), tr("Page Up"), () => actions.back()), press("next", tr("Next"), tr("Page Down"), () => actions.next()), press("over", tr("All slides"), "o, /", () => overview.open())),
    group(...common().slice(0, 6)),
    group(press("less", tr("A minute less"), "", () => countdown.add(-1)), common()[6], press("more", tr("A minute more"), "", () => countdown.add(1))),
    group(press("black", tr("Black screen"), "b", () => actions.blank("black")), press("white", tr("White screen"), "w", () => actions.blank("white"))),
    group(press("small", tr("Smaller notes"), "−", () => notes.larger(-1)), press("large", tr("Larger notes"), "+", () => notes.larger(1))),
    group(press("present", tr("Second window"), "p", () => actions.present()), press("swap", tr("Slides and notes change places"), "x", () => actions.swap()), press("times", tr("Times: shown and planned"), "r", () => times.show()), press("keys", tr("Keys"), "?", () => keys.help())));
}
