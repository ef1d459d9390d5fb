(() => {
  "use strict";
  const root = document.documentElement, slides = [...document.querySelectorAll(".slide")];
  const live = document.getElementById("live"), find = document.getElementById("find");
  const shown = slides.filter(s => !s.hasAttribute("data-hidden"));
  let now = 0, step = 0, typed = "";
  const stepsOf = s => [...new Set([...s.querySelectorAll("[data-step]")].map(e => +e.dataset.step))].sort((a, b) => a - b);
  const isOver = () => root.classList.contains("over"), isShow = () => root.classList.contains("show");
  const narrow = matchMedia("(max-width: 700px)");

  function paint() {
    const slide = slides[now], steps = stepsOf(slide), last = step ? steps[step - 1] : 0;
    slides.forEach((s, n) => s.classList.toggle("now", n === now));
    slide.querySelectorAll("[data-step]").forEach(e => {
      const at = +e.dataset.step;
      e.classList.toggle("later", at > last);
      if (e.dataset.pale) e.querySelectorAll("tspan").forEach(t => {
        t.dataset.fill ??= t.getAttribute("fill");
        t.setAttribute("fill", at < last ? e.dataset.pale : t.dataset.fill);
      });
    });
    history.replaceState(null, "", "#" + slide.id + (step ? "/" + step : ""));
    if (live) live.textContent = slide.getAttribute("aria-label");
  }
  function go(n, at = 0) {
    now = Math.max(0, Math.min(slides.length - 1, n));
    step = Math.min(at, stepsOf(slides[now]).length);
    root.classList.remove("blank");
    paint();
    if (!isShow()) slides[now].scrollIntoView({block: "nearest"});
  }
  const beside = d => {
    let n = now + d;
    while (slides[n] && slides[n].hasAttribute("data-hidden")) n += d;
    return slides[n] ? n : now;
  };
  function next() {
    if (step < stepsOf(slides[now]).length) { step++; paint(); } else if (beside(1) !== now) go(beside(1));
  }
  function back() {
    if (step > 0) { step--; paint(); } else if (beside(-1) !== now) go(beside(-1), 1e9);
  }
  function mode(name) {
    root.classList.toggle("show", name === "show");
    root.classList.toggle("over", name === "over");
    slides.forEach(s => { s.hidden = false; s.tabIndex = name === "over" ? 0 : -1; });
    if (find) find.value = "";
    paint();
    if (name === "over") slides[now].scrollIntoView({block: "center"});
  }
  function fromHash() {
    const [id, at] = decodeURIComponent(location.hash.slice(1)).split("/");
    const n = slides.findIndex(s => s.id === id);
    if (n >= 0) go(n, +at || 0);
  }
  function search() {
    const words = find.value.trim().toLowerCase();
    slides.forEach(s => { s.hidden = words !== "" && !s.textContent.toLowerCase().includes(words); });
  }
  document.addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target === find) {
      if (e.key === "Escape") { mode("show"); e.preventDefault(); }
      if (e.key === "Enter") { const n = slides.findIndex(s => !s.hidden); if (n >= 0) { mode("show"); go(n); } e.preventDefault(); }
      return;
    }
    if (/^\d$/.test(e.key)) { typed += e.key; return; }
    const number = typed; typed = "";
    if (e.key === "Enter" && number) { mode("show"); go(+number - 1); return; }
    if (isOver() && e.key === "Enter") { mode("show"); return; }
    const keys = {
      ArrowRight: next, ArrowDown: next, PageDown: next, " ": next, Enter: next, n: next,
      ArrowLeft: back, ArrowUp: back, PageUp: back, Backspace: back, p: back,
      Home: () => go(0), End: () => go(slides.indexOf(shown[shown.length - 1])),
      o: () => mode(isOver() ? "show" : "over"), Escape: () => mode(isOver() ? "show" : "over"),
      "/": () => { mode("over"); find.focus(); },
      f: () => document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen(),
      F5: () => { mode("show"); root.requestFullscreen?.(); },
      b: () => root.classList.toggle("blank"), ".": () => root.classList.toggle("blank"),
    };
    const act = keys[e.key];
    if (act) { e.preventDefault(); act(); }
  });
  document.addEventListener("click", e => {
    const link = e.target.closest("a");
    if (link) {
      const n = slides.findIndex(s => "#" + s.id === link.getAttribute("href"));
      if (n >= 0) { e.preventDefault(); mode("show"); go(n); }
      return;
    }
    if (isOver()) {
      const slide = e.target.closest(".slide");
      if (slide) { mode("show"); go(slides.indexOf(slide)); }
    } else if (isShow() && !getSelection().toString()) e.clientX < innerWidth / 4 ? back() : next();
  });
  document.addEventListener("focusin", e => {
    const n = slides.indexOf(e.target);
    if (n >= 0 && isOver()) { now = n; step = 0; paint(); }
  });
  let x0 = null;
  addEventListener("touchstart", e => { x0 = e.touches.length === 1 ? e.touches[0].clientX : null; }, {passive: true});
  addEventListener("touchend", e => {
    const dx = x0 === null ? 0 : e.changedTouches[0].clientX - x0;
    if (isShow() && Math.abs(dx) > 50) dx < 0 ? next() : back();
    x0 = null;
  });
  addEventListener("hashchange", fromHash);
  if (find) find.addEventListener("input", search);
  root.classList.add("js");
  if (!narrow.matches) root.classList.add("show");
  paint.call(null, fromHash());
})();
