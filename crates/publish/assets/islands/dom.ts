// Finding and making elements. Words of reports reach a page as text or as elements that the server escaped, never as markup.

/** The first element of a kind that a selector finds; null where there is none. */
export function one<E extends Element>(kind: new () => E, selector: string, within: ParentNode = document): E | null {
  const found = within.querySelector(selector);
  return found instanceof kind ? found : null;
}

/** All elements of a kind that a selector finds. */
export function all<E extends Element>(kind: new () => E, selector: string, within: ParentNode = document): E[] {
  return [...within.querySelectorAll(selector)].filter((found): found is E => found instanceof kind);
}

/** What of an element may be said when it is made: its content is made of children alone. */
type Said<E> = Partial<Omit<E, "innerHTML" | "outerHTML" | "style" | "children">>;

/** An element with properties and children; strings become text. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  said: Said<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), said);
  element.append(...children);
  return element;
}

/** A copy of an element that the page may hold beside the first: without the names that links and labels go by. */
export function copy(element: Element): HTMLElement {
  const copied = element.cloneNode(true) as HTMLElement;
  for (const named of [copied, ...copied.querySelectorAll("[id]")]) named.removeAttribute("id");
  return copied;
}

/** Whether somebody is writing, so that keys are letters. */
export function isWriting(): boolean {
  const at = document.activeElement;
  return at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement || (at instanceof HTMLInputElement && at.type !== "range" && at.type !== "checkbox");
}
