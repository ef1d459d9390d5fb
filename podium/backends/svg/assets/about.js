// What the file says of the deck, and the presenter's own words in its language.

const about = JSON.parse(document.getElementById("_about").textContent);
const root = document.documentElement;

/** The language of the presenter's words: the deck's, or English where there is no file of it. */
const tongue = about.says ? root.lang : "en";

/** A text in that language, with values in the place of its braces. */
const tr = (text, ...values) => (about.says?.[text] ?? text).replace(/\{\}/g, () => values.shift());

/** What podium said, in that language: a text and the values of its braces, of which each may be such a text too. */
const heard = ([text, ...values]) => tr.apply(null, [text, ...values.map(value => Array.isArray(value) ? heard(value) : value)]);
