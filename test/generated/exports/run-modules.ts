/**
 * Started by `real-modules.ts` with tsx as its loader: loads programs as Node does, and reports what each one exports
 * and what its default function does. One line of JSON per program.
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import type { Json } from "../../../src/lib/json.ts";
import { inTurns } from "../../support/answer-order.ts";
import { observeFunction } from "../../support/oracle.ts";
import { quietly } from "../quietly.ts";
import type { ModuleRun, RealModule } from "./real-modules.ts";

const runs = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as readonly ModuleRun[];
for (const run of runs) process.stdout.write(`${JSON.stringify(await observe(run))}\n`);
process.exit();

async function observe({ file, input }: ModuleRun): Promise<RealModule> {
  let exports: { readonly default?: unknown; readonly input?: unknown };
  try {
    exports = (await import(pathToFileURL(file).href)) as typeof exports;
  } catch (error) {
    return { kind: "not loaded", message: (error as Error).message };
  }
  const { default: workflow, input: schema } = exports;
  const loaded = {
    ...("input" in exports && {
      input: schema instanceof z.ZodType ? (z.toJSONSchema(schema, { io: "input" }) as Json) : "not zod",
    }),
  };
  if (typeof workflow !== "function") return { kind: "not a function", ...loaded };
  let isPromise = false;
  const call = (given: never): Promise<unknown> => {
    const returned: unknown = Reflect.apply(workflow, undefined, [given]);
    isPromise = returned instanceof Promise;
    return Promise.resolve(returned);
  };
  try {
    const observation = await quietly(() => observeFunction(call, input, inTurns));
    return { kind: "ran", isPromise, observation, ...loaded };
  } catch (error) {
    return { kind: "threw", message: (error as Error).message, ...loaded };
  }
}
