// The brief of a place: two handles on its line of time, the day that is asked for and the day as of which it is known. The page is
// drawn anew by the server, and what it drew is put in place of what was there.

import { make, one } from "./dom.ts";
import { page, swap } from "./pages.ts";
import { wordsOf } from "./said.ts";

/** How long a handle must rest before the server is asked, in milliseconds. */
const REST = 40;

/** How long an answer may take before the page says that it waits. */
const PATIENCE = 250;

const DAY = 86_400_000;

/** A handle with the field of the form that it stands for. */
interface Handle {
  field: HTMLInputElement;
  range: HTMLInputElement;
  name: string;
  /** Where its day is told. */
  day: HTMLElement;
}

/** The days of a line of time, as numbers from its first one on. */
class Line {
  readonly n: number;
  private readonly first: number;

  constructor(private readonly svg: SVGSVGElement) {
    this.first = Date.parse(svg.dataset["first"] ?? "");
    this.n = Math.round((Date.parse(svg.dataset["end"] ?? "") - this.first) / DAY);
  }

  number(day: string): number {
    return Math.min(Math.max(Math.round((Date.parse(day) - this.first) / DAY), 0), this.n);
  }

  day(number: number): string {
    return new Date(this.first + number * DAY).toISOString().slice(0, 10);
  }

  mark(name: string): SVGLineElement | null {
    return one(SVGLineElement, `.${name}`, this.svg);
  }

  /** Takes the place of another one if it reaches further; gives whichever stands. */
  widened(drawn: Document): Line {
    const fresh = one(SVGSVGElement, ".strip .time", drawn);
    if (!fresh) return this;
    const wider = new Line(fresh);
    if (wider.first >= this.first && wider.end <= this.end) return this;
    this.svg.replaceWith(document.adoptNode(fresh));
    return wider;
  }

  private get end(): number {
    return this.first + this.n * DAY;
  }
}

/** Puts handles on the line of time of a brief, if there is one. */
export function brief(): void {
  const svg = one(SVGSVGElement, ".strip .time");
  const form = one(HTMLFormElement, "form.days");
  if (!svg || !form) return;
  let line = new Line(svg);
  const status = make("span", { role: "status" });
  const legend = make("p", { className: "told" });
  svg.after(legend);
  const handles: Handle[] = [];
  const redraw = redrawing(form, status, (drawn) => {
    line = line.widened(drawn);
    for (const handle of handles) show(handle, line);
  });
  for (const [name, words] of [["at", "At"], ["known", "Known by"]] as const) {
    const field = one(HTMLInputElement, `input[name=${name}]`, form);
    if (!field || !Number.isFinite(line.n)) return;
    const label = `${words}: drag, or go day by day with the arrow keys`;
    const range = make("input", { type: "range", className: `handle ${name}`, min: "0", ariaLabel: label, autocomplete: "off" });
    const handle = { field, range, name, day: make("b") };
    handles.push(handle);
    show(handle, line);
    (name === "at" ? svg : legend).before(range);
    legend.append(make("span", { className: `mark ${name}` }, `${words} `, handle.day), " ");
    range.addEventListener("input", () => {
      // The end of the line means today, whatever day that is.
      field.value = range.valueAsNumber === line.n ? "" : line.day(range.valueAsNumber);
      show(handle, line);
      redraw(REST);
    });
    field.addEventListener("change", () => {
      show(handle, line);
      redraw(0);
    });
  }
  legend.append(status);
  one(HTMLSelectElement, "select[name=policy]", form)?.addEventListener("change", () => redraw(0));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    redraw(0);
  });
}

/** Puts a handle where its field says. */
function show({ field, range, name, day }: Handle, line: Line): void {
  range.max = String(line.n);
  const at = field.value === "" ? line.n : line.number(field.value);
  range.valueAsNumber = at;
  day.textContent = field.value || "today";
  range.setAttribute("aria-valuetext", day.textContent);
  for (const end of ["x1", "x2"]) line.mark(name)?.setAttribute(end, `${(at / line.n) * 100}%`);
}

/** What asks the server for the brief of a form, once it has rested, and draws it. */
function redrawing(form: HTMLFormElement, status: HTMLElement, done: (drawn: Document) => void): (rest: number) => void {
  let resting = 0;
  let asked: AbortController | null = null;
  return (rest) => {
    clearTimeout(resting);
    asked?.abort();
    const { signal } = (asked = new AbortController());
    resting = setTimeout(() => void redraw(form, status, signal, done), rest);
  };
}

async function redraw(form: HTMLFormElement, status: HTMLElement, signal: AbortSignal, done: (drawn: Document) => void): Promise<void> {
  const waiting = setTimeout(() => {
    one(HTMLElement, ".brief")?.setAttribute("aria-busy", "true");
    status.textContent = "Reading what is told …";
  }, PATIENCE);
  try {
    const address = addressed(form);
    const drawn = await page(address, { signal });
    history.replaceState(null, "", address);
    for (const name of ["at", "known"]) takeDay(name, form, drawn);
    for (const part of [".brief", "footer"]) swap(part, drawn);
    done(drawn);
    const answer = one(HTMLElement, ".brief .answer")?.textContent ?? "";
    status.textContent = answer && `Held by: ${answer}`;
  } catch (failure) {
    if (!signal.aborted) status.textContent = wordsOf(failure);
  } finally {
    clearTimeout(waiting);
    if (!signal.aborted) one(HTMLElement, ".brief")?.removeAttribute("aria-busy");
  }
}

/** The address of the page with what the form asks for; empty fields ask for nothing. */
function addressed(form: HTMLFormElement): string {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value) asked.append(name, value);
  return location.pathname + (asked.size ? `?${asked}` : "");
}

/** Fills in a day that was not asked for as the server took it. */
function takeDay(name: string, form: HTMLFormElement, drawn: Document): void {
  const field = one(HTMLInputElement, `input[name=${name}]`, form);
  const told = one(HTMLInputElement, `form.days input[name=${name}]`, drawn);
  if (field && told && field.value === "") field.value = told.value;
}
