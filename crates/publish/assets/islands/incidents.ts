// The list of incidents, its map and its line of time in step: what one of them points at is marked in the others, and a span that is
// drawn on the line of time asks for the incidents of those days.

import { all, one } from "./dom.ts";

const DAY = 86_400_000;

/** Joins list, map and line of time, where a page has them. */
export function incidents(): void {
  const line = one(SVGSVGElement, ".when-line .time");
  const list = one(HTMLElement, ".listed");
  if (!line && !list) return;
  for (const [begins, ends] of [["pointerover", "pointerout"], ["focusin", "focusout"]] as const) {
    document.addEventListener(begins, (event) => mark(pointed(event.target)));
    document.addEventListener(ends, () => mark([]));
  }
  if (line) {
    brush(line);
    rove(all(SVGAElement, "a", line));
  }
  rove(all(SVGAElement, ".where svg a"));
}

/** The incidents that something stands for, by their ids. */
function pointed(target: EventTarget | null): string[] {
  if (!(target instanceof Element)) return [];
  const item = target.closest<HTMLElement>("[data-incident]");
  if (item) return [item.dataset["incident"] ?? ""];
  const spot = target.closest<SVGElement>("[data-incidents]");
  if (spot) return spot.dataset["incidents"]?.split(" ") ?? [];
  const bar = target.closest<SVGElement>(".when-line a[data-first]");
  if (!bar) return [];
  const { first = "", last = "" } = bar.dataset;
  const begun = (item: HTMLElement): string => item.dataset["days"]?.split(" ")[0] ?? "";
  return all(HTMLElement, "[data-incident]").filter((item) => begun(item) >= first && begun(item) <= last && begun(item) !== "").map((item) => item.dataset["incident"] ?? "");
}

/** Marks incidents wherever they stand. */
function mark(ids: string[]): void {
  const days = new Set<string>();
  for (const item of all(HTMLElement, "[data-incident]")) {
    const is = ids.includes(item.dataset["incident"] ?? "");
    item.classList.toggle("pointed", is);
    if (is) days.add(item.dataset["days"]?.split(" ")[0] ?? "");
  }
  for (const spot of all(SVGElement, "[data-incidents]")) {
    spot.classList.toggle("pointed", spot.dataset["incidents"]?.split(" ").some((id) => ids.includes(id)) ?? false);
  }
  for (const bar of all(SVGElement, ".when-line a[data-first]")) {
    const { first = "", last = "" } = bar.dataset;
    bar.classList.toggle("pointed", [...days].some((day) => day >= first && day <= last));
  }
}

/** Of many links, only one is on the way of the tabulator; arrow keys lead to the others. */
function rove(links: SVGAElement[]): void {
  links.forEach((link, at) => {
    link.setAttribute("tabindex", at === 0 ? "0" : "-1");
    link.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const to = by && links[at + by];
      if (!to) return;
      event.preventDefault();
      link.setAttribute("tabindex", "-1");
      to.setAttribute("tabindex", "0");
      to.focus();
    });
  });
}

/** A span that is drawn over the line of time asks for the days below it. */
function brush(svg: SVGSVGElement): void {
  const [first, end] = [Date.parse(svg.dataset["first"] ?? ""), Date.parse(svg.dataset["end"] ?? "")];
  if (Number.isNaN(first + end)) return;
  const span = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  span.setAttribute("class", "chosen drawn");
  span.setAttribute("height", "56");
  let from: number | null = null;
  let wasDrawn = false;
  const share = (event: PointerEvent): number => {
    const box = svg.getBoundingClientRect();
    return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
  };
  const ends = (from: number, event: PointerEvent): [number, number] => {
    const to = share(event);
    return from < to ? [from, to] : [to, from];
  };
  const day = (at: number): string => new Date(first + Math.floor(at * ((end - first) / DAY)) * DAY).toISOString().slice(0, 10);
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = share(event);
    wasDrawn = false;
  });
  addEventListener("pointermove", (event) => {
    if (from === null) return;
    const [left, right] = ends(from, event);
    if (!wasDrawn && (right - left) * svg.getBoundingClientRect().width < 5) return;
    wasDrawn = true;
    span.setAttribute("x", `${left * 100}%`);
    span.setAttribute("width", `${(right - left) * 100}%`);
    if (!span.isConnected) svg.prepend(span);
  });
  addEventListener("pointerup", (event) => {
    if (from === null) return;
    const [left, right] = ends(from, event);
    from = null;
    if (!wasDrawn) return;
    const asked = new URLSearchParams(location.search);
    asked.set("from", day(left));
    asked.set("to", day(Math.min(right, 1 - 1e-9)));
    asked.delete("page");
    location.search = asked.toString();
  });
  // A link that a span was drawn over is not followed, nor carried away.
  svg.addEventListener("click", (event) => wasDrawn && event.preventDefault());
  svg.addEventListener("dragstart", (event) => event.preventDefault());
}
