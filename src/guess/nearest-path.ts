/**
 * Finds the path that was probably meant by one that leads nowhere: `.images[0]` for `.image`, `.audio.url` for
 * `.audio_url`.
 */
import { isMisspelling } from "./suggest.ts";
import { wordsOf } from "../lib/words.ts";
import { type FileKind, kindOfPath } from "../schema/file-kind.ts";
import {
  isSynonymous,
  isSameName,
  maxCandidates,
  nearestName,
  singularOf,
  vagueWords,
} from "./nearest-name.ts";
import { type PathStep, stepInto } from "../schema/path.ts";
import type { Schema } from "../schema/schema.ts";
import { isStringSchema } from "../schema/string-schema.ts";
import { isUrlName } from "../schema/url-name.ts";

export type Path = readonly (string | number)[];

export interface NearestPath {
  /** Empty if the value itself was meant: `image[0].url` of a single image. */
  readonly path: Path;
  /**
   * How many steps of the rest it replaces too: 1 for `image` instead of `images[0]`, or `video_url` instead of
   * `video.url`.
   */
  readonly instead: 0 | 1;
  /** Whether nothing else can be meant: by the words of the name, or by the rest of the path. */
  readonly isSure: boolean;
}

/**
 * A replacement for `key`, which a value of the schema lacks. `rest` is the path that follows it: together they
 * exist, if possible. `undefined` if nothing is close.
 */
export function nearestPath(schema: Schema, key: string | number, rest: Path): NearestPath | undefined {
  const found = findNearest(schema, key, rest);
  if (found === undefined || typeof key === "number") return found;
  return { ...found, isSure: found.isSure && !isAnotherThing(key, found.path) };
}

/** A video for an image; or for a word that many fields share: `size` may be a file's or a picture's. */
function isAnotherThing(key: string, path: Path): boolean {
  const names = path.filter((step) => typeof step === "string");
  const [given, found] = [kindOfPath([key]), kindOfPath(names)];
  if (isMedium(given) && isMedium(found) && given !== found) return true;
  const last = names.at(-1) ?? key;
  return vagueWords.has(key) && !isSameName(key, last) && wordsOf(last).length > 1;
}

function isMedium(kind: FileKind | undefined): boolean {
  return kind === "image" || kind === "video" || kind === "audio" || kind === "3d";
}

function findNearest(schema: Schema, key: string | number, rest: Path): NearestPath | undefined {
  if (typeof key === "number" || /^-\d+$/.test(key)) {
    const isWhole = !isListIn(schema) && rest.length > 0 && leads(schema, rest);
    return isWhole ? { path: [], instead: 0, isSure: true } : undefined;
  }
  const direct = nearestHere(schema, key, rest);
  if (direct?.isExact === true) return direct;
  // `result.data.images`, as in fal's client: what follows exists here.
  if (rest.length > 0 && typeof rest[0] === "string" && has(schema, rest[0]) && leads(schema, rest))
    return { path: [], instead: 0, isSure: true };
  const deeper = findDeeper(schema, key, rest);
  if (deeper !== undefined) return { path: deeper, instead: 0, isSure: true };
  if (direct !== undefined) return direct;
  const only = findOnly(schema, rest);
  return only && { path: only, instead: 0, isSure: true };
}

interface Nearby extends NearestPath {
  readonly isExact: boolean;
}

/** A sibling, with the steps that make the rest exist. */
function nearestHere(schema: Schema, key: string, rest: Path): Nearby | undefined {
  const item = itemOf(schema);
  if (item !== undefined) {
    const inside = has(item, key)
      ? { path: [key], instead: 0 as const, isExact: true, isSure: true }
      : nearestHere(item, key, rest);
    return inside && { ...inside, path: [0, ...inside.path] };
  }
  const ways = new Map(
    namesOf(schema)
      .slice(0, maxCandidates)
      .map((name) => [name, wayFrom(schema, name, key, rest)]),
  );
  const name = nearestName(
    key,
    Array.from(ways, ([name, way]) => ({
      name,
      fit: way === undefined ? ("poor" as const) : ("good" as const),
      isLikelier: way?.path.length === 0 && way.instead === 0,
    })),
  );
  if (name === undefined) return undefined;
  const { path, instead } = ways.get(name) ?? { path: [], instead: 0 };
  const isSure = isSameName(key, name) || isMisspelling(key, name) || isSynonymous(key, name);
  return { path: [name, ...path], instead, isExact: isSameName(key, name) || path.length === 0, isSure };
}

/**
 * What is missing between the name and the rest: nothing, an index, `url`; `undefined` if the rest does not exist
 * there.
 */
function wayFrom(
  schema: Schema,
  name: string,
  key: string,
  rest: Path,
): Omit<NearestPath, "isSure"> | undefined {
  const found = step(schema, name);
  if (found === undefined) return undefined;
  if (rest.length === 0) return { path: wayToEnd(found, name, key), instead: 0 };
  if (leads(found, rest)) return { path: [], instead: 0 };
  const item = itemOf(found);
  if (item !== undefined && leads(item, rest)) return { path: [0], instead: 0 };
  const isOne = typeof rest[0] === "number" && leads(found, rest.slice(1));
  // A URL itself, as opposed to a file that has one.
  const isAddress = rest.length === 1 && rest[0] === "url" && isUrlName(name) && isStringSchema(found);
  return isOne || isAddress ? { path: [], instead: 1 } : undefined;
}

/** For a value that is used as a whole: `image_url` expects a URL, `image` one of a list. */
function wayToEnd(found: Schema, name: string, key: string): Path {
  const item = itemOf(found);
  const asksOne = wordsOf(key).join() !== wordsOf(name).join() && isSingular(key) && !isSingular(name);
  const one = item !== undefined && asksOne ? item : found;
  const way = one === found ? [] : [0];
  const asksAddress = wordsOf(key).includes("url") && !wordsOf(name).some((word) => /^urls?$/.test(word));
  return asksAddress && has(one, "url") ? [...way, "url"] : way;
}

function isSingular(name: string): boolean {
  return singularOf(name) === name;
}

/** The same name further in, if it occurs only once: `photo.url` for `photo.images[0].url`. */
function findDeeper(schema: Schema, key: string, rest: Path): Path | undefined {
  return onlyPath(schema, (inner) => {
    const found = has(inner, key) ? step(inner, key) : undefined;
    return found !== undefined && leads(found, rest) ? [key] : undefined;
  });
}

/** The only location from which the rest can be read: `music.file.url` for `music.audio.url`. */
function findOnly(schema: Schema, rest: Path): Path | undefined {
  if (typeof rest[0] !== "string") return undefined;
  return onlyPath(schema, (inner) => (has(inner, rest[0] as string) && leads(inner, rest) ? [] : undefined));
}

/** Searches only what every answer has and, if that leads nowhere, the rest. `undefined` if there are several ways. */
function onlyPath(schema: Schema, end: (inner: Schema) => Path | undefined): Path | undefined {
  for (const isOptional of [false, true]) {
    const paths: Path[] = [];
    const visit = (inner: Schema, path: Path): void => {
      if (path.length > 0) {
        const last = end(inner);
        if (last !== undefined) return void paths.push([...path, ...last]);
      }
      if (path.length >= maxDepth || paths.length > 1) return;
      const item = itemOf(inner);
      if (item !== undefined) return visit(item, [...path, 0]);
      for (const name of namesOf(inner).slice(0, maxCandidates)) {
        const found = stepInto(inner, name);
        if (found.kind === "found" && (isOptional || !found.optional)) visit(found.schema, [...path, name]);
      }
    };
    visit(schema, []);
    if (paths.length > 0) return paths.length === 1 ? paths[0] : undefined;
  }
  return undefined;
}

/** In steps: files are at the top of an answer, or in a list there. None of fal's nested unions is deeper. */
const maxDepth = 3;

/** Whether the path may exist. */
function leads(schema: Schema, path: Path): boolean {
  let inner: Schema | undefined = schema;
  for (const each of path) {
    const found: PathStep = stepInto(inner, each);
    if (found.kind === "missing") return false;
    inner = found.kind === "found" ? found.schema : undefined;
  }
  return true;
}

function step(schema: Schema, key: string | number): Schema | undefined {
  const found = stepInto(schema, key);
  return found.kind === "found" ? found.schema : undefined;
}

function has(schema: Schema, key: string): boolean {
  return namesOf(schema).includes(key);
}

/** The schema of an item, if it is certainly a list. */
function itemOf(schema: Schema): Schema | undefined {
  return isListIn(schema) && namesOf(schema).length === 0 ? step(schema, 0) : undefined;
}

function isListIn(schema: Schema): boolean {
  return stepInto(schema, 0).kind !== "missing";
}

/** The listed keys; for a union, those of all its branches. */
function namesOf(schema: Schema): readonly string[] {
  const names = new Set<string>();
  const visit = ({ properties = {}, anyOf = [], oneOf = [], allOf = [] }: Schema, depth: number): void => {
    for (const name of Object.keys(properties)) names.add(name);
    if (depth < maxDepth) for (const part of [...anyOf, ...oneOf, ...allOf]) visit(part, depth + 1);
  };
  visit(schema, 0);
  return [...names];
}
