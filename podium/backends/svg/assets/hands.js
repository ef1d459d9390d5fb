// Clicks and fingers on the slides.

{
  const FAR = 50, EDGE = 0.25; // pixels of a swipe; the part at the left in which a tap goes back
  let from = null, swiped = false;

  document.addEventListener("click", e => {
    if (swiped) { swiped = false; return; }
    const anchor = e.target.closest("a");
    if (anchor) {
      const target = anchor.getAttribute("href");
      if (!target.startsWith("#")) return; // it opens beside the slides
      const n = slides.place(decodeURIComponent(target.slice(1)));
      e.preventDefault();
      if (n >= 0) {
        if (shown.mode === "over") overview.close();
        if (shown.mode === "reads") shown.to("show");
        actions.go(n);
      }
      return;
    }
    const slide = e.target.closest(".slide");
    if (shown.mode === "over") {
      if (slide) overview.choose(slides.all.indexOf(slide));
    } else if (shown.mode === "show" && !shown.isDesk() && !pointer.tool && e.target.closest("main, body") && !e.target.closest("nav, dialog, #_told, #_search, .recording")) {
      if (getSelection().toString()) return;
      if (e.pointerType === "touch" && e.clientX < innerWidth * EDGE) actions.back(); // with a mouse, as in PowerPoint, every click goes on
      else actions.next();
    }
  });

  addEventListener("touchstart", e => {
    const finger = e.touches[0];
    from = e.touches.length === 1 && !e.target.closest("#_notes, nav, dialog") ? {x: finger.clientX, y: finger.clientY} : null;
    swiped = false;
  }, {passive: true});
  addEventListener("touchend", e => {
    if (!from || shown.mode !== "show" || pointer.tool) return;
    const to = e.changedTouches[0], x = to.clientX - from.x, y = to.clientY - from.y;
    from = null;
    if (Math.max(Math.abs(x), Math.abs(y)) < FAR) return;
    swiped = true;
    setTimeout(() => { swiped = false; }, 400);
    if (Math.abs(x) > Math.abs(y)) (x < 0 ? actions.next : actions.back)();
    else if (!shown.isDesk()) (y < 0 ? overview.open : room.stir)();
  });
  addEventListener("wheel", e => { if (e.ctrlKey && pointer.tool) e.preventDefault(); }, {passive: false});

  // A link among the words has no place on the screen: its twin in the drawing is outlined.
  document.addEventListener("focusin", e => {
    document.querySelectorAll("svg a.focused").forEach(anchor => anchor.classList.remove("focused"));
    const anchor = e.target.closest?.(".words a"), slide = anchor?.closest(".slide");
    if (!anchor) return;
    const same = `a[href="${CSS.escape(anchor.getAttribute("href"))}"]`, at = [...slide.querySelectorAll(`.words ${same}`)].indexOf(anchor);
    const twins = slide.querySelectorAll(`svg ${same}`);
    (twins[at] ?? twins[0])?.classList.add("focused");
  });
}
