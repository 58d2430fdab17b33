// Forms that decide where a claim stands: each asks why, its field has the focus, Enter sends, Escape leaves everything as it is.

import { make, one } from "./dom.ts";
import { decide, page, Refused } from "./pages.ts";
import { wordsOf } from "./said.ts";

/** What is done with a claim, or with an earlier decision. */
export type Act = "confirm" | "correct" | "reject" | "undo";

/** What becomes of a form. */
export interface Outcome {
  /** It was decided; the number is what undoes it. */
  done: (decision: number) => void;
  /** Nothing was done. */
  left: () => void;
}

const TITLES: Record<Act, string> = { confirm: "Confirm", correct: "Correct", reject: "Reject", undo: "Undo" };

/** What was done, as a person reads it. */
export const DONE: Record<Act, string> = { confirm: "Confirmed", correct: "Corrected", reject: "Rejected", undo: "Undone" };

/** Opens the form of an act at the end of an element. */
export async function open(act: Act, subject: string, within: Element, outcome: Outcome): Promise<void> {
  within.querySelector("form.deciding")?.remove();
  const form = act === "correct" ? await corrections(subject) : reasons(act);
  form.classList.add("deciding");
  const wrong = make("p", { className: "wrong", role: "alert" });
  form.append(wrong);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = [...new FormData(form)].filter(([name]) => name !== "act" && name !== "back");
    send([...fields, ["act", `${act} ${subject}`]], form, wrong, outcome);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    form.remove();
    outcome.left();
  });
  within.append(form);
  const first = act === "correct" ? "input:not([type=hidden]), select" : "input[name=reason]";
  one(HTMLElement, first, form)?.focus();
  form.scrollIntoView({ block: "nearest" });
}

async function send(fields: [string, FormDataEntryValue][], form: HTMLFormElement, wrong: HTMLElement, outcome: Outcome): Promise<void> {
  form.ariaBusy = "true";
  wrong.textContent = "";
  try {
    const decision = await decide(fields);
    form.remove();
    outcome.done(decision);
  } catch (failure) {
    wrong.textContent = wordsOf(failure);
  } finally {
    form.ariaBusy = "false";
  }
}

function reasons(act: Act): HTMLFormElement {
  // Looking at the words is what confirming means: that needs no other reason.
  const isNeeded = act !== "confirm";
  const why = make("input", { name: "reason", required: isNeeded, autocomplete: "off", placeholder: isNeeded ? "" : "it stands in the words" });
  return make("form", {}, make("label", {}, `${TITLES[act]}: why `, why), make("button", { className: "small" }, TITLES[act]));
}

/** The form of the claim's own page. */
async function corrections(claim: string): Promise<HTMLFormElement> {
  const found = await page(`/claims/${encodeURIComponent(claim)}`);
  const form = one(HTMLFormElement, 'form:has(button[value^="correct "])', found);
  if (!form) throw new Refused("This claim cannot be corrected.");
  return document.adoptNode(form);
}
