/**
 * `npm run limits -- [word]`: time and peak memory of `falc compile` for each program at the limits and for all hostile
 * sources together, or for those whose name contains the word. Needs a build.
 */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { limitPrograms } from "./limit-programs/all.ts";
import type { LimitProgram } from "./limit-programs/program.ts";
import { makeProject, type Measured, measureCompile } from "./support/measure-compile.ts";

const [word = ""] = process.argv.slice(2);
/** The maximum for a refusal, including the start of Node: processor time, which is the same on a busy machine. */
const [maxSeconds, maxMegabytes] = [2, 512];

function outcome({ code, signal, out, err }: Measured): string {
  if (signal !== null) return `KILLED by ${signal}`;
  try {
    const found = (JSON.parse(out) as { diagnostics?: { code: string; kind: string }[] }).diagnostics;
    const codes = new Set(found?.filter(({ kind }) => kind !== "warning").map((each) => each.code));
    return code === 0 ? "compiles" : codes.size > 0 ? [...codes].join(", ") : "NO DIAGNOSTIC";
  } catch {
    return `CRASHED (${code}): ${err.slice(0, 200)}`;
  }
}

const hostileFolder = new URL("hostile/", import.meta.url);

/** Each ends somehow, within the time of one refusal on average. */
const hostile: LimitProgram = {
  name: "all hostile sources",
  refused: ["?"],
  files: () =>
    Object.fromEntries(
      readdirSync(hostileFolder)
        .filter((file) => /\.m?ts$/.test(file))
        .map((file) => [file, readFileSync(new URL(file, hostileFolder), "utf8")]),
    ),
};

for (const [group, programs] of Object.entries({
  ...limitPrograms,
  long: [...limitPrograms.long, hostile],
})) {
  for (const program of programs.filter(({ name }) => name.includes(word))) {
    const files = Object.entries(program.files()).map(([file, text]) => [`workflows/${file}`, text] as const);
    const root = makeProject(Object.fromEntries(files));
    const measured = await measureCompile(root, ["--json"]);
    rmSync(root, { recursive: true, force: true });
    const { seconds, cpuSeconds = seconds, megabytes = Number.NaN } = measured;
    const said = outcome(measured);
    const expected = program.refused.join() === "?" || said === (program.refused.join() || "compiles");
    const within =
      group === "long" || said === "compiles" || (cpuSeconds <= maxSeconds && megabytes <= maxMegabytes);
    const note = expected && within ? "" : "   <-- !";
    console.log(
      `${program.name.padEnd(52)} ${seconds.toFixed(1).padStart(5)} s ${cpuSeconds.toFixed(1).padStart(5)} s CPU ${megabytes.toFixed(0).padStart(5)} MB   ${said}${note}`,
    );
  }
}
