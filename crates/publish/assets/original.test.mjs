// The original of a report, in a real browser: a hostile page is shown beside its text, and nothing of it does anything.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { executable, start } from "./running.mjs";

const skip = executable ? false : "there is no Chromium here";
const NIGHT = "Shells killed at least 12 people in Kharkiv on 4 March 2023, the governor said.";

/** A page that tries all that a page can do; `outside` is where it would reach. */
const hostile = (outside) => `<!doctype html><html><head><title>Market</title>
<meta http-equiv="refresh" content="0;url=${outside}/refresh"><base href="${outside}/">
<link rel="preconnect" href="${outside}"><link rel="dns-prefetch" href="${outside}"><link rel="prefetch" href="${outside}/prefetch">
<link rel="stylesheet" href="${outside}/style.css"><style>@import "${outside}/import.css"; body { background: url(${outside}/background.png); display: none }</style>
<script>parent.document.title = "taken"; alert("script")</script><script src="${outside}/script.js"></script></head>
<body onload="alert('load')"><h1 onclick="alert('click')" style="position:fixed;inset:0">Market hit</h1><p dir="rtl">\u202e${NIGHT}</p>
<img src="${outside}/picture.png" onerror="alert('error')" alt="smoke over the market"><svg onload="alert('svg')"><script>alert("in svg")</script>
<image href="${outside}/svg.png"/></svg><iframe src="${outside}/frame"></iframe><object data="${outside}/object"></object><embed src="${outside}/embed">
<video autoplay src="${outside}/video" poster="${outside}/poster"></video>
<form action="${outside}/form"><input name="a" autofocus onfocus="alert('focus')"><button>Send</button></form>
<a href="javascript:alert('link')" target="_top" ping="${outside}/ping">a script</a> <a href="${outside}/link" target="_top">elsewhere</a></body></html>`;

let desk, outside, folder;
const reached = [];
before(async () => {
  if (skip) return;
  outside = createServer((socket) => reached.push("a connection") && socket.destroy());
  await new Promise((listening) => outside.listen(0, "127.0.0.1", listening));
  folder = mkdtempSync(join(tmpdir(), "annals-original-"));
  const file = join(folder, "market.html");
  writeFileSync(file, hostile(`http://127.0.0.1:${outside.address().port}`));
  writeFileSync(join(folder, "night.txt"), NIGHT);
  desk = await start([file, join(folder, "night.txt")]);
});
after(async () => {
  await desk?.stop();
  outside?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const twin = async (path) => (await fetch(desk.address + path)).json();
const report = async (name) => (await twin("/reports.json")).reports.find((one) => one.input === name).report;

test("a hostile page is shown as words, and does nothing", { skip }, async () => {
  const id = await report("market.html");
  for (const javaScriptEnabled of [true, false]) {
    const { page, wrong } = await desk.open(`/reports/${id}`, { javaScriptEnabled, viewport: { width: 1600, height: 900 } });
    const frame = page.frameLocator("iframe");
    await frame.getByRole("heading", { name: "Market hit" }).waitFor();
    assert.match(await frame.locator("p").first().innerText(), /Shells killed at least 12/);
    assert.match(await frame.locator("main").innerText(), /\[smoke over the market\]/);
    assert.equal(await frame.locator("a, img, svg, script, form, input, button, iframe, object, embed, video, link, base, meta[http-equiv]").count(), 0);
    assert.equal(await frame.locator("[onclick], [onload], [onfocus], [style], [href], [src]").count(), 0);
    await page.waitForTimeout(700);
    assert.match(await page.title(), /Annals$/);
    assert.deepEqual(wrong, []);
    assert.equal(page.frames().length, 2, "no frame in the frame");
    await page.context().close();
  }
  assert.deepEqual(reached, [], "nobody outside was reached");
});

test("the original stands beside its text where there is room, and below it where there is none", { skip }, async () => {
  const id = await report("market.html");
  for (const [width, isBeside] of [[1600, true], [2560, true], [1024, false], [360, false]]) {
    const { page } = await desk.open(`/reports/${id}`, { viewport: { width, height: 900 } });
    const [words, frame] = [await page.locator(".read").boundingBox(), await page.locator("iframe").boundingBox()];
    assert.equal(frame.x >= words.x + words.width, isBeside, `at ${width}`);
    assert.equal(frame.y >= words.y + words.height, !isBeside, `at ${width}`);
    await page.context().close();
  }
});

test("another original is a file to keep", { skip }, async () => {
  const id = await report("night.txt");
  const { page } = await desk.open(`/reports/${id}`, { acceptDownloads: true });
  assert.equal(await page.locator("iframe").count(), 0);
  const [kept] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /^plain text, / }).click()]);
  assert.equal(kept.suggestedFilename(), `${id}.txt`);
});
