/** How a file was made: what `falc run --out` keeps beside and inside it, and `falc recipe` prints. */
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import { escapedJson } from "../../lib/printable.ts";
import { findExcess } from "../engines/json-extent.ts";

export interface Recipe {
  /** The version of falc that wrote it. */
  readonly falc: string;
  readonly workflow: string;
  /** Where the file was: in the run's result, `images[0]`, or behind a node's id in its answer. */
  readonly path: string;
  /** The first node that had the file, which made it. Absent if it was given to the run as input. */
  readonly node?: string;
  readonly endpoint?: string;
  /** What the node was sent. Absent if this is not known, as for a node whose answer an earlier run left. */
  readonly input?: JsonObject;
  /** The seed that the model answered with, otherwise the one that it was sent. */
  readonly seed?: string | number;
  readonly requestId?: string;
  /** Where the model ran: `fal`, `emulator`, or `answers` for recorded ones. */
  readonly engine?: string;
  /** The id of the run that made the call, in which it is kept what was paid for: `20261130-183455-k3f9xa`. */
  readonly run?: string;
  /** The workflow's own input. */
  readonly runInput?: JsonObject;
  /** The commit that the repository was at, in hexadecimal. Says nothing of changes that were not committed. */
  readonly commit?: string;
  /** When the run started, as ISO 8601 in UTC. */
  readonly date: string;
}

/** One line of JSON, in ASCII, so that no program that rewrites a picture's texts can spoil it. */
export function printRecipe(recipe: Recipe): string {
  return escapedJson(JSON.stringify(recipe)).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The JSON of an untrusted text; `undefined` if it is none, or too deep or too large for the code behind it. */
export function parseUntrusted(text: string): Json | undefined {
  if (findExcess(text) !== undefined) return undefined;
  try {
    return JSON.parse(text) as Json; // JSON.parse returns nothing else
  } catch {
    return undefined;
  }
}

/** What an untrusted value says as a recipe; other fields are left out. `undefined` if it is no recipe. */
export function readRecipe(value: Json | undefined): Recipe | undefined {
  if (!isJsonObject(value)) return undefined;
  const [falc, workflow, path, date] = [
    textOf(value, "falc"),
    textOf(value, "workflow"),
    textOf(value, "path"),
    textOf(value, "date"),
  ];
  if (falc === undefined || workflow === undefined || path === undefined || date === undefined)
    return undefined;
  const { seed } = value;
  const texts = ["node", "endpoint", "requestId", "engine", "run", "commit"] as const;
  const objects = ["input", "runInput"] as const;
  const named = (fields: readonly (readonly [string, unknown])[]) =>
    Object.fromEntries(fields.filter(([, each]) => each !== undefined)) as Partial<Recipe>;
  return {
    falc,
    workflow,
    path,
    ...named(texts.map((name) => [name, textOf(value, name)])),
    ...named(objects.map((name) => [name, isJsonObject(value[name]) ? value[name] : undefined])),
    ...(isSeed(seed) && { seed }),
    date,
  };
}

function textOf(value: JsonObject, name: string): string | undefined {
  const text = Object.hasOwn(value, name) ? value[name] : undefined;
  return typeof text === "string" ? text : undefined;
}

export function isSeed(value: Json | undefined): value is string | number {
  return typeof value === "number" || (typeof value === "string" && value !== "" && value.length <= 40);
}
