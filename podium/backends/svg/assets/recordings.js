// Video and sound: played in the slides' window by the click after the last step, until the slide is left.

{
  const addresses = new Map();
  let player = null, playing = "", isHeld = false; // held: paused while all slides are seen

  function address(clip) {
    if (!addresses.has(clip)) {
      const text = document.getElementById(`_clip-${clip}`), bytes = atob(text.textContent), data = new Uint8Array(bytes.length);
      for (let n = 0; n < bytes.length; n++) data[n] = bytes.charCodeAt(n);
      addresses.set(clip, URL.createObjectURL(new Blob([data], {type: text.dataset.type})));
      text.textContent = "";
    }
    return addresses.get(clip);
  }
  /** Which recording a step plays, from 0; -1 for none. */
  const at = () => state.now.step - slides.clicks(state.n) - 1;
  const wanted = () => !shown.isDesk() && at() >= 0 ? `${state.n}/${at()}` : "";

  function place() {
    if (!player || player.tagName !== "VIDEO") return;
    const [x, y, w, h] = about.plays[state.n][at()].box, [left, top, wide, high] = state.now.zoom ?? slides.whole(state.n);
    Object.assign(player.style, {left: `${(x - left) / wide * 100}%`, top: `${(y - top) / high * 100}%`, width: `${w / wide * 100}%`, height: `${h / high * 100}%`});
  }
  function stop() {
    player?.pause();
    player?.remove();
    player = null;
    playing = "";
    isHeld = false;
  }
  /** Lets a player run. A run that a pause cuts short before it began is no mistake. */
  function run(own) {
    own.play().catch(e => {
      if (e.name === "NotAllowedError" && own === player) tell(tr("The browser waits for a click before it plays."), [tr("Play"), () => run(own)]);
    });
  }
  function play() {
    stop();
    playing = wanted();
    if (!playing) return;
    const what = about.plays[state.n][at()], start = what.start / 1000;
    player = make(what.sound ? "audio" : "video", {className: "recording", playsInline: true, "aria-label": what.alt, src: address(what.clip)});
    const own = player;
    own.currentTime = start;
    const over = () => { if (what.loop) { own.currentTime = start; run(own); } else own.pause(); };
    own.addEventListener("timeupdate", () => { if (what.end && own.duration - own.currentTime <= what.end / 1000) over(); });
    own.addEventListener("ended", () => { if (what.loop) over(); });
    own.addEventListener("click", () => own.paused ? run(own) : own.pause());
    own.addEventListener("error", () => tell(tr("This browser cannot play the recording.")));
    slides.all[state.n].append(own);
    place();
    run(own);
  }
  state.watch(() => {
    if (wanted() !== playing) play();
    place();
  });
  shown.watch(() => {
    if (!player) return;
    if (shown.mode !== "show") {
      isHeld ||= !player.paused;
      player.pause();
    } else if (isHeld) {
      isHeld = false;
      run(player);
    }
  });
}
