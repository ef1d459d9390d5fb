// The beginning: where this window was before it was loaded anew, or where its address points.

{
  const found = () => {
    let text = location.hash.slice(1);
    try { text = decodeURIComponent(text); } catch { /* as it stands */ }
    const [id, step] = text.split("/");
    return {n: slides.place(id), step: +step || 0};
  };
  const {goesOn, last, earlier} = state.begin(link.token, link.again);
  ink.begin(link.token);
  const at = found();
  if (!goesOn && !link.isDesk && at.n >= 0) actions.go(at.n, at.step);
  zoom.begin();
  const isRead = () => location.hash === "#read" && slides.place("read") < 0;
  shown.start(isRead());
  addEventListener("hashchange", () => {
    const {n, step} = found();
    if (n >= 0 && !link.isDesk) {
      if (shown.mode === "reads") shown.to("show");
      actions.go(n, step);
    } else if (isRead()) shown.to("reads");
    else if (location.hash === "#presenter" && !shown.isDesk()) actions.swap();
  });
  const n = earlier ? slides.place(earlier.slide) : -1;
  if (at.n < 0 && n > slides.first) {
    hint(tr("The last lecture stood at slide {}.", n + 1), [tr("Go on there"), () => {
      ink.begin(last);
      state.change({...earlier, zoom: null, count: null, swapped: state.now.swapped});
    }], 12);
  } else if (!link.again && shown.mode === "show" && !shown.isDesk() && !store.get("hinted", false) && !matchMedia("(pointer: coarse)").matches) {
    store.set("hinted", true);
    hint(tr("f fills the screen, p opens the presenter’s window, ? lists the keys."));
  }
  let wasPaired = false;
  link.watch(isPaired => {
    if (wasPaired && !isPaired && !shown.isDesk()) tell(tr("The presenter’s window is closed; p opens it again."), null, 5);
    wasPaired = isPaired;
  });
}
