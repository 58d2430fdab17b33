// Draws every page at three widths, in light and dark, into a folder: node screenshots.mjs FOLDER.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { executable, pages, start } from "./running.mjs";

const folder = process.argv[2];
if (!executable) {
  console.log("no screenshots: there is no Chromium here");
  process.exit(0);
}
mkdirSync(folder, { recursive: true });
const { address, browser, stop } = await start();
for (const [name, path] of Object.entries(await pages(address))) {
  for (const width of [360, 1440, 2560]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      await page.goto(address + path);
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await page.close();
    }
  }
}
await stop();
