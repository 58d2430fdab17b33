// Bundles the islands into build/desk.js, which the program embeds: node build.mjs, after tsc has checked them.

import { join } from "node:path";
import { build } from "esbuild";

const here = (path) => join(import.meta.dirname, path);
await build({
  entryPoints: [here("islands/desk.ts")],
  outfile: here("build/desk.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
});
