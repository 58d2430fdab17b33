// Words of a report that are selected become a claim: the form of the page opens with them filled in.

import { make, one } from "./dom.ts";
import { decide } from "./pages.ts";
import { wordsOf } from "./said.ts";

/** Offers to add selected words, and gives what opens the form. `added` is called with the words of a claim that was added. */
export function selecting(added: (words: string) => Promise<void>): () => void {
  const form = one(HTMLFormElement, ".missed form:has(select[name=type])");
  const home = form?.parentElement;
  const quote = form && one(HTMLTextAreaElement, "textarea[name=quote]", form);
  if (!form || !home || !quote) return () => undefined;
  const dialog = make("dialog", { className: "adding" }, make("h2", { id: "adding" }, "Add a claim"));
  dialog.setAttribute("aria-labelledby", "adding");
  const wrong = make("p", { className: "wrong", role: "alert" });
  const leave = make("button", { type: "button", className: "plain" }, "Leave it");
  leave.addEventListener("click", () => dialog.close());
  const offer = make("button", { type: "button", className: "small offer", hidden: true }, "Add a claim ", make("kbd", {}, "a"));
  document.body.append(dialog, offer);

  const open = (): void => {
    const words = selected();
    if (words) quote.value = words;
    offer.hidden = true;
    dialog.append(form, wrong, leave);
    dialog.showModal();
    one(HTMLSelectElement, "select", form)?.focus();
  };
  // A pointer that goes down on the button would take the selection away before it counts.
  offer.addEventListener("pointerdown", (event) => event.preventDefault());
  offer.addEventListener("click", open);
  document.addEventListener("selectionchange", () => showOffer(offer));
  dialog.addEventListener("close", () => home.append(form));
  form.addEventListener("submit", (event) => {
    if (!dialog.open) return;
    event.preventDefault();
    const fields = new FormData(form, event.submitter);
    decide(fields).then(
      () => {
        const words = quote.value;
        form.reset();
        dialog.close();
        return added(words);
      },
    ).catch((failure: unknown) => (wrong.textContent = wordsOf(failure)));
  });
  return open;
}

function showOffer(offer: HTMLElement): void {
  const range = selectedRange();
  offer.hidden = range === null;
  if (!range) return;
  const ends = range.getBoundingClientRect();
  offer.style.top = `${ends.bottom + scrollY + 6}px`;
  offer.style.left = `${Math.min(Math.max(ends.left, 8), document.documentElement.clientWidth - offer.offsetWidth - 8) + scrollX}px`;
}

/** What of a block of the text is selected, if anything is. */
function selectedRange(): Range | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const within = range.commonAncestorContainer;
  const element = within instanceof Element ? within : within.parentElement;
  return element?.closest(".row .text") ? range : null;
}

/** The selected words as they stand in the report: without the numbers of claims. */
function selected(): string {
  const words = selectedRange()?.cloneContents();
  for (const note of words?.querySelectorAll("a.note") ?? []) note.remove();
  return words?.textContent?.trim() ?? "";
}
