/** A zod schema holds what it was made from: by zod's own account of itself, its `def`. */
import type { Value } from "../../2-evaluate/values/values.ts";
import { type Application, type Check, nothingToCheck } from "./application.ts";

interface Schema {
  readonly description?: string;
  readonly def?: Readonly<Record<string, unknown>>;
}

/** A method of a schema, applied once more to the same data. */
export function zodLaw({ self, name, args }: Application): Check {
  if (self?.kind !== "zod") return nothingToCheck;
  const schema = self.schema as Readonly<Record<string, unknown>>; // a real one
  const method = schema[name];
  const given = args.map((arg) => plainOf(arg, 0));
  if (typeof method !== "function" || !given.every((each) => each !== undefined)) return nothingToCheck;
  return (result) => {
    const expected = Reflect.apply(
      method,
      schema,
      given.map(({ value }) => value),
    ) as unknown;
    if (result.kind !== "zod") return undefined;
    return write(result.schema) === write(expected) ? undefined : "zod gives another schema here";
  };
}

/** `z.object({ … })` and the like have the parts that they were given. */
export function zodPartsLaw({ name, args }: Application): Check {
  const [first] = args;
  const given = first && plainOf(first, 0);
  if (
    given === undefined ||
    !["z.object", "z.strictObject", "z.looseObject", "z.array", "z.enum", "z.union"].includes(name)
  )
    return nothingToCheck;
  return (result) => {
    if (result.kind !== "zod") return undefined;
    const { def = {} } = result.schema as Schema;
    const held = def.shape ?? def.element ?? def.options ?? def.entries;
    const isList = Array.isArray(given.value);
    const [a, b] = [partsOf(held, def.type === "enum" && isList), partsOf(given.value, false)];
    const isEach = a.length === b.length && a.every((part, index) => part === b[index]);
    return isEach ? undefined : `${name} lacks a part`;
  };
}

/** An enum made of a list has its words as keys and as values. */
function partsOf(whole: unknown, isOfWords: boolean): readonly unknown[] {
  if (typeof whole !== "object" || whole === null || "_zod" in whole) return [whole];
  if (isOfWords || Array.isArray(whole)) return Object.values(whole);
  return Object.entries(whole).flat();
}

function plainOf(value: Value, depth: number): { readonly value: unknown } | undefined {
  if (depth > 60) return undefined;
  switch (value.kind) {
    case "known":
      return { value: value.value };
    case "zod":
      return { value: value.schema };
    case "regexp":
      return { value: value.value };
    case "array": {
      const items = value.elements.map((each) => plainOf(each, depth + 1));
      return items.every((each) => each !== undefined)
        ? { value: items.map((each) => each.value) }
        : undefined;
    }
    case "object": {
      const entries: [string, unknown][] = [];
      for (const [key, field] of Object.entries(value.fields)) {
        const inner = plainOf(field, depth + 1);
        if (inner === undefined || value.accessors?.has(key) === true) return undefined;
        entries.push([key, inner.value]);
      }
      return { value: Object.fromEntries(entries) };
    }
    default:
      return undefined;
  }
}

/** All of a schema as text. */
function write(schema: unknown): string {
  const describe = ({ description, def }: Schema) => ({ description, def });
  return JSON.stringify(schema, (_, part: unknown) => {
    if (part instanceof RegExp || typeof part === "bigint") return String(part);
    if (typeof part !== "object" || part === null || !("_zod" in part)) return part;
    const { def } = part._zod as { readonly def: unknown };
    return "def" in part ? describe(part as Schema) : def;
  });
}
