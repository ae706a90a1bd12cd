// A link that brought something: it is asked about before anything of it is sent or shown.

import { $, make, say } from "./page.js";

const START = "start";
let shown;

/** What a link brought, which stays out of the address and the history; kept for a reload until `settled`. */
export function brought() {
  const given = /^#start=([\w-]{1,64})$/.exec(location.hash)?.[1];
  if (given) sessionStorage.setItem(START, given);
  if (location.hash) history.replaceState(null, "", location.pathname);
  return sessionStorage.getItem(START) ?? "";
}

export function settled() {
  sessionStorage.removeItem(START);
}

/** Ask whether to open it here; `decide` is told, once. */
export function ask(decide) {
  shown?.remove();
  const text = make("p", { "data-text": "web-link-ask" }, say("web-link-ask"));
  const node = make("article", { class: "message us" }, make("div", { class: "bubble" }, text));
  const answer = (key, open) => {
    const decided = () => {
      node.remove();
      decide(open);
    };
    return make("button", { type: "button", "data-text": key, onclick: decided }, say(key));
  };
  const main = make("div", { class: "main few" }, answer("web-link-open", true), answer("web-link-not", false));
  node.append(make("div", { class: "choices", role: "group" }, main));
  $("messages").append(node);
  node.scrollIntoView({ block: "nearest" });
  shown = node;
}
