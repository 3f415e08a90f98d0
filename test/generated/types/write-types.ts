/** Writes random types, from the names in scope. */
import type { SeededRandom } from "../../support/seeded-random.ts";
import {
  type Entry,
  fieldNames,
  fieldTypes,
  type KnownField,
  type KnownFields,
  type Scope,
} from "./model.ts";

export interface Written {
  readonly text: string;
  readonly fields: KnownFields;
}

const words = ["red", "green", "blue", "grey"];

export class TypeWriter {
  readonly #random: SeededRandom;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.#random.below(items.length)] as Item;
  }

  /** True one time in `count`. */
  oneIn(count: number): boolean {
    return this.#random.below(count) === 0;
  }

  some<Item>(items: readonly Item[], count: number): Item[] {
    return this.#random.shuffle(items).slice(0, count);
  }

  type(scope: Scope, rank: number, depth = 0): string {
    const deeper = () => this.type(scope, rank, depth + 1);
    switch (this.#random.below(depth > 3 ? 5 : 17)) {
      case 0:
        return this.pick(["string", "number", "boolean", "unknown"]);
      case 1:
        return this.pick([`"a"`, "4", "-1", "true", "null", '(string & {}) | "a"']);
      case 2:
      case 3:
        return this.choice(scope, rank).text;
      case 4:
      case 5:
        return this.object(scope, rank, depth).text;
      case 6:
        return `(${deeper()})[]`;
      case 7:
        return `${this.pick(["Array", "ReadonlyArray", "Readonly", "NonNullable"])}<${deeper()}>`;
      case 8:
        return this.pick([
          `[${deeper()}, ${deeper()}]`,
          `readonly [${deeper()}, (${deeper()})?]`,
          `[first: ${deeper()}, ...others: (${deeper()})[]]`,
        ]);
      case 9:
        return `${deeper()} | ${deeper()}`;
      case 10:
        return `Record<${this.pick(["string", this.choice(scope, rank).text])}, ${deeper()}>`;
      case 11:
        return (
          this.reference(scope, rank, (entry) => entry.kind === "other" || entry.kind === "enum") ?? deeper()
        );
      case 12:
      case 13:
        return this.#generic(scope, rank, depth) ?? deeper();
      case 14: {
        const object = this.object(scope, rank, depth);
        const [field] = this.some([...object.fields.keys()], 1);
        if (field === undefined) return deeper();
        return this.pick([`(${object.text})["${field}"]`, `(${object.text})[keyof (${object.text})]`]);
      }
      case 15:
        return this.#query(scope, rank) ?? deeper();
      default:
        return this.pick([
          `Exclude<${deeper()}, ${this.pick(["null", "undefined", "string", '"a"', "number | null"])}>`,
          `Extract<${deeper()}, ${this.pick(["null", "string", "number", "boolean", "object"])}>`,
        ]);
    }
  }

  object(scope: Scope, rank: number, depth = 0): Written {
    if (depth > 3) return this.literal();
    const inner = () => this.object(scope, rank, depth + 1);
    switch (this.#random.below(9)) {
      case 0:
      case 1:
      case 2: {
        const found = this.#find(scope, rank, (entry) => entry.kind === "object");
        return found?.entry.kind === "object"
          ? { text: found.text, fields: found.entry.fields }
          : this.literal();
      }
      case 3: {
        const object = inner();
        if (this.#isOwn(scope, "Omit")) return object;
        const gone = this.some([...object.fields.keys()], 1);
        const fields = new Map([...object.fields].filter(([key]) => !gone.includes(key)));
        return { text: `Omit<${object.text}, ${union([...gone, this.pick(words)])}>`, fields };
      }
      case 4: {
        const object = inner();
        const kept = this.some([...object.fields.keys()], 2);
        if (this.#isOwn(scope, "Pick") || kept.length === 0) return object;
        const fields = new Map([...object.fields].filter(([key]) => kept.includes(key)));
        return { text: `Pick<${object.text}, ${union(kept)}>`, fields };
      }
      case 5: {
        const object = inner();
        if (this.#isOwn(scope, "Required")) return object;
        const isPartial = this.oneIn(2);
        const fields = new Map(
          [...object.fields].map(([key, field]) => [key, { ...field, isOptional: isPartial }]),
        );
        return { text: `${isPartial ? "Partial" : "Required"}<${object.text}>`, fields };
      }
      case 6: {
        const [a, b] = [inner(), inner()];
        const fields = new Map(a.fields);
        for (const [key, field] of b.fields) fields.set(key, both(fields.get(key), field));
        return { text: `(${a.text} & ${b.text})`, fields };
      }
      default:
        return this.literal();
    }
  }

  /** Fields in braces. */
  literal(names = this.some(fieldNames, 1 + this.#random.below(4)), wider: KnownFields = new Map()): Written {
    const fields = new Map<string, KnownField>();
    const members = names.map((name) => {
      const types = fieldTypes[name] as readonly string[];
      const least = wider.get(name);
      const variant = (least?.variant ?? 0) + this.#random.below(types.length - (least?.variant ?? 0));
      const isOptional = (least?.isOptional ?? true) && this.oneIn(3);
      fields.set(name, { variant, isOptional });
      const mark = this.oneIn(6) ? "readonly " : "";
      return `${mark}${this.oneIn(5) ? `"${name}"` : name}${isOptional ? "?" : ""}: ${types[variant]}`;
    });
    return { text: `{ ${members.join("; ")} }`, fields };
  }

  choice(scope: Scope, rank: number): { readonly text: string; readonly values: readonly string[] } {
    const found = this.#find(scope, rank, (entry) => entry.kind === "choice");
    if (found?.entry.kind === "choice" && !this.oneIn(3)) {
      const { values } = found.entry;
      if (this.oneIn(3)) {
        const [gone = "red"] = values;
        return {
          text: `Exclude<${found.text}, "${gone}">`,
          values: values.filter((value) => value !== gone),
        };
      }
      return { text: found.text, values };
    }
    if (this.oneIn(3)) {
      const object = this.object(scope, rank, 3);
      if (object.fields.size > 0) return { text: `keyof ${object.text}`, values: [...object.fields.keys()] };
    }
    const values = this.some(words, 1 + this.#random.below(3));
    return { text: `(${union(values)})`, values };
  }

  reference(scope: Scope, rank: number, wanted: (entry: Entry) => boolean): string | undefined {
    const found = this.#find(scope, rank, wanted);
    if (found?.entry.kind === "enum" && this.oneIn(2))
      return `${found.text}.${this.pick(found.entry.members)}`;
    return found?.text;
  }

  #generic(scope: Scope, rank: number, depth: number): string | undefined {
    const found = this.#find(scope, rank, (entry) => entry.kind === "generic");
    if (found?.entry.kind !== "generic") return undefined;
    const args = Array.from({ length: found.entry.parameters }, () => this.type(scope, rank, depth + 1));
    return `${found.text}<${args.join(", ")}>`;
  }

  #query(scope: Scope, rank: number): string | undefined {
    const found = this.#find(scope, rank, (entry) => entry.kind === "value" || entry.kind === "enum");
    if (found === undefined) return undefined;
    const { entry, text } = found;
    const fields = entry.kind === "value" ? entry.fields : entry.kind === "enum" ? entry.members : undefined;
    if (entry.kind === "value" && entry.isList)
      return this.pick([`(typeof ${text})[number]`, `typeof ${text}`]);
    if (fields === undefined) return `typeof ${text}`;
    return this.pick([
      `keyof typeof ${text}`,
      `(typeof ${text})["${this.pick(fields)}"]`,
      `(typeof ${text})[keyof typeof ${text}]`,
      ...(entry.kind === "value" ? [`typeof ${text}`, `typeof ${text}.${this.pick(fields)}`] : []),
    ]);
  }

  #isOwn(scope: Scope, name: string): boolean {
    for (let at: Scope | undefined = scope; at !== undefined; at = at.outer)
      if (at.names.has(name)) return true;
    return false;
  }

  /** The declaration visible under this name, if it precedes `rank`, which prevents cycles. */
  #find(
    scope: Scope,
    rank: number,
    wanted: (entry: Entry) => boolean,
  ): { readonly text: string; readonly entry: Entry } | undefined {
    const visible = new Map<string, Entry>();
    for (let at: Scope | undefined = scope; at !== undefined; at = at.outer)
      for (const [name, entry] of at.names) if (!visible.has(name)) visible.set(name, entry);
    const fitting: { text: string; entry: Entry }[] = [];
    for (const [name, entry] of visible) {
      if (entry.rank < rank && wanted(entry)) fitting.push({ text: name, entry });
      if (entry.kind !== "namespace") continue;
      for (const [member, inner] of entry.members)
        if (inner.rank < rank && wanted(inner)) fitting.push({ text: `${name}.${member}`, entry: inner });
    }
    return fitting.length === 0 ? undefined : this.pick(fitting);
  }
}

function union(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(" | ");
}

function both(a: KnownField | undefined, b: KnownField): KnownField {
  if (a === undefined) return b;
  return { variant: Math.max(a.variant, b.variant), isOptional: a.isOptional && b.isOptional };
}
