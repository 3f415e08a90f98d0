/**
 * `npm run types -- 5000`: compares that many generated type declarations, read by falc and by TypeScript's checker.
 * SEED repeats a run.
 */
import { seededRandom } from "../../support/seeded-random.ts";
import { compareTypes, newTally, refusedIn } from "./compare.ts";
import { writeFiles } from "./write-files.ts";

const wanted = Number(process.argv[2] ?? 5000);
const random = seededRandom();
const tally = newTally();
while (tally.compared < wanted)
  compareTypes(
    Array.from({ length: 60 }, () => writeFiles(random, 10)),
    tally,
  );
for (const wrong of tally.wrong.slice(0, 3)) console.log(`${wrong}\n`);
for (const wrong of tally.wrong.slice(3)) console.log(wrong.split("\n").slice(0, 3).join("\n"));
const refused = [...tally.refused].sort((a, b) => b[1] - a[1]);
console.log(
  `${tally.compared} compared: ${tally.equal} equal, ${tally.wrong.length} different, ${refusedIn(tally)} refused, ${tally.invalid} invalid`,
);
for (const [kind, count] of refused.slice(0, 20)) console.log(`  refused at ${kind}: ${count}`);
process.exitCode = tally.wrong.length > 0 ? 1 : 0;
