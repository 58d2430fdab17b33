// A desk on the examples of the project, and a browser to look at it: what the tests and the screenshots share.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const root = resolve(import.meta.dirname, "../../..");
const annals = process.env.ANNALS ?? join(root, "target/release/annals");
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The words of an example. */
export const example = (name) => readFileSync(join(root, "examples", name), "utf8");

/** Where the browser is; nothing where there is none. */
export const executable = [process.env.CHROMIUM, ...browsers].find((path) => path && existsSync(path));

/** Starts a desk on a record of the examples, or of nothing, and a browser; `open` opens pages of it, `run` does something else with the record, and
 * `stop` ends both. */
export async function start(inputs = ["examples"]) {
  const folder = mkdtempSync(join(tmpdir(), "annals-desk-"));
  const record = join(folder, "annals.db");
  const run = (...args) => execFileSync(annals, [...args, "--record", record], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], cwd: root });
  run("init");
  if (inputs.length > 0) run("add", ...inputs);
  const desk = spawn(annals, ["serve", "--port", "0", "--record", record], { stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise((found, failed) => {
    desk.stderr.on("data", (data) => found(/http:\/\/[^/]*/.exec(String(data))?.[0]));
    desk.on("exit", () => failed(new Error("the desk does not start")));
  });
  const browser = await chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
  const open = (path, options) => opened(browser, address, path, options);
  const stop = async () => {
    await browser.close();
    desk.kill("SIGINT");
    rmSync(folder, { recursive: true });
  };
  return { address, browser, open, run, stop };
}

/** A page of a desk, with whatever it complains of and whatever it asks of anybody else. */
async function opened(browser, address, path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("dialog", (dialog) => wrong.push(`asks ${dialog.message()}`) && dialog.dismiss());
  page.on("request", (request) => request.url().startsWith(address) || wrong.push(`asks ${request.url()}`));
  await page.goto(address + path);
  return { page, wrong };
}

/** Drops files, each a name with its words, over a page. */
export async function dropFiles(page, files) {
  const data = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const [name, words] of files) data.items.add(new File([words], name, { type: "text/plain" }));
    return data;
  }, files);
  await page.dispatchEvent("h1", "dragover", { dataTransfer: data });
  await page.locator("html.dropping").waitFor();
  await page.dispatchEvent("h1", "drop", { dataTransfer: data });
  await page.locator("html:not(.dropping)").waitFor();
}

/** The pages to look at, by name. */
export async function pages(address) {
  const twin = async (path) => (await fetch(address + path)).json();
  const most = (list, n) => list.reduce((best, one) => (n(one) > n(best) ? one : best));
  const { incidents } = await twin("/incidents.json");
  const { reports } = await twin("/reports.json");
  const { id: incident, claims } = most(incidents, (one) => one.contradictions.length * 100 + one.claims.length);
  const claim = claims[0].claim;
  const report = most(reports, (one) => one.n_claims).report;
  const page = reports.find((one) => one.input.endsWith(".html")) ?? reports[0];
  return {
    home: "/",
    places: "/places",
    place: "/places/geonames:706483?at=2023-03-05",
    "place-choice": "/places/Kharkiv",
    incidents: "/incidents",
    "incidents-none": "/incidents?type=looting",
    incident: `/incidents/${incident}`,
    assessment: `/incidents/${incident}/assessment`,
    claim: `/claims/${claim}`,
    history: `/history/${claim}`,
    review: "/review",
    decisions: "/decisions",
    reports: "/reports",
    report: `/reports/${report}`,
    "report-original": `/reports/${page.report}`,
    search: "/search?q=market",
    "search-none": "/search?q=nowhere",
    matrix: "/matrix",
    add: "/add",
    "not-found": "/nowhere",
  };
}
