// The islands of the desk: each looks for what it makes more of, and leaves pages alone that do not have it.

import { brief } from "./brief.ts";
import { drop } from "./drop.ts";
import { incidents } from "./incidents.ts";
import { matrix } from "./matrix.ts";
import { report } from "./report.ts";
import { review } from "./review.ts";

for (const island of [brief, report, review, drop, incidents, matrix]) island();
