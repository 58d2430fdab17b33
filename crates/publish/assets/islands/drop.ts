// Texts that are handed in: files may be dropped anywhere on the page, and how far they are is shown. Into the record they go one by
// one, each with its account as soon as it is read; a source matrix takes them together.

import { make, one } from "./dom.ts";
import { GONE, parsed, swap } from "./pages.ts";
import { wordsOf } from "./said.ts";

/** What became of a text, as the desk tells it. */
interface Became {
  input: string;
  taken: boolean;
  words: string;
  report: string | null;
}

/** Makes a form of texts take what is dropped, and show how far it is. */
export function drop(): void {
  const form = one(HTMLFormElement, "form.texts");
  const files = form && one(HTMLInputElement, "input[type=file]", form);
  if (!form || !files) return;
  const chosen = make("ul", { className: "chosen-files" });
  files.closest("label")?.after(chosen);
  files.addEventListener("change", () => list(files, chosen));
  const progress = new Progress(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const sent = new URL(form.action).pathname === "/add" ? addEach(form, files, progress) : layOut(form, progress);
    void sent.finally(() => list(files, chosen));
  });
  takeDrops(files, chosen);
}

/** Files may be dropped wherever the pointer is; the page says so while they are over it. */
function takeDrops(files: HTMLInputElement, chosen: HTMLElement): void {
  const brings = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  const mark = (is: boolean): void => void document.documentElement.classList.toggle("dropping", is);
  addEventListener("dragover", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    mark(true);
  });
  addEventListener("dragleave", (event) => event.relatedTarget === null && mark(false));
  addEventListener("drop", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    mark(false);
    const all = new DataTransfer();
    for (const file of [...(files.files ?? []), ...(event.dataTransfer?.files ?? [])]) all.items.add(file);
    files.files = all.files;
    list(files, chosen);
  });
}

function list(files: HTMLInputElement, chosen: HTMLElement): void {
  const size = (bytes: number): string => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
  const line = (file: File): HTMLElement => make("li", {}, make("bdi", {}, file.name), " ", make("span", { className: "faint" }, size(file.size)));
  chosen.replaceChildren(...[...(files.files ?? [])].map(line));
}

/** How far the texts are, and what became of them. */
class Progress {
  private readonly bar = make("progress", { max: 1, ariaLabel: "How far the texts are" });
  private readonly words = make("p", { role: "status" });
  private readonly box = make("section", { className: "progress", hidden: true, ariaLabel: "Progress" }, this.words, this.bar);
  private readonly button: HTMLButtonElement | null;
  private request: XMLHttpRequest | null = null;

  constructor(form: HTMLFormElement) {
    const stop = make("button", { type: "button", className: "small plain" }, "Stop");
    stop.addEventListener("click", () => this.request?.abort());
    this.box.append(stop);
    this.button = one(HTMLButtonElement, "button:not([type=button])", form);
    form.append(this.box);
  }

  begin(): void {
    this.box.hidden = false;
    if (this.button) this.button.disabled = true;
  }

  end(words: string): void {
    this.bar.value = 1;
    this.words.textContent = words;
    this.box.classList.add("over");
    if (this.button) this.button.disabled = false;
  }

  /** Sends a form and gives the answer. `named` is what is sent; its share of the whole bar begins and ends where `share` says. */
  send(address: string, body: FormData, named: string, share: [number, number] = [0, 1]): Promise<XMLHttpRequest> {
    this.box.classList.remove("over");
    const [begins, ends] = share;
    const request = (this.request = new XMLHttpRequest());
    return new Promise((answered, failed) => {
      // What is on its way is shown; how far reading is nobody knows, but that it is being read.
      request.upload.addEventListener("progress", ({ loaded, total }) => {
        this.bar.value = begins + ((ends - begins) * loaded) / Math.max(total, 1) / 2;
        this.words.textContent = `Sending ${named} …`;
      });
      request.upload.addEventListener("load", () => {
        if (begins === 0 && ends === 1) this.bar.removeAttribute("value");
        this.words.textContent = `Reading ${named} …`;
      });
      request.addEventListener("load", () => answered(request));
      request.addEventListener("error", () => failed(new Error(GONE)));
      request.addEventListener("abort", () => failed(new Error("Stopped. What was being read then may still be taken.")));
      request.open("POST", address);
      request.send(body);
    });
  }
}

/** The form without its texts: its token, its day and whatever else it says. */
function bare(form: HTMLFormElement): FormData {
  const body = new FormData(form);
  body.delete("files");
  body.delete("text");
  return body;
}

/** Takes files into the record one by one, and what was pasted after them. */
async function addEach(form: HTMLFormElement, files: HTMLInputElement, progress: Progress): Promise<void> {
  const texts = one(HTMLTextAreaElement, "textarea", form);
  const parts = [...(files.files ?? [])].map((file): [string, File | string] => [file.name, file]);
  if (texts?.value.trim()) parts.push(["what was pasted", texts.value]);
  if (parts.length === 0) return progress.begin(), progress.end("There is no text: paste some, choose a file, or drop one anywhere on the page.");
  const account = accounts(form);
  progress.begin();
  let n = 0;
  try {
    for (const [at, [name, part]] of parts.entries()) {
      const body = bare(form);
      if (part instanceof File) body.append("files", part);
      else body.append("text", part);
      const answer = await progress.send("/add.json", body, `${name}, ${at + 1} of ${parts.length}`, [at / parts.length, (at + 1) / parts.length]);
      const told: { became?: Became[]; detail?: string } = JSON.parse(answer.responseText);
      for (const one of told.became ?? [{ input: name, taken: false, words: told.detail ?? answer.statusText, report: null }]) account.append(line(one));
      n += 1;
    }
    if (texts) texts.value = "";
    files.value = "";
    progress.end(`Done: ${n} of ${parts.length}.`);
  } catch (failure) {
    progress.end(wordsOf(failure));
  }
}

/** The list of what became of texts, made where the page has none. */
function accounts(form: HTMLFormElement): HTMLElement {
  const known = one(HTMLElement, "ul.became");
  if (known) return known;
  const list = make("ul", { className: "became" });
  const way = make("p", {}, make("a", { href: "/incidents" }, "To the incidents"));
  form.before(make("section", {}, make("h2", {}, "What became of the texts"), list, way));
  return list;
}

function line({ input, taken, words, report }: Became): HTMLElement {
  const name = make("bdi", {}, input);
  const named = report ? make("a", { href: `/reports/${encodeURIComponent(report)}` }, name) : name;
  return make("li", { className: taken ? "taken" : "refused" }, named, ": ", make("bdi", {}, words));
}

/** Lays texts out as a matrix: the page that the desk answers with takes the place of this one. */
async function layOut(form: HTMLFormElement, progress: Progress): Promise<void> {
  progress.begin();
  try {
    const answer = await progress.send(form.action, new FormData(form), "the texts");
    const drawn = parsed(answer.responseText);
    if (answer.status !== 200) return progress.end(drawn.querySelector("main h1 + p")?.textContent ?? answer.statusText);
    for (const sheet of drawn.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")) {
      if (!document.querySelector(`link[href="${sheet.getAttribute("href")}"]`)) document.head.append(document.adoptNode(sheet));
    }
    swap("main", drawn);
    const title = one(HTMLElement, "main h1");
    if (title) title.tabIndex = -1;
    title?.focus();
  } catch (failure) {
    progress.end(wordsOf(failure));
  }
}
