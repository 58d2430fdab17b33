// Single keys: a legend that shows them, help behind the question mark, and a way to turn them off.

import { isWriting, make } from "./dom.ts";

/** A key with what it does. */
export interface Key {
  /** As the browser names it: "j", "ArrowDown". Any of them will do. */
  keys: string[];
  /** What it does, in a few words. */
  does: string;
  act: () => void;
}

const OFF = "annals: single keys are off";

/** Listens to keys, and shows them as a legend before an element. */
export function listen(keys: Key[], before: Element): void {
  const help = helpOn(keys);
  const question: Key = { keys: ["?"], does: "help", act: () => help.showModal() };
  const shown = [...keys, question];
  const legend = make("p", { className: "keys" });
  legend.append(...shown.map((key) => make("span", {}, ...names(key), ` ${key.does}`)));
  legend.hidden = isOff();
  help.addEventListener("close", () => (legend.hidden = isOff()));
  before.before(legend);
  document.body.append(help);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isWriting() || document.querySelector("dialog[open]")) return;
    const key = shown.find((one) => one.keys.includes(event.key));
    if (!key || (isOff() && key !== question)) return;
    event.preventDefault();
    key.act();
  });
}

function helpOn(keys: Key[]): HTMLDialogElement {
  const list = make("dl");
  for (const key of keys) list.append(make("div", {}, make("dt", {}, ...names(key)), make("dd", {}, key.does)));
  const box = make("input", { type: "checkbox", checked: !isOff() });
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "yes")));
  const close = make("form", { method: "dialog" }, make("button", {}, "Close"));
  const title = make("h2", { id: "keys-help" }, "Keys of this page");
  const help = make("dialog", { className: "help" }, title, list, make("label", { className: "check" }, box, " listen to single keys"), close);
  help.setAttribute("aria-labelledby", title.id);
  return help;
}

function isOff(): boolean {
  return localStorage.getItem(OFF) !== null;
}

function names(key: Key): Node[] {
  const spelt: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" };
  return key.keys.map((name) => make("kbd", {}, spelt[name] ?? name));
}
