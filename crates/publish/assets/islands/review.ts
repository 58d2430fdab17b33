// The queue of a reviewer by single keys: each claim is decided where it stands, and the next one has the focus, without a page between.

import { DONE, open, type Act } from "./deciding.ts";
import { all, copy, make, one } from "./dom.ts";
import { listen } from "./keys.ts";
import { decide } from "./pages.ts";
import { say, sayWrong } from "./said.ts";

/** A decision that was made here, with the claim that it is about. */
interface Made {
  item: HTMLElement;
  decision: number;
}

const made: Made[] = [];

/** Makes the queue one of single keys. */
export function review(): void {
  const queue = one(HTMLElement, ".queue");
  if (!queue) return;
  for (const item of items()) item.tabIndex = -1;
  queue.addEventListener("submit", (event) => {
    const act = event.submitter instanceof HTMLButtonElement ? event.submitter.value.split(" ")[0] : "";
    const item = event.submitter?.closest<HTMLElement>("[data-claim]");
    // A reason that was written into the form of the incident goes the way that it goes without script.
    if (!item || (act !== "confirm" && act !== "reject") || written(item)) return;
    event.preventDefault();
    start(act, item);
  });
  listen(
    [
      { keys: ["j", "ArrowDown"], does: "next", act: () => move(1) },
      { keys: ["k", "ArrowUp"], does: "before", act: () => move(-1) },
      { keys: ["c"], does: "confirm", act: () => start("confirm") },
      { keys: ["r"], does: "reject", act: () => start("reject") },
      { keys: ["e"], does: "edit", act: () => start("correct") },
      { keys: ["u"], does: "undo", act: undo },
      { keys: ["o"], does: "open the report", act: () => one(HTMLAnchorElement, "a:has(q)", here() ?? queue)?.click() },
    ],
    queue,
  );
}

function items(): HTMLElement[] {
  return all(HTMLElement, ".queue [data-claim]");
}

/** The claim that has the focus, or something in it. */
function here(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>(".queue [data-claim]") ?? null;
}

function move(by: number): void {
  const every = items();
  const now = here();
  const at = now ? every.indexOf(now) + by : by > 0 ? 0 : every.length - 1;
  every[Math.min(Math.max(at, 0), every.length - 1)]?.focus();
}

/** Whether a reason was written below the claims of the same incident. */
function written(item: HTMLElement): boolean {
  const form = item.closest("form");
  return form !== null && (one(HTMLInputElement, ".reason input", form)?.value ?? "") !== "";
}

function start(act: Act, item: HTMLElement | null = here() ?? next(null)): void {
  if (!item) return say("Nothing waits any more.");
  item.focus();
  if (item.classList.contains("decided")) return say("It was decided here already; u undoes what was decided last.");
  const claim = item.dataset["claim"] ?? "";
  const done = (decision: number): void => settle(act, item, decision);
  // Confirming is what a reviewer does most, and looking at the words is reason enough.
  if (act === "confirm") decide([["act", `confirm ${claim}`]]).then(done, sayWrong);
  else ask(act, claim, item, done);
}

/** Asks why, with the words of the claim in sight. */
function ask(act: Act, subject: string, item: HTMLElement, done: (decision: number) => void): void {
  const quote = item.querySelector("q");
  const dialog = make("dialog", { className: "asking", ariaLabel: `${act} the claim` }, make("p", { className: "words" }, quote ? copy(quote) : ""));
  document.body.append(dialog);
  dialog.showModal();
  const over = (): void => (dialog.close(), dialog.remove());
  const left = (): void => (over(), item.focus());
  // It may be closed without its form.
  dialog.addEventListener("close", () => dialog.isConnected && left());
  const decided = (decision: number): void => (over(), done(decision));
  open(act, subject, dialog, { left, done: decided }).catch((failure: unknown) => (left(), sayWrong(failure)));
}

function settle(act: Act, item: HTMLElement, decision: number): void {
  made.push({ item, decision });
  item.classList.add("decided");
  one(HTMLElement, ".acts", item)?.prepend(make("span", { className: "good outcome" }, DONE[act]));
  setButtons(item, true);
  const following = next(item);
  say(`${DONE[act]}. u undoes it.${following ? "" : " Nothing else waits here."}`);
  (following ?? item).focus();
}

function undo(): void {
  const last = made.at(-1);
  if (!last) return say("Nothing was decided here since the page was opened.");
  ask("undo", String(last.decision), last.item, () => {
    made.pop();
    last.item.classList.remove("decided");
    last.item.querySelector(".outcome")?.remove();
    setButtons(last.item, false);
    say("Undone. The claim waits again.");
    last.item.focus();
  });
}

/** The first claim after one that waits still, else the first of all. */
function next(item: HTMLElement | null): HTMLElement | null {
  const every = items();
  const waits = (one: HTMLElement): boolean => !one.classList.contains("decided");
  const at = item ? every.indexOf(item) : -1;
  return every.slice(at + 1).find(waits) ?? every.find(waits) ?? null;
}

function setButtons(item: HTMLElement, areOff: boolean): void {
  for (const button of all(HTMLButtonElement, "button[name=act]", item)) button.hidden = areOff;
}
