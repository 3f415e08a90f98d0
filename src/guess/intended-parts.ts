/** Which part of a value was meant if the whole value does not fit: `.url` of a file, `.output` of an answer. */
import { wordsOf } from "../lib/words.ts";
import { kindOfPath } from "../schema/file-kind.ts";
import { isSameName } from "./nearest-name.ts";
import { stepInto } from "../schema/path.ts";
import type { Schema } from "../schema/schema.ts";
import { typesOf } from "../schema/schema-types.ts";
import { isUrlName } from "../schema/url-name.ts";

export interface Part {
  /** As code after the value: `.images[0].url`; empty for the value itself. */
  readonly path: string;
  /** The names of the value and of the fields on the way. */
  readonly names: readonly string[];
  readonly schema: Schema;
  /** Whether an answer may lack it. */
  readonly isOptional: boolean;
}

export interface PartQuery {
  /** The field that will receive it; empty for a text. */
  readonly field: string;
  /** The name of the value that is searched. */
  readonly name: string;
  readonly fits: (part: Part) => boolean;
}

/**
 * The parts that fit, at the smallest depth, narrowed by their names; several if the names do not decide, none if
 * nothing fits. If a file is wanted, a part of another kind does not fit.
 */
export function intendedParts(source: Schema, query: PartQuery): readonly Part[] {
  const names = query.name === "" ? [] : [query.name];
  let parts: readonly Part[] = [{ path: "", names, schema: source, isOptional: false }];
  for (let depth = 0; depth < maxDepth; depth++) {
    const meant = choose(
      parts.filter((part) => query.fits(part) && !isAside(part)),
      query.field,
    );
    if (meant.length > 0) return meant;
    parts = parts.flatMap(partsOf).slice(0, maxParts);
  }
  return [];
}

const maxDepth = 5;
/** Schemas in a workflow file are untrusted. */
const maxParts = 1000;

function partsOf({ path, names, schema, isOptional }: Part): readonly Part[] {
  const { items, properties = {} } = schema;
  return [
    ...(items === undefined ? [] : [{ path: `${path}[0]`, names, schema: items, isOptional }]),
    ...Object.keys(properties).flatMap((key): readonly Part[] => {
      const step = /^[A-Za-z_]\w*$/.test(key) ? stepInto(schema, key) : undefined;
      if (step?.kind !== "found") return [];
      const inner = { path: `${path}.${key}`, names: [...names, key], schema: step.schema };
      return [{ ...inner, isOptional: isOptional || step.optional }];
    }),
  ];
}

/** Information about the answer, rather than the answer itself. */
const asides: ReadonlySet<string> = new Set([
  "error", "reasoning", "partial", "status", "usage", "log", "logs", "debug", "type", "name", "id", "reason",
]); // prettier-ignore

function isAside({ path, names }: Part): boolean {
  return path !== "" && wordsOf(names.at(-1) ?? "").some((word) => asides.has(word));
}

/** Common names for what the endpoint was asked for. */
const answers: ReadonlySet<string> = new Set([
  "output", "text", "result", "results", "response", "answer", "content", "url",
]); // prettier-ignore

function isAnswer({ names }: Part): boolean {
  return answers.has(names.at(-1) ?? "");
}

/** Prefers a file of the same kind, then the same name, then an answer, then a part that is always present. */
function choose(parts: readonly Part[], field: string): readonly Part[] {
  const isNamed = ({ names }: Part) => isSameName(names.at(-1) ?? "", field);
  const isProse = /prompt|text|caption|lyrics|script/.test(field);
  const fitting = parts.filter((part) => {
    const { path, names, schema } = part;
    const isAddress = isUrlName(names.at(-1) ?? "");
    if (path === "" || field === "") return true;
    if (isUrlName(field))
      return (isAddress || !isText(schema)) && canBe(kindOfPath(names), kindOfPath([field]));
    // A number does not show what it means: a seed is not a count.
    return isText(schema) ? !(isProse && isAddress) : !isPlain(schema) || isNamed(part);
  });
  const isOfKind = ({ names }: Part) => kindOfPath(names) === kindOfPath([field]);
  const kinds = isUrlName(field) ? [isOfKind] : [];
  return [...kinds, isNamed, isAnswer, ({ isOptional }: Part) => !isOptional].reduce(
    (left: readonly Part[], speaksFor) => {
      const better = left.filter(speaksFor);
      return better.length === 0 ? left : better;
    },
    fitting,
  );
}

/** A video may be sent for its sound. */
function canBe(given: string | undefined, expected: string | undefined): boolean {
  return (
    given === undefined ||
    expected === undefined ||
    given === expected ||
    (given === "video" && expected === "audio")
  );
}

function isText(schema: Schema): boolean {
  return typesOf(schema).includes("string");
}

function isPlain(schema: Schema): boolean {
  return typesOf(schema).some((type) => type === "number" || type === "integer" || type === "boolean");
}
