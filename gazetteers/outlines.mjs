// Makes outlines.txt: land, borders and names of countries, for the maps of briefs.
//
//     npm install --no-save world-atlas@2.0.2 topojson-client@3.1.0 topojson-simplify@3.0.3 d3-geo@3.1.1
//     node gazetteers/outlines.mjs node_modules/world-atlas/countries-50m.json > gazetteers/outlines.txt
//
// Natural Earth 1:50m (public domain), by way of world-atlas. Corners are left out, those first that change least, until it fits.
import { readFileSync } from "node:fs";
import { geoArea, geoCentroid } from "d3-geo";
import { feature, mesh } from "topojson-client";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

// Points are whole numbers of this many to a degree.
const UNITS = 50;
const MOST_BYTES = 195_000;

const world = presimplify(JSON.parse(readFileSync(process.argv[2], "utf8")));

/** A line as its first point and the steps from there; none if nothing of it is left. */
function steps(kind, points) {
  const written = [];
  let [x, y] = [0, 0];
  for (const [lon, lat] of points) {
    const [toX, toY] = [Math.round(lon * UNITS), Math.round(lat * UNITS)];
    if (written.length === 0 || toX !== x || toY !== y) written.push(`${toX - x},${toY - y}`);
    [x, y] = [toX, toY];
  }
  return written.length < 2 ? [] : [`${kind} ${written.join(" ")}`];
}

/** The two letters of a country as GeoNames has them, of the three digits of ISO 3166; a hyphen for what has none. */
function code({ id, properties }) {
  if (properties.name === "Kosovo") return "XK";
  return id ? new Intl.Locale(`und-${id}`).region : "-";
}

/** A country's largest part. */
function largest({ geometry }) {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const polygons = parts.map((coordinates) => ({ type: "Polygon", coordinates }));
  return polygons.sort((one, other) => geoArea(other) - geoArea(one))[0];
}

/** The name of a country with its code, in the middle of its largest part. */
function name(country) {
  const [lon, lat] = geoCentroid(largest(country));
  return `name ${Math.round(lon * UNITS)},${Math.round(lat * UNITS)} ${code(country)} ${country.properties.name}`;
}

const countries = feature(world, world.objects.countries).features.filter(({ geometry }) => geometry);
// Where there is no room for all names, those of large countries stay.
countries.sort((one, other) => geoArea(largest(other)) - geoArea(largest(one)));
const names = countries.map(name);

function outlines(leastArea) {
  const kept = filter(simplify(world, leastArea), filterWeight(world, leastArea));
  const land = feature(kept, kept.objects.land).features ?? [feature(kept, kept.objects.land)];
  const polygons = land.flatMap(({ geometry }) =>
    geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);
  const borders = mesh(kept, kept.objects.countries, (one, other) => one !== other).coordinates;
  return [
    ...polygons.flat().flatMap((ring) => steps("land", ring)),
    ...borders.flatMap((line) => steps("border", line)),
    ...names,
  ];
}

let leastArea = 1e-5;
let lines = outlines(leastArea);
while (lines.join("\n").length > MOST_BYTES) {
  leastArea *= 1.25;
  lines = outlines(leastArea);
}
console.log(`# Natural Earth 1:50m (public domain), made by outlines.mjs. Each line: land or border, its first point and the steps from there,
# as longitude,latitude in fiftieths of a degree; or where the name of a country stands, its code, and the name, the largest first.`);
console.log(lines.join("\n"));
