// A link that brought something: it is asked about before anything of it is sent or shown.

import { $, make, say } from "./page.js";
import * as transcript from "./transcript.js";

const START = "start";
const asked = new Map();

/** What a link brought, which stays out of the address and the history; kept for a reload until `settled`. */
export function brought() {
  const given = /^#start=([\w-]{1,64})$/.exec(location.hash)?.[1];
  if (given) transcript.put(START, given);
  if (location.hash) history.replaceState(null, "", location.pathname);
  return transcript.kept(START) ?? given ?? "";
}

/** True for a link from a poster: it names a category, holds nothing of anybody, and needs no question. */
export const isRoad = (payload) => payload.startsWith("report-");

export function settled() {
  transcript.put(START, null);
}

/** Ask whether to show here what the link brought; `decide` is told, once. */
export function ask(decide) {
  question("web-link-ask", "web-link-open", "web-link-not", decide);
}

/** A question of the page itself, with a yes and a no; asked again, it stands once. */
export function question(key, yes, no, decide) {
  asked.get(key)?.remove();
  const text = make("p", { "data-text": key }, say(key));
  const node = make("article", { class: "message us" }, make("div", { class: "bubble" }, text));
  const answer = (key, open) => {
    const decided = () => {
      node.remove();
      decide(open);
    };
    return make("button", { type: "button", "data-text": key, onclick: decided }, say(key));
  };
  const main = make("div", { class: "main few" }, answer(yes, true), answer(no, false));
  node.append(make("div", { class: "choices", role: "group" }, main));
  $("messages").append(node);
  node.scrollIntoView({ block: "nearest" });
  asked.set(key, node);
}
