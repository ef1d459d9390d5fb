// All slides at once, with a search in their words; in the presenter's window in the notes too.

const overview = (() => {
  const find = make("input", {id: "_find", type: "search", autocomplete: "off", "aria-label": about.words.overview, placeholder: tr("Search or number")});
  const count = make("output", {id: "_found", lang: tongue});
  document.body.prepend(make("div", {id: "_search", role: "search"}, find, count, make("span", {lang: tongue}, tr("Enter shows a slide, Esc closes"))));

  const said = n => `${slides.all[n].textContent} ${shown.isDesk() ? about.notes?.[n] ?? "" : ""}`.toLowerCase();

  function search() {
    const words = find.value.trim().toLowerCase(), isNumber = /^\d+$/.test(words);
    const fits = slides.all.map((_, n) => words === "" || (isNumber && +words === n + 1) || said(n).includes(words));
    slides.all.forEach((slide, n) => { slide.hidden = !fits[n]; });
    const found = fits.filter(Boolean).length;
    count.textContent = !words ? "" : found ? tr("Found: {}", found) : tr("Nothing found");
  }
  /** The slide that Enter in the search means: that of the number, else the first that is found. */
  function best() {
    const number = /^\d+$/.test(find.value.trim()) ? +find.value - 1 : -1;
    return slides.all[number] ? number : slides.all.findIndex(slide => !slide.hidden);
  }
  function open(toSearch = false) {
    find.value = count.textContent = "";
    shown.to("over");
    if (toSearch || shown.isDesk()) find.focus();
    else slides.all[state.n].focus({preventScroll: true});
  }
  function close() {
    document.activeElement?.blur();
    shown.to("show");
  }
  function choose(n) {
    close();
    actions.go(n);
  }
  /** The slide beside the focused one, `by` places or one row on. */
  function move(by, isRow) {
    const left = slides.all.filter(slide => !slide.hidden), n = left.indexOf(document.activeElement);
    const top = left[0]?.offsetTop, across = left.filter(slide => slide.offsetTop === top).length;
    left[Math.max(0, Math.min(left.length - 1, n < 0 ? 0 : n + by * (isRow ? across : 1)))]?.focus();
  }

  find.addEventListener("input", search);
  find.addEventListener("keydown", e => {
    if (e.key === "Escape") close();
    else if (e.key === "Enter" && best() >= 0) choose(best());
    else if (e.key === "ArrowDown") move(0);
    else return;
    e.preventDefault();
  });
  return {
    open, close, choose, move, find,
    isOpen: () => shown.mode === "over",
    toggle: () => shown.mode === "over" ? close() : open(),
  };
})();
