// Phones in this network: this window does what they wish and tells them where the lecture is; the desk has their links.

{
  const DOES = {
    next: () => actions.next(), back: () => actions.back(), blank: ({colour}) => actions.blank(colour),
    go: ({slide, step}) => { if (slides.place(slide) >= 0) actions.go(slides.place(slide), step); },
  };
  const count = make("span"), said = make("p", {role: "status"});
  let waiting = null, isSending = false;

  /** Tells the state, always the newest; `own`: this window has changed it. */
  async function report(own) {
    waiting = {pair: link.token, own: own || Boolean(waiting?.own)};
    if (isSending) return;
    isSending = true;
    while (waiting) {
      const said = {...waiting, state: state.now};
      waiting = null;
      await server.post("state", said);
    }
    isSending = false;
  }
  /** Both windows hear of every wish; the number in their state says whether one has done it. */
  function take({wishes, phones}) {
    for (const wish of wishes) {
      if (wish.pair !== link.token || wish.number <= (state.now.wish ?? 0)) continue;
      state.change({wish: wish.number});
      DOES[wish.do](wish);
    }
    count.textContent = phones ? String(phones) : "";
    const text = phones ? tr("Phones that follow: {}.", phones) : tr("No phone follows yet.");
    if (said.textContent !== text) said.textContent = text;
  }
  function listen() {
    const source = new EventSource("events");
    source.onopen = () => report(false);
    source.onmessage = e => take(JSON.parse(e.data));
    source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000); };
  }

  function open() {
    const [follows, drives] = server.links.map(({link, code}, n) => make("figure", {},
      make("figcaption", {}, make("b", {}, n ? tr("Notes and remote") : tr("Notes only")), ` · ${n ? tr("goes on, back, jumps and blanks the screen") : tr("follows, changes nothing")}`),
      code ? make("img", {src: code, alt: tr("QR code of the link")}) : make("p", {}, tr("{} makes this a QR code.", "pip install 'podium[lan]'")),
      make("a", {href: link, target: "_blank", rel: "noreferrer"}, link)));
    const dialog = make("dialog", {id: "_links", lang: tongue, "aria-label": tr("Phones in this network"), onclose: () => dialog.remove()},
      make("h2", {}, tr("Phones in this network")), make("div.codes", {}, drives, follows), said,
      make("p", {}, tr("Whoever has a link sees slides and notes. They are not encrypted on their way: whoever can listen in this network can read them.")),
      make("div.row", {}, button(tr("Close"), () => dialog.close(), {className: "main"})));
    document.body.append(dialog);
    dialog.showModal();
  }
  desk.tools.append(make("span.group", {}, button(tr("Phones: links and codes"), open, {"data-do": "phones"}, sign("M7 3h10v18H7zM11 18h2"), count)));
  state.watch((now, before, how) => { if (how === "here") report(true); });
  addEventListener("load", listen);
}
