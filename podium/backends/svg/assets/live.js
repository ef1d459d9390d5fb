// What screen readers are told: one polite region, with the words that have come.

const live = (() => {
  const region = document.getElementById("_live");

  /** The words under an element that are shown. */
  function words(element) {
    if (element.classList.contains("later") || (element.dataset.until && !element.classList.contains("leaves"))) return [];
    if (/^(P|H[123]|TR)$/.test(element.tagName)) return [[...element.childNodes].map(e => e.textContent.trim()).filter(Boolean).join(" ")];
    return [...element.children].flatMap(words);
  }
  const sentence = text => /[.!?:…。！？]$/.test(text) ? text : `${text}.`;
  const say = text => { region.textContent = text; };

  return {
    say,
    /** The words of a slide, or after a step only the new ones; `before` are the words that were there. */
    read(n, before = null) {
      const all = words(slides.all[n].querySelector(".words"));
      const fresh = before === null ? all : all.filter(text => !before.includes(text));
      const head = before === null ? `${about.words.slide} ${n + 1} / ${slides.all.length}. ` : "";
      say(head + fresh.map(sentence).join(" "));
    },
    words: n => words(slides.all[n].querySelector(".words")),
  };
})();
