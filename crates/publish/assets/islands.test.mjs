// What scripts add to the pages, in a real browser. Without `make assets` there are none, and nothing to try.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { dropFiles, executable, pages, start } from "./running.mjs";

const skip = executable ? false : "there is no Chromium here";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PLACE = "/places/geonames:706483";

let desk;
before(async () => {
  desk = skip ? null : await start();
});
after(async () => desk?.stop());

const twin = async (path) => (await fetch(desk.address + path)).json();

/** Holds a page, as it stands, against what axe knows, in light and dark. */
async function isAccessible(page) {
  await page.evaluate(axe);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
    assert.deepEqual(found, [], `${page.url()}, ${colorScheme}`);
  }
}

/** Selects words of the text of a report, through whatever highlights them. */
async function select(page, words) {
  await page.evaluate((words) => {
    const nodes = [];
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) if (walk.currentNode.parentElement.closest(".row .text") && !walk.currentNode.parentElement.closest("a.note")) nodes.push(walk.currentNode);
    const begins = nodes.map((node) => node.data).join("").indexOf(words);
    const end = (at) => {
      for (const node of nodes) {
        if (at <= node.data.length) return [node, at];
        at -= node.data.length;
      }
    };
    getSelection().setBaseAndExtent(...end(begins), ...end(begins + words.length));
  }, words);
}

test("arrow keys move the day of a brief, which is drawn anew at once", { skip }, async () => {
  const { page, wrong } = await desk.open(`${PLACE}?at=2023-03-05`);
  assert.ok((await page.locator(".told-of .quote, blockquote").count()) > 0);
  await page.evaluate(() => {
    new MutationObserver(() => (globalThis.drawn ??= performance.now())).observe(document.querySelector("main"), { childList: true });
    performance.clearResourceTimings();
  });
  await page.getByRole("slider", { name: /^At/ }).focus();
  for (let day = 0; day < 3; day += 1) await page.keyboard.press("ArrowLeft");
  await page.waitForURL(/at=2023-03-02/);
  await page.waitForFunction(() => document.querySelectorAll("main blockquote").length === 0);
  const late = await page.evaluate(() => globalThis.drawn - performance.getEntriesByType("resource").at(-1).responseEnd);
  assert.ok(late < 100, `drawn ${late} ms after the answer`);
  assert.equal(await page.getByLabel("At", { exact: true }).inputValue(), "2023-03-02");
  assert.equal(await page.getByRole("slider", { name: /^At/ }).getAttribute("aria-valuetext"), "2023-03-02");
  assert.match(await page.locator(".strip [role=status]").innerText(), /^Held by: not stated/i);
  assert.match(await page.locator("footer a").getAttribute("href"), /at=2023-03-02/);
  assert.deepEqual(wrong, []);
});

test("what was not known yet is not told, and a handle that is dragged asks only where it rests", { skip }, async () => {
  const { page } = await desk.open(`${PLACE}?at=2023-03-05`);
  const asked = [];
  page.on("request", (request) => request.url().includes("/places/") && asked.push(request.url()));
  const box = await page.getByRole("slider", { name: /^Known by/ }).boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width - 11, y);
  await page.mouse.down();
  for (let step = 1; step <= 40; step += 1) await page.mouse.move(box.x + box.width - 11 - (step / 40) * (box.width - 30), y);
  await page.mouse.up();
  await page.waitForURL(/known=2023-02-/);
  await page.waitForFunction(() => document.querySelectorAll("main blockquote").length === 0);
  assert.ok(asked.length < 40, `asked ${asked.length} times`);
  asked.length = 0;
  await page.getByRole("slider", { name: /^Known by/ }).evaluate((range) => {
    for (let step = 0; step < 40; step += 1) {
      range.valueAsNumber = step % 3;
      range.dispatchEvent(new Event("input"));
    }
  });
  await page.waitForTimeout(400);
  assert.equal(asked.length, 1, "moves that follow each other at once ask once");
  await page.getByRole("slider", { name: /^Known by/ }).press("End");
  await page.waitForFunction(() => document.querySelectorAll("main blockquote").length > 0);
  assert.doesNotMatch(page.url(), /known=2023/, "the end of the line is today");
});

test("a day beyond the line of time makes it longer, and its handle stands on it", { skip }, async () => {
  const { page } = await desk.open(`${PLACE}?at=2023-03-05`);
  const first = () => page.locator(".strip .time").getAttribute("data-first");
  assert.ok((await first()) > "2022-01-01");
  await page.getByLabel("At", { exact: true }).fill("2022-01-01");
  await page.waitForFunction(() => document.querySelector(".strip .time").dataset.first <= "2022-01-01");
  const at = page.getByRole("slider", { name: /^At/ });
  assert.equal(await at.getAttribute("aria-valuetext"), "2022-01-01");
  await at.press("ArrowRight");
  await page.waitForURL(/at=2022-01-02/);
  const lies = await page.evaluate(() => {
    const middle = (selector) => {
      const box = document.querySelector(selector).getBoundingClientRect();
      return (box.left + box.right) / 2;
    };
    const range = document.querySelector(".handle.at");
    const box = range.getBoundingClientRect();
    return box.left + 11 + (range.valueAsNumber / Number(range.max)) * (box.width - 22) - middle(".strip line.at");
  });
  assert.ok(Math.abs(lies) < 2, `the handle is ${lies} pixels from its day`);
});

test("a desk that is gone is told, and the brief stays", { skip }, async () => {
  const { page } = await desk.open(`${PLACE}?at=2023-03-05`);
  const before = await page.locator("blockquote").count();
  await page.route("**/places/**", (route) => route.abort());
  await page.getByRole("slider", { name: /^At/ }).press("ArrowLeft");
  await page.getByText("The desk does not answer").waitFor();
  assert.equal(await page.locator("blockquote").count(), before);
  assert.equal(await page.locator("[aria-busy=true]").count(), 0);
});

test("a highlight shows fields, rule and incident to the pointer and to the keyboard, and is decided there", { skip }, async () => {
  const { report } = await pages(desk.address);
  const { page, wrong } = await desk.open(report);
  const panel = page.locator(".beside-words");
  await page.locator("mark").first().hover();
  await panel.waitFor();
  assert.match(await panel.innerText(), /rule \S+#\S+/);
  assert.match(await panel.innerText(), /inc_[0-9a-f]{20}/);
  await page.mouse.move(5, 5);
  await panel.waitFor({ state: "hidden" });
  await page.keyboard.press("j");
  const claim = await page.evaluate(() => document.activeElement.getAttribute("href").slice(1));
  await isAccessible(page);
  const state = async () => (await twin(`/claims/${claim}.json`)).claim.review?.state;
  await page.keyboard.press("c");
  await page.keyboard.type("I read it");
  await page.keyboard.press("Enter");
  await page.getByText("Confirmed.").waitFor();
  assert.equal(await state(), "confirmed");
  await page.waitForFunction((id) => document.activeElement?.getAttribute("href") === `#${id}`, claim);
  await page.keyboard.press("e");
  await panel.getByLabel("how many, corrected").fill("15");
  await panel.getByLabel("Why").fill("recounted");
  await isAccessible(page);
  await panel.getByLabel("Why").press("Enter");
  await page.getByText("Corrected.").waitFor();
  assert.equal((await twin(`/claims/${claim}.json`)).claim.count.best, 15);
  await page.waitForFunction((id) => document.activeElement?.getAttribute("href") === `#${id}`, claim);
  await page.keyboard.press("u");
  await page.keyboard.press("Enter");
  assert.equal(await state(), "corrected", "nothing is undone without a reason");
  await page.keyboard.type("it was right");
  await page.keyboard.press("Enter");
  await page.getByText("Undone.", { exact: true }).waitFor();
  assert.equal(await state(), "confirmed");
  await page.waitForFunction((id) => document.activeElement?.getAttribute("href") === `#${id}`, claim);
  await page.keyboard.press("r");
  await page.keyboard.press("Escape");
  assert.equal(await panel.locator("form").count(), 0);
  await page.keyboard.press("Escape");
  assert.equal(await panel.isVisible(), false);
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), `#${claim}`);
  await page.keyboard.press("r");
  await page.keyboard.type("it does not say so");
  await page.keyboard.press("Enter");
  await page.getByText("Rejected.").waitFor();
  await page.waitForFunction((id) => !document.getElementById(id), claim);
  assert.equal((await twin(`/claims/${claim}.json`)).rejected, true);
  assert.deepEqual(wrong, []);
});

test("words that are selected become a claim", { skip }, async () => {
  const { reports } = await twin("/reports.json");
  const { page } = await desk.open(`/reports/${reports.find((one) => one.input.endsWith("market-shelling.txt")).report}`);
  const words = "market will be hit again";
  await select(page, words);
  await page.getByRole("button", { name: /^Add a claim/ }).waitFor();
  await page.keyboard.press("a");
  assert.equal(await page.getByLabel("The words that state it").inputValue(), words);
  await isAccessible(page);
  await page.keyboard.press("Escape");
  await select(page, words);
  await page.getByRole("button", { name: /^Add a claim/ }).click();
  await page.locator("dialog select[name=type]").selectOption("shelling");
  await page.locator("dialog").getByLabel("Why").fill("residents say so");
  await page.getByRole("button", { name: "Add the claim" }).click();
  await page.getByText("The claim was added.").waitFor();
  const claim = await page.evaluate(() => document.activeElement.getAttribute("href").slice(1));
  assert.equal((await twin(`/claims/${claim}.json`)).claim.evidence.quote, words);
});

test("the queue is reviewed by single keys, and what was decided last is undone", { skip }, async () => {
  const { page, wrong } = await desk.open("/review");
  const focused = () => page.evaluate(() => document.activeElement.dataset.claim);
  const state = async (claim) => (await twin(`/claims/${claim}.json`)).claim.review?.state;
  const all = await page.locator("[data-claim]").evaluateAll((items) => items.map((item) => item.dataset.claim));
  await page.keyboard.press("j");
  assert.equal(await focused(), all[0]);
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("k");
  assert.equal(await focused(), all[1]);
  await page.keyboard.press("c");
  await page.waitForFunction((id) => document.activeElement.dataset.claim === id, all[2]);
  assert.equal(await state(all[1]), "confirmed");
  assert.equal(await page.locator(`[data-claim="${all[1]}"] button`).first().isVisible(), false);
  await page.keyboard.press("r");
  await page.getByLabel("Reject: why").waitFor();
  await isAccessible(page);
  await page.keyboard.type("not in the words");
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => document.activeElement.dataset.claim === id, all[3]);
  assert.equal((await twin(`/claims/${all[2]}.json`)).rejected, true);
  await page.keyboard.press("u");
  await page.getByLabel("Undo: why").fill("it is");
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => document.activeElement.dataset.claim === id, all[2]);
  assert.equal((await twin(`/claims/${all[2]}.json`)).rejected, false);
  await page.keyboard.press("e");
  await page.getByLabel("how surely, corrected").selectOption("alleged");
  await page.getByLabel("Why", { exact: true }).last().fill("so it is told");
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => document.activeElement.dataset.claim === id, all[3]);
  assert.equal(await state(all[2]), "corrected");
  await page.keyboard.press("?");
  await page.getByRole("heading", { name: "Keys of this page" }).waitFor();
  await isAccessible(page);
  await page.getByLabel("listen to single keys").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await page.waitForTimeout(200);
  assert.equal(await state(all[3]), undefined, "keys that are off do nothing");
  assert.deepEqual(wrong, []);
});

test("files that are dropped anywhere go into the record one by one, each with its account", { skip }, async () => {
  const { page, wrong } = await desk.open("/add");
  const hostile = "<img src=x onerror=alert(1)>.txt";
  await dropFiles(page, [
    ["clinic.txt", "At least 31 people were killed in Kharkiv on 6 March 2023, <script>alert(2)</script> the mayor said."],
    [hostile, "Nothing happened here."],
  ]);
  await dropFiles(page, [["photo.jpg", "\0\u0001\uffff"]]);
  assert.equal(await page.locator(".chosen-files li").count(), 3);
  await page.getByRole("button", { name: "Add to the record" }).click();
  await page.getByText("Done: 3 of 3.").waitFor();
  const lines = await page.locator(".became li").allInnerTexts();
  assert.equal(lines.length, 3);
  assert.match(lines[0], /^clinic\.txt: read, \d claim/);
  assert.ok(lines[1].startsWith(`${hostile}: `), lines[1]);
  assert.equal(await page.locator(".became .refused").count(), 1);
  assert.equal(await page.locator(".chosen-files li").count(), 0);
  await isAccessible(page);
  await page.getByRole("link", { name: "clinic.txt" }).click();
  await page.locator("mark a.note").first().focus();
  assert.match(await page.locator(".beside-words").innerText(), /31/);
  assert.deepEqual(wrong, []);
});

test("a matrix is laid out of what is dropped, without leaving the page", { skip }, async () => {
  const { page } = await desk.open("/matrix");
  await page.getByRole("button", { name: "Lay out" }).click();
  await page.getByText("There is no text").waitFor();
  await dropFiles(page, [
    ["night.txt", "Shells killed at least 12 people in Kharkiv on 4 March 2023, the governor said."],
    ["morning.txt", "Twenty people were killed in Kharkiv on 4 March 2023 when shells hit a market, doctors said."],
  ]);
  await page.getByRole("button", { name: "Lay out" }).click();
  await page.locator(".matrix tbody tr").nth(1).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  assert.equal(await page.locator("link[href='/style/assessment.css']").count(), 1);
  await isAccessible(page);
});

test("list, map and line of time are in step, and lead to what they stand for", { skip }, async () => {
  const { page } = await desk.open("/incidents");
  const pointed = (within) => page.locator(`${within}.pointed`).count();
  await page.locator("[data-incident]").first().hover();
  assert.deepEqual([await pointed(".item"), await pointed(".spot"), await pointed(".when-line a")], [1, 1, 1]);
  await page.locator(".where .spot").first().focus();
  assert.ok((await pointed(".item")) > 0);
  await page.mouse.move(2, 2);
  await page.locator(".when-line a").first().focus();
  const [first, n] = [await page.locator(".when-line a").first().getAttribute("aria-label"), await pointed(".item")];
  assert.ok(first.includes(`: ${n} incident`), first);
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label") !== null), true);
  assert.notEqual(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), first);
  const box = await page.locator(".when-line svg").boundingBox();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 20, { steps: 5 });
  await page.mouse.up();
  await page.waitForURL(/from=20\d\d-\d\d-\d\d&to=20\d\d/);
  const days = await page.locator("[data-incident]").evaluateAll((items) => items.map((item) => item.dataset.days));
  assert.ok(days.length > 0 && days.every((day) => day.startsWith("2020-02")), days.join());
  assert.equal(await page.locator(".time .chosen").count(), 1);
});

test("without script a bar and a country are links that narrow the list", { skip }, async () => {
  const { page } = await desk.open("/incidents", { javaScriptEnabled: false });
  const all = await page.locator("[data-incident]").count();
  await page.locator(".when-line a").last().click();
  await page.waitForURL(/from=/);
  assert.equal(await page.locator("[data-incident]").count(), 1);
  await page.goto(`${desk.address}/incidents`);
  await page.locator(".countries a").first().click();
  await page.waitForURL(/country=[A-Z]{2}/);
  const few = await page.locator("[data-incident]").count();
  assert.ok(few > 0 && few < all);
  assert.match(await page.getByLabel("Country").inputValue(), /^[A-Z]{2}$/);
});

test("a finger on a highlight shows its claim, and elsewhere closes it", { skip }, async () => {
  const { report } = await pages(desk.address);
  const { page } = await desk.open(report, { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true });
  await page.locator("mark a.note").first().tap();
  await page.locator(".beside-words").waitFor();
  assert.equal(new URL(page.url()).hash, "", "the page stays where it is");
  await page.locator(".beside-words").getByRole("button", { name: "Confirm" }).tap();
  await page.getByLabel("Confirm: why").waitFor();
  await page.getByLabel("Confirm: why").press("Escape");
  await page.locator("footer").tap({ position: { x: 1, y: 1 } });
  await page.locator(".beside-words").waitFor({ state: "hidden" });
});

test("phones have the same, within their width", { skip }, async () => {
  const { report } = await pages(desk.address);
  for (const path of [`${PLACE}?at=2023-03-05`, report, "/review", "/incidents", "/add"]) {
    const { page } = await desk.open(path, { viewport: { width: 360, height: 780 }, hasTouch: true });
    if (path === report) await page.locator("mark a.note").first().focus();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${path} is ${wide} pixels too wide`);
    await isAccessible(page);
    await page.context().close();
  }
});
