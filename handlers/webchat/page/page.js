// The page's texts, its language and direction, and the making of elements (never from markup).

/** @type {(id: string) => any} */
export const $ = (id) => document.getElementById(id);
export const config = JSON.parse($("config").textContent);
let language = config.language;
let emergency = "";
const POLICE = new RegExp(`(^|\\D)${config.lines[0]}(?!\\d)`, "g");

/** A text of the page in the language of the conversation; somebody abroad reads the number for help there. */
export const say = (key) => {
  const text = config.texts[language]?.[key] ?? "";
  return emergency ? text.replace(POLICE, (_, before) => before + emergency) : text;
};

/** `rtl` or `ltr`, as the language's own texts tell. */
export const directionOf = (given) => config.texts[given]?.["web-direction"] ?? "auto";

/** Where the page cannot do its work, it shows the other ways to report and the numbers to call. */
export function giveUp() {
  document.documentElement.classList.remove("started");
  document.documentElement.classList.add("failed");
}

const NUMBER = /^\+?[\d ]{2,20}$/;
const SITE = /^(?:[\w-]+\.)+[a-z]{2,}(?:\/\S*)?$/i;
const plain = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const callable = config.lines.filter((line) => NUMBER.test(line) || SITE.test(line));
const either = `(${callable.map(plain).join("|")})`;
const WORD = new RegExp(`(^|[^\\p{L}\\d])${either}(?![\\p{L}\\d])`, "giu");
const VALUE = new RegExp(`(\\u2068)${either}\\u2069`, "giu");

/** A text as nodes, in which the numbers to call and the sites are links; `values`: only where set off as a value. */
export function linked(text, values = false) {
  if (!callable.length) return [text];
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(values ? VALUE : WORD)) {
    const at = found.index + found[1].length;
    nodes.push(text.slice(from, at), callLink(found[2]));
    from = at + found[2].length;
  }
  return [...nodes, text.slice(from)].filter((node) => node !== "");
}

function callLink(line) {
  if (NUMBER.test(line)) return make("a", { href: `tel:${line.replace(/ /g, "")}`, dir: "ltr" }, line);
  return make("a", { href: `https://${line}`, dir: "ltr", target: "_blank", rel: "noopener noreferrer" }, line);
}

/** An element; attributes that are false or missing are left out, `onclick` is listened to. */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") node.addEventListener("click", value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

/** One of the page's icons; decoration only. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** Moroccan Arabic writes numbers in Latin digits. */
const locale = () => (directionOf(language) === "rtl" ? "ar-MA-u-nu-latn" : language);

/** The hour and minute. */
export function clock(seconds) {
  return new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit" }).format(seconds * 1000);
}

/** A number, perhaps with its unit, as the language writes it. */
export const figure = (value, shape = {}) => new Intl.NumberFormat(locale(), shape).format(value);

/** The elements that name one of the page's texts so. @type {(name: string) => NodeListOf<HTMLInputElement>} */
const all = (name) => document.querySelectorAll(`[data-${name}]`);

/** From here on the page is in this language, if it is one of ours, and for somebody abroad where `number` helps. */
export function speak(given, number = "") {
  if (!(given in config.texts) || (given === language && number === emergency)) return;
  language = given;
  emergency = number;
  document.documentElement.lang = given;
  document.documentElement.dir = directionOf(given);
  document.title = say("web-title");
  for (const node of all("text")) node.replaceChildren(...linked(say(node.dataset.text)));
  for (const node of all("label")) {
    node.setAttribute("aria-label", say(node.dataset.label));
    if (node.title) node.title = say(node.dataset.label);
  }
  for (const node of all("title")) node.title = say(node.dataset.title);
  for (const node of all("placeholder")) node.placeholder = say(node.dataset.placeholder);
}

/** Show a text of the page in a node, so that it follows the language; no key empties and hides it. */
export function show(node, key) {
  node.hidden = !key;
  if (key) node.dataset.text = key;
  else delete node.dataset.text;
  node.replaceChildren(...linked(key ? say(key) : ""));
}
