// The source matrix of an incident: a cell is corrected without leaving the page, and the bottom line follows.

import { one } from "./dom.ts";
import { decide, page, swap } from "./pages.ts";
import { say, sayWrong } from "./said.ts";

/** Makes the forms in the cells of a matrix stay on the page. */
export function matrix(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const cell = form instanceof HTMLFormElement ? form.closest<HTMLTableCellElement>(".matrix td") : null;
    if (!cell || !(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    correct(new FormData(form, event.submitter), cell).catch(sayWrong);
  });
}

async function correct(fields: FormData, cell: HTMLTableCellElement): Promise<void> {
  const row = cell.closest("tr")?.rowIndex ?? 0;
  await decide(fields);
  swap("main", await page(location.pathname + location.search));
  say("Decided. The bottom line follows.");
  const again = one(HTMLTableElement, ".matrix")?.rows[row]?.cells[cell.cellIndex];
  (again && one(HTMLElement, "summary, a.note", again))?.focus();
}
