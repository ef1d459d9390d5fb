// The notes of a slide, as large as they were set the last time. Cues in brackets and a first word with a colon are bold;
// what stands before the [click] that was given is paler.

const notes = (() => {
  const SIZES = [14, 16, 18, 20, 22, 25, 28, 32, 36, 42, 48];
  const box = make("div", {id: "_notes", tabIndex: 0, role: "region", "aria-label": tr("Notes")});
  let size = store.get("notes-size", 22), shownFor = "";

  const cue = new RegExp(about.cue);

  function cued(text, isFirst) {
    const parts = text.split(cue).map((part, n) => n % 2 ? make("b.cue", {}, part) : part);
    const label = isFirst && /^(\p{L}[\p{L}\p{N} '’-]{1,30}:)(?=\s)/u.exec(parts[0]);
    return label ? [make("b", {}, label[1]), parts[0].slice(label[1].length), ...parts.slice(1)] : parts;
  }
  function render() {
    const n = state.n, text = about.notes?.[n] ?? "";
    if (shownFor !== state.now.slide) box.scrollTop = 0;
    shownFor = state.now.slide;
    box.style.fontSize = `${size}px`;
    if (!text) return box.replaceChildren(make("p.none", {lang: tongue}, about.notes ? tr("No notes for this slide.") : tr("This file has no notes: write it with “export --notes”, or start “present”.")));
    const given = Math.min(state.now.step, text.match(/\[click\]/gi)?.length ?? 0); // what follows the last is said until the slide goes
    let clicks = 0;
    const lines = text.split(/\n+/).filter(line => line.trim()).map(line => {
      const pieces = line.split(/(?=\[click\])/i);
      return make("p", {}, ...pieces.map((piece, m) => {
        if (/^\[click\]/i.test(piece)) clicks++;
        return make(clicks < given ? "span.past" : "span", {}, ...cued(piece, m === 0));
      }));
    });
    box.replaceChildren(...lines);
    [...box.querySelectorAll("span:not(.past)")].find(piece => /^\[click\]/i.test(piece.textContent) && state.now.step)?.scrollIntoView({block: "nearest"});
  }
  function larger(by) {
    const at = SIZES.reduce((best, value, n) => Math.abs(value - size) < Math.abs(SIZES[best] - size) ? n : best, 0);
    size = SIZES[Math.max(0, Math.min(SIZES.length - 1, at + by))];
    store.set("notes-size", size);
    render();
    live.say(tr("Notes in {} pixels.", size));
  }
  function scroll(by) { box.scrollBy({top: by * box.clientHeight * 0.8, behavior: "smooth"}); }

  return {box, render, larger, scroll};
})();
