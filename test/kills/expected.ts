/** What a run gives and sends if nothing happens to it, and names for calls by which both can be compared. */
import type { RunEvent } from "../../src/execution/events.ts";
import { isTextNode } from "../../src/execution/text-node.ts";
import { canonicalJson } from "../../src/lib/canonical-json.ts";
import type { Json, JsonObject } from "../../src/lib/json.ts";
import type { TestProject } from "../support/project.ts";
import type { WorkflowName } from "./workflows.ts";

export interface Given {
  readonly workflow: WorkflowName;
  /** Of `--input`. */
  readonly input: JsonObject;
}

export interface Expected {
  /** See `printResult`. */
  readonly result: string;
  /** Name of a call → how often it is made. */
  readonly calls: ReadonlyMap<string, number>;
}

/** In the emulator in this process, without a journal. */
export async function undisturbed(project: TestProject, { workflow, input }: Given): Promise<Expected> {
  const words = ["run", workflow, "--input", JSON.stringify(input), "--engine", "emulator", "--json"];
  const { code, out, err } = await project.falc(words);
  if (code !== 0) throw new Error(`${workflow} fails without being killed: ${err}${out}`);
  const events = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RunEvent);
  const calls = new Map<string, number>();
  for (const name of sentInputs(events).values()) calls.set(name, (calls.get(name) ?? 0) + 1);
  return { result: resultOf(events) ?? "nothing", calls };
}

/** Of a complete run. */
export function resultOf(events: readonly RunEvent[]): string | undefined {
  const last = events.findLast((event) => event.kind === "run-completed");
  return last && canonicalJson(withoutOrigin(last.output));
}

/** Node → name of its call; text nodes are no calls. */
export function sentInputs(events: readonly RunEvent[]): ReadonlyMap<string, string> {
  const apps = new Map(
    events.flatMap((event) =>
      event.kind === "run-started" ? event.nodes.map(({ id, app }) => [id, app] as const) : [],
    ),
  );
  return new Map(
    events.flatMap((event) => {
      if (event.kind !== "node-started") return [];
      const app = apps.get(event.node) ?? "";
      return isTextNode(app) ? [] : [[event.node, callName(app, event.input)] as const];
    }),
  );
}

/** An uploaded file has another URL each time; the prompt beside it tells the runs apart. */
export function callName(endpoint: string, input: Json): string {
  const text = canonicalJson(withoutOrigin(input));
  return `${endpoint} ${text.includes(", upload") ? text.replace(/"emulator:[^"]+"/, '"the file"') : text}`;
}

function withoutOrigin(value: Json): Json {
  return JSON.parse(
    JSON.stringify(value).replaceAll(/http:\/\/127\.0\.0\.1:\d+\/files\//g, "emulator:"),
  ) as Json;
}
