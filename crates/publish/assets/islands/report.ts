// A report: what a highlight states stands beside it as soon as one comes to it, and can be decided there by single keys; words that
// are selected become a claim.

import { DONE, open, type Act } from "./deciding.ts";
import { all, copy, make, one } from "./dom.ts";
import { listen } from "./keys.ts";
import { page, swap } from "./pages.ts";
import { say, sayWrong } from "./said.ts";
import { selecting } from "./selecting.ts";

/** How long the pointer may be between a highlight and what stands beside it, in milliseconds. */
const REACH = 250;

/** Makes the highlights of a report speak. */
export function report(): void {
  const first = one(HTMLElement, ".row");
  if (!first) return;
  const beside = new Beside();
  const selected = selecting((words) => redraw(beside, words));
  document.addEventListener("pointerover", (event) => beside.over(event));
  document.addEventListener("focusin", (event) => beside.focused(event));
  document.addEventListener("pointerdown", (event) => beside.pressed(event));
  document.addEventListener("click", (event) => beside.tapped(event));
  listen(
    [
      { keys: ["j"], does: "next", act: () => beside.move(1) },
      { keys: ["k"], does: "before", act: () => beside.move(-1) },
      { keys: ["c"], does: "confirm", act: () => beside.decide("confirm") },
      { keys: ["e"], does: "correct", act: () => beside.decide("correct") },
      { keys: ["r"], does: "reject", act: () => beside.decide("reject") },
      { keys: ["a"], does: "add the selected words", act: selected },
      { keys: ["u"], does: "undo", act: () => beside.undo() },
      { keys: ["Escape"], does: "close", act: () => beside.close() },
    ],
    first,
  );
}

/** The claim that a number in the text leads to. */
function claimOf(note: Element): string {
  return note.getAttribute("href")?.slice(1) ?? "";
}

function notes(): HTMLAnchorElement[] {
  return all(HTMLAnchorElement, ".row a.note");
}

/** What stands beside a highlight: the fields of its claims, their rule and incidents, and what can be done with them. */
class Beside {
  private readonly panel = make("aside", { className: "beside-words", id: "beside-words", hidden: true, ariaLabel: "What the highlighted words state" });
  private note: HTMLAnchorElement | null = null;
  private last: number | null = null;
  private leaving = 0;

  constructor() {
    document.body.append(this.panel);
  }

  over(event: PointerEvent): void {
    if (event.pointerType === "touch" || !(event.target instanceof Element) || this.isDeciding()) return;
    if (this.panel.contains(event.target)) return clearTimeout(this.leaving);
    const note = event.target.closest("a.note") ?? event.target.closest("mark")?.querySelector("a.note");
    clearTimeout(this.leaving);
    if (note instanceof HTMLAnchorElement) this.show(note);
    else if (document.activeElement !== this.note) this.leaving = setTimeout(() => this.close(), REACH);
  }

  focused(event: FocusEvent): void {
    if (event.target instanceof HTMLAnchorElement && event.target.matches(".row a.note")) this.show(event.target);
    else if (event.target instanceof Node && !this.panel.contains(event.target) && !this.isDeciding()) this.close();
  }

  /** A press anywhere else closes it. */
  pressed(event: PointerEvent): void {
    const isOn = event.target instanceof Element && event.target.closest("mark, .beside-words, .offer");
    if (!isOn && !this.isDeciding()) this.close();
  }

  /** A finger that comes to a number wants to see what it states, not to be taken to another place of the page. */
  tapped(event: MouseEvent): void {
    const note = event.target instanceof Element ? event.target.closest(".row a.note") : null;
    if (!(note instanceof HTMLAnchorElement) || !(event instanceof PointerEvent) || event.pointerType !== "touch") return;
    event.preventDefault();
    note.focus();
    this.show(note);
  }

  move(by: number): void {
    const every = notes();
    const now = this.note ?? document.activeElement;
    const at = now instanceof HTMLAnchorElement && every.includes(now) ? every.indexOf(now) : by > 0 ? -1 : every.length;
    every[Math.min(Math.max(at + by, 0), every.length - 1)]?.focus();
  }

  close(): void {
    this.note?.removeAttribute("aria-describedby");
    this.panel.hidden = true;
    if (!this.isDeciding()) this.note = null;
  }

  decide(act: Act): void {
    const note = this.note ?? notes()[0];
    if (!note) return;
    this.show(note);
    this.ask(act, claimOf(note));
  }

  undo(): void {
    if (this.last === null) return say("Nothing was decided here since the page was opened.");
    const note = this.note ?? notes()[0];
    if (note) this.show(note);
    this.ask("undo", String(this.last));
  }

  /** Shows the claim of a note again, after the page was drawn anew: the next one, if it is gone. */
  restore(claim: string, at: number): void {
    const every = notes();
    (every.find((note) => claimOf(note) === claim) ?? every[Math.min(at, every.length - 1)])?.focus();
  }

  private isDeciding(): boolean {
    return this.panel.querySelector("form.deciding") !== null;
  }

  private ask(act: Act, subject: string): void {
    const note = this.note;
    const [claim, at] = note ? [claimOf(note), notes().indexOf(note)] : ["", 0];
    const done = (decision: number): void => {
      this.last = act === "undo" ? null : decision;
      say(`${DONE[act]}.${act === "undo" ? "" : " u undoes it."}`);
      void redraw(this, null).then(() => this.restore(claim, at), sayWrong);
    };
    open(act, subject, this.panel, { done, left: () => note?.focus() }).then(() => note && this.place(note), sayWrong);
  }

  private show(note: HTMLAnchorElement): void {
    if (this.note === note && !this.panel.hidden) return;
    const card = document.getElementById(claimOf(note));
    if (!card) return;
    this.note?.removeAttribute("aria-describedby");
    this.note = note;
    this.panel.replaceChildren(copy(card), this.belonging(note), this.acts());
    this.panel.hidden = false;
    note.setAttribute("aria-describedby", this.panel.id);
    this.place(note);
  }

  /** The incidents of a claim. */
  private belonging(note: HTMLAnchorElement): HTMLElement {
    const links = all(HTMLAnchorElement, `[data-claims~="${CSS.escape(claimOf(note))}"] > a`).map(copy);
    const line = make("p", { className: "faint" }, links.length ? "Incident " : "It belongs to no incident. ");
    for (const link of links) line.append(link, " ");
    line.append(make("a", { href: `/claims/${claimOf(note)}` }, "The claim"));
    return line;
  }

  private acts(): HTMLElement {
    const button = (act: Act, words: string, key: string): HTMLButtonElement => {
      const made = make("button", { type: "button", className: act === "confirm" ? "small" : "small plain" }, `${words} `, make("kbd", {}, key));
      made.addEventListener("click", () => this.decide(act));
      return made;
    };
    return make("p", { className: "acts" }, button("confirm", "Confirm", "c"), button("correct", "Correct", "e"), button("reject", "Reject", "r"));
  }

  /** Below the words, or above them where there is no room, within the width of the window. */
  private place(note: Element): void {
    const words = (note.closest("mark") ?? note).getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.panel;
    const isBelow = words.bottom + height + 8 < innerHeight || words.top < height + 8;
    const top = isBelow ? words.bottom + 8 : words.top - height - 8;
    const left = Math.min(Math.max(words.left, 8), document.documentElement.clientWidth - width - 8);
    this.panel.style.top = `${top + scrollY}px`;
    this.panel.style.left = `${left + scrollX}px`;
  }
}

/** Draws the text anew after something was decided. Of a claim that was added, `added` are the words. */
async function redraw(beside: Beside, added: string | null): Promise<void> {
  const known = new Set(notes().map(claimOf));
  const drawn = await page(location.pathname);
  beside.close();
  for (const part of [".row", "main .legend", "details.of"]) swap(part, drawn);
  if (added === null) return;
  say("The claim was added.");
  notes().find((note) => !known.has(claimOf(note)))?.focus();
}
