// The desk in a real browser: node --test. Skipped with a printed line where there is no Chromium.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { executable, pages, start } from "./running.mjs";

const skip = executable ? false : "there is no Chromium here";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NIGHT = "Shells killed at least 12 people in Kharkiv on 4 March 2023, the governor said.";
const MORNING = "Twenty people were killed in Kharkiv on 4 March 2023 when shells hit a market, doctors said.";

let desk;
before(async () => {
  desk = skip ? null : await start();
});
after(async () => desk?.stop());

/** Presses what leads to another page, and waits for that. */
async function press(page, button) {
  await Promise.all([page.waitForEvent("framenavigated"), button.click()]);
  await page.waitForLoadState();
}

const open = (path, options) => desk.open(path, options);

test("no page has anything that axe finds, at any width, in light and dark", { skip }, async () => {
  for (const [name, path] of Object.entries(await pages(desk.address))) {
    for (const options of [{ colorScheme: "light" }, { colorScheme: "dark", viewport: { width: 360, height: 800 } }]) {
      const { page } = await open(path, { ...options, bypassCSP: true });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
      assert.deepEqual(found, [], `${name}, ${options.colorScheme}`);
      await page.context().close();
    }
  }
});

test("pages keep to their width, complain of nothing, and load nothing from elsewhere", { skip }, async () => {
  for (const [name, path] of Object.entries(await pages(desk.address))) {
    for (const width of [360, 1440, 2560]) {
      const { page, wrong } = await open(path, { viewport: { width, height: 900 } });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${name} is ${wide} pixels too wide at ${width}`);
      assert.deepEqual(wrong.filter((words) => !words.includes("404")), [], name);
      await page.context().close();
    }
  }
});

test("pasted texts become a source matrix, and nothing of them is kept", { skip }, async () => {
  const { page } = await open("/matrix", { javaScriptEnabled: false });
  await page.getByLabel("Texts").fill(`${NIGHT}\n---\n${MORNING}`);
  await page.getByLabel("Policy").selectOption("acled");
  await press(page, page.getByRole("button", { name: "Lay out" }));
  assert.equal(await page.locator(".matrix tbody tr").count(), 2);
  assert.match(await page.locator("h2").first().innerText(), /ACLED/);
  for (const [button, name] of [["A page that stands alone", "assessment.html"], ["CSV", "assessment.csv"], ["A workbook", "assessment.xlsx"]]) {
    const [kept] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
    assert.equal(kept.suggestedFilename(), name);
    if (name.endsWith(".html")) assert.match(readFileSync(await kept.path(), "utf8"), /ACLED[\s\S]*doctors said/);
  }
  const found = await fetch(`${desk.address}/search.json?q=doctors`).then((answer) => answer.json());
  assert.equal(found.listing.n_all, 0);
});

test("a cell of the matrix is corrected where it stands, and the bottom line follows", { skip }, async () => {
  const { incident } = await pages(desk.address);
  const { page } = await open(`${incident}/assessment?policy=acled`, { javaScriptEnabled: false });
  const figure = page.locator(".figures dd").first();
  assert.equal(await figure.innerText(), "12");
  const cells = page.locator('td[data-head="killed"] .part');
  for (let at = 0; at < (await cells.count()); at += 1) {
    await cells.nth(at).locator("summary").click();
    await cells.nth(at).getByLabel("killed").fill("15");
    await cells.nth(at).getByLabel("why").fill("recounted");
    await press(page, cells.nth(at).getByRole("button", { name: "Correct" }));
  }
  assert.match(page.url(), /assessment\?policy=acled$/);
  assert.equal(await figure.innerText(), "15");
});

test("a report goes in by a form, and leads to its incident and its words", { skip }, async () => {
  const { page } = await open("/add", { javaScriptEnabled: false });
  await page.getByLabel("Files").setInputFiles({ name: "night.txt", mimeType: "text/plain", buffer: Buffer.from(NIGHT) });
  await press(page, page.getByRole("button", { name: "Add to the record" }));
  await press(page, page.getByRole("link", { name: "night.txt" }));
  assert.match(await page.locator("mark").first().innerText(), /killed/i);
  await page.goto(`${desk.address}/search?q=%22killed+at+least+12+people%22&kind=report`);
  assert.equal(await page.locator(".hit").count(), 1);
});

test("a claim is corrected, which its history tells, and that is undone", { skip }, async () => {
  const { page } = await open("/search?q=killed&kind=claim&type=killing", { javaScriptEnabled: false });
  await press(page, page.locator(".hit a").first());
  const id = new URL(page.url()).hash.slice(1);
  await page.goto(`${desk.address}/claims/${id}`);
  await page.getByLabel("how many, corrected").fill("14");
  await page.getByLabel("Why", { exact: true }).nth(1).fill("the caption says fourteen");
  await press(page, page.getByRole("button", { name: "Correct" }));
  assert.match(await page.locator(".reviewed").innerText(), /^corrected by/);
  const claim = () => fetch(`${desk.address}/claims/${id}.json`).then((answer) => answer.json());
  assert.equal((await claim()).claim.count.best, 14);
  await press(page, page.getByRole("link", { name: "How it came about" }));
  assert.match(await page.locator(".steps").innerText(), /the caption says fourteen/);
  await page.goto(`${desk.address}/decisions`);
  await page.getByLabel("Why it is undone").fill("it was another caption");
  await press(page, page.getByRole("button", { name: /^Undo/ }).first());
  assert.equal((await claim()).claim.review, undefined);
});

test("a claim that is rejected leaves its incident, and comes back", { skip }, async () => {
  const { page } = await open("/incidents?type=killing", { javaScriptEnabled: false });
  await press(page, page.locator(".item .name a").last());
  const incident = page.url();
  const claims = page.locator(".claims > li");
  const before = await claims.count();
  const id = await claims.first().getAttribute("id");
  await page.getByLabel("Why", { exact: true }).fill("the report does not say so");
  await press(page, claims.first().getByRole("button", { name: "Reject" }));
  await page.goto(`${desk.address}/claims/${id}`);
  assert.match(await page.locator("[role=note]").innerText(), /^Rejected/);
  await page.goto(`${desk.address}/decisions`);
  await page.getByLabel("Why it is undone").fill("it does");
  await press(page, page.getByRole("button", { name: /^Undo/ }).first());
  await page.goto(incident);
  assert.equal(await claims.count(), before);
});

test("a claim that is missed is added beside the text", { skip }, async () => {
  const { report } = await pages(desk.address);
  const { page } = await open(report, { javaScriptEnabled: false });
  const cards = page.locator(".card");
  const before = await cards.count();
  const words = await page.locator(".text.body p").first().innerText();
  await page.getByText("Add a claim that is missed").click();
  const form = page.locator("form").filter({ has: page.locator("select[name=type]") });
  await form.locator("select[name=type]").selectOption("looting");
  await form.getByLabel("The words that state it").fill(words.split(/[.\n]/)[0].replace(/\d+$/, "").slice(0, 20));
  await form.getByLabel("Why").fill("the reader overlooked it");
  await press(page, form.getByRole("button", { name: "Add the claim" }));
  assert.equal(await cards.count(), before + 1);
});

test("a place is told as of a day, and each line leads to its claim", { skip }, async () => {
  const { page } = await open("/places", { javaScriptEnabled: false });
  await page.getByLabel("A place").fill("Kharkiv");
  await press(page, page.getByRole("button", { name: "Show its brief" }));
  await press(page, page.getByRole("link", { name: /geonames:706483/ }));
  await page.getByLabel("At", { exact: true }).fill("2023-03-05");
  await press(page, page.getByRole("button", { name: "Show", exact: true }));
  assert.match(page.url(), /at=2023-03-05/);
  await press(page, page.locator("cite a").first());
  assert.match(page.url(), /\/claims\/clm_/);
});

test("the keyboard alone leads from the first page to the words of a cell", { skip }, async () => {
  const { page } = await open("/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "To the content");
  const follow = async (selector) => {
    await page.locator(selector).first().focus();
    await Promise.all([page.waitForEvent("framenavigated"), page.keyboard.press("Enter")]);
    await page.waitForLoadState();
  };
  await follow(".item .name a");
  assert.match(page.url(), /\/incidents\/inc_/);
  await follow("a.button");
  assert.match(page.url(), /\/assessment$/);
  await follow(".matrix .note");
  assert.match(page.url(), /\/reports\/rpt_[0-9a-f]+#clm_/);
  assert.equal(await page.evaluate(() => document.querySelector(":target")?.className.includes("card")), true);
});
