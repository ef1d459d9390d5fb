// The notes of a slide, as large as they were set the last time. Cues in brackets are bold; what stands before the
// [click] that was given is paler; remarks, which are not said, are smaller and set in.

const notes = (() => {
  const SIZES = [14, 16, 18, 20, 22, 25, 28, 32, 36, 42, 48];
  const box = make("div", {id: "_notes", tabIndex: 0, role: "region", "aria-label": tr("Notes")});
  let size = store.get("notes-size", 22), shownFor = "";

  const cue = new RegExp(about.cue);

  /** A piece of a paragraph; the first `labelled` letters are what makes it a remark. */
  function cued(text, labelled) {
    const parts = text.slice(labelled).split(cue).map((part, n) => n % 2 ? make("b.cue", {}, part) : part);
    return labelled ? [make("b", {}, text.slice(0, labelled)), ...parts] : parts;
  }
  function render() {
    const n = state.n, text = about.notes?.[n] ?? "";
    if (shownFor !== state.now.slide) box.scrollTop = 0;
    shownFor = state.now.slide;
    box.style.fontSize = `${size}px`;
    if (!text) return box.replaceChildren(make("p.none", {lang: tongue}, about.notes ? tr("No notes for this slide.") : tr("This file has no notes: write it with “export --notes”, or start “present”.")));
    const given = Math.min(state.now.step, text.match(/\[click\]/gi)?.length ?? 0); // what follows the last is said until the slide goes
    let clicks = 0;
    const lines = text.split(/\n+/).filter(line => line.trim()).map((line, k) => {
      const labelled = [...line].slice(0, about.remarks[n][k] ?? 0).join("").length;
      const pieces = line.split(/(?=\[click\])/i);
      return make(labelled ? "p.remark" : "p", {}, ...pieces.map((piece, m) => {
        if (/^\[click\]/i.test(piece)) clicks++;
        return make(clicks < given ? "span.past" : "span", {}, ...cued(piece, m ? 0 : labelled));
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
