// The screen of the room: filled, kept awake, without a mouse that lies about.

const room = (() => {
  const IDLE = 2500; // ms
  let lock = null, timeout = 0;

  const isFull = () => Boolean(document.fullscreenElement ?? document.webkitFullscreenElement);
  const can = Boolean(root.requestFullscreen ?? root.webkitRequestFullscreen);

  function fill() {
    if (shown.mode !== "show") shown.to("show");
    const filled = root.requestFullscreen?.({navigationUI: "hide"}) ?? root.webkitRequestFullscreen?.();
    filled?.catch?.(() => tell(tr("The browser does not fill the screen here.")));
  }
  function leave() {
    (document.exitFullscreen ?? document.webkitExitFullscreen)?.call(document);
  }

  /** While someone presents, the screen does not go dark, however long a question takes. */
  async function wake() {
    const isNeeded = document.visibilityState === "visible" && (isFull() || link.isPaired() || shown.isDesk());
    try {
      if (isNeeded && !lock) {
        lock = "asked for";
        lock = await navigator.wakeLock.request("screen");
        lock.addEventListener("release", () => { lock = null; });
      } else if (!isNeeded && lock?.release) {
        lock.release();
        lock = null;
      }
    } catch {
      lock = null; // there is none, or the battery is low
    }
  }
  function stir() {
    root.classList.add("stirred");
    clearTimeout(timeout);
    timeout = setTimeout(() => root.classList.remove("stirred"), IDLE);
  }

  for (const name of ["fullscreenchange", "webkitfullscreenchange", "visibilitychange"]) document.addEventListener(name, wake);
  link.watch(wake);
  shown.watch(wake);
  // While a tool is used, the buttons come only where the mouse goes to them.
  addEventListener("mousemove", e => { if ((e.movementX || e.movementY) && (!pointer.tool || e.clientY > innerHeight - 80)) stir(); });
  addEventListener("focusin", stir);

  return {can, isFull, stir, toggle: () => isFull() ? leave() : fill()};
})();
