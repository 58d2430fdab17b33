// Pages of the desk as documents in which nothing runs, and decisions.

import { all, one } from "./dom.ts";

/** What is said where no answer comes. */
export const GONE = "The desk does not answer: it was stopped, or is out of reach.";

/** Why the desk did not do what was asked of it, in its own words. */
export class Refused extends Error {}

/** Asks for a page. A page that says why there is none is thrown as its words. */
export async function page(address: string, init: RequestInit = {}): Promise<Document> {
  const answer = await ask(address, init);
  const found = parsed(await answer.text());
  // Several places of one name are an answer, too.
  if (answer.ok || answer.status === 300) return found;
  throw new Refused(one(HTMLElement, "main h1 + p", found)?.textContent ?? answer.statusText);
}

/** The document of a page's source: no script of it runs, and nothing of it is loaded. */
export function parsed(source: string): Document {
  return new DOMParser().parseFromString(source, "text/html");
}

/** Puts what a selector finds in another document in place of what it finds here. */
export function swap(selector: string, from: ParentNode): void {
  const fresh = all(Element, selector, from);
  all(Element, selector).forEach((old, at) => {
    const next = fresh[at];
    if (next) old.replaceWith(document.adoptNode(next));
    else old.remove();
  });
}

/** Decides, and gives the place of the decision in the log. */
export async function decide(fields: Iterable<readonly [string, FormDataEntryValue]>): Promise<number> {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  if (!form.has("token")) form.set("token", token());
  const answer = await ask("/decide.json", { method: "POST", body: form });
  const told: { decision?: number; detail?: string } = await answer.json();
  if (answer.ok && told.decision !== undefined) return told.decision;
  throw new Refused(told.detail ?? answer.statusText);
}

/** What a form must bear to change anything. */
function token(): string {
  return one(HTMLInputElement, "input[name=token]")?.value ?? "";
}

async function ask(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (failure) {
    if (init.signal?.aborted) throw failure;
    throw new Refused(GONE);
  }
}
