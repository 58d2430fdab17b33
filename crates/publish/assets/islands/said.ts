// A line at the foot of the page that says what was just done, to the eye and to a screen reader.

import { make } from "./dom.ts";

let line: HTMLElement | null = null;
let ends = 0;

/** Says something; a later word takes its place. */
export function say(words: string, kind: "done" | "wrong" = "done"): void {
  line ??= document.body.appendChild(make("p", { className: "said", role: "status" }));
  line.className = `said ${kind}`;
  line.textContent = words;
  clearTimeout(ends);
  ends = setTimeout(() => line?.classList.add("over"), kind === "done" ? 6000 : 15000);
}

/** Says why something was not done. */
export function sayWrong(failure: unknown): void {
  say(wordsOf(failure), "wrong");
}

/** Why something was not done, in words. */
export function wordsOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
