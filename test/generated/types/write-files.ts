/** Random files of type declarations: `main.ts` and its imports. A parameter named `root7` has a type to compare. */
import type { SeededRandom } from "../../support/seeded-random.ts";
import { type Entry, fieldNames, type KnownFields, type Scope, typeNames } from "./model.ts";
import { TypeWriter } from "./write-types.ts";

export type Files = Readonly<Record<string, string>>;

export function writeFiles(random: SeededRandom, roots: number): Files {
  return new FilesWriter(random).write(roots);
}

class FilesWriter {
  readonly #types: TypeWriter;
  readonly #random: SeededRandom;
  #rank = 0;
  #roots = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
    this.#types = new TypeWriter(random);
  }

  write(roots: number): Files {
    const first = this.#library(new Map(), "");
    const second = this.#library(first.exports, "./first.ts");
    const main = this.#main(
      [
        ["./first.ts", first.exports],
        ["./second.ts", second.exports],
      ],
      roots,
    );
    return { "first.ts": first.text, "second.ts": second.text, "main.ts": main };
  }

  /** A file that exports types, some under other names, and re-exports some. */
  #library(
    other: ReadonlyMap<string, Entry>,
    specifier: string,
  ): { text: string; exports: Map<string, Entry> } {
    const scope: Scope = { names: new Map(), outer: undefined };
    const exports = new Map<string, Entry>();
    const lines: string[] = [];
    if (other.size > 0) {
      lines.push(...this.#imports(scope, specifier, other));
      if (this.#types.oneIn(3)) {
        lines.push(`export * from "${specifier}";`);
        for (const [name, entry] of other) if (name !== "default") exports.set(name, entry);
      }
    }
    for (const name of this.#types.some(typeNames, 5)) {
      if (scope.names.has(name)) continue;
      const how = this.#random.below(4);
      const isDirect = how < 2;
      const { text, entry } = this.#declare(name, scope, isDirect ? "export " : "");
      scope.names.set(name, entry);
      lines.push(text);
      if (isDirect) exports.set(name, entry);
      else if (how === 2) {
        // Exported under another name, which may also be a private type of this file.
        const as = this.#types.pick(typeNames);
        if (exports.has(as)) continue;
        const isType = entry.kind !== "enum" && entry.kind !== "value";
        lines.push(`export ${isType ? "type " : ""}{ ${name} as ${as} };`);
        exports.set(as, entry);
      }
    }
    const isDefaultFree = !exports.has("default");
    if (this.#types.oneIn(3) && isDefaultFree) {
      const object = this.#types.literal();
      lines.push(`export default interface Hidden ${object.text}`);
      exports.set("default", {
        kind: "object",
        fields: object.fields,
        isInterface: true,
        rank: this.#rank++,
      });
    }
    return { text: `${lines.join("\n")}\nexport {};\n`, exports };
  }

  #imports(scope: Scope, specifier: string, exports: ReadonlyMap<string, Entry>): string[] {
    const lines: string[] = [];
    const isFree = (name: string) => !scope.names.has(name);
    if (this.#types.oneIn(2)) {
      const name = this.#types.pick(["T", "Types", "Shots"]);
      if (isFree(name)) {
        scope.names.set(name, { kind: "namespace", members: exports, rank: this.#rank++ });
        lines.push(`import * as ${name} from "${specifier}";`);
      }
    }
    for (const [name, entry] of this.#types.some([...exports], 3)) {
      const local = name === "default" || this.#types.oneIn(2) ? this.#types.pick(typeNames) : name;
      if (!isFree(local)) continue;
      scope.names.set(local, entry);
      const isType = entry.kind !== "enum" && entry.kind !== "value" && entry.kind !== "namespace";
      const word = isType && this.#types.oneIn(2) ? "type " : "";
      if (name === "default") lines.push(`import ${word}${local} from "${specifier}";`);
      else
        lines.push(`import ${word}{ ${name === local ? name : `${name} as ${local}`} } from "${specifier}";`);
    }
    return lines;
  }

  #main(libraries: readonly (readonly [string, ReadonlyMap<string, Entry>])[], roots: number): string {
    const scope: Scope = { names: new Map(), outer: undefined };
    const lines: string[] = [];
    for (const [specifier, exports] of libraries) lines.push(...this.#imports(scope, specifier, exports));
    for (const name of this.#types.some([...typeNames, "Local", "Own"], 6)) {
      if (scope.names.has(name)) continue;
      const { text, entry } = this.#declare(name, scope, "");
      scope.names.set(name, entry);
      lines.push(text);
    }
    lines.push(this.#values(scope, "config"), this.#values(scope, "list"), this.#values(scope, "word"));
    while (this.#roots < roots) lines.push(this.#uses(scope, 0));
    return `${lines.join("\n")}\nexport {};\n`;
  }

  /** A function whose parameter is compared, in a scope that may declare types of its own. */
  #uses(outer: Scope, depth: number): string {
    const scope: Scope = { names: new Map(), outer };
    const lines: string[] = [];
    const drawn = depth > 1 ? 0 : this.#random.below(6);
    // A namespace is allowed only at the top level.
    const how = drawn === 4 && depth > 0 ? 3 : drawn;
    if (how > 1) {
      const mayDeclare = how === 4 ? "export " : "";
      const planned = this.#types.some(typeNames, 2);
      for (const name of planned) {
        const { text, entry } = this.#declare(
          name,
          scope,
          mayDeclare && this.#types.oneIn(2) ? mayDeclare : "",
        );
        scope.names.set(name, entry);
        lines.push(text);
      }
    }
    const at = this.#roots++;
    const root = `function use${at}(root${at}: ${this.#types.type(scope, this.#rank)}) { return root${at}; }`;
    switch (how) {
      case 2:
        return `function around${at}() { ${lines.join(" ")} ${root} ${this.#uses(scope, depth + 1)} }`;
      case 3:
        return `{ ${lines.join(" ")} ${root} ${this.#uses(scope, depth + 1)} }`;
      case 4:
        return `namespace N${at} { ${lines.join(" ")} ${root} }`;
      case 5:
        return `if (Math.random() > 2) { ${lines.join(" ")} ${root} }`;
      default:
        return root;
    }
  }

  #declare(name: string, scope: Scope, modifier: string): { text: string; entry: Entry } {
    const rank = this.#rank++;
    const types = this.#types;
    // Shadows TypeScript's own types with something entirely different.
    if (name === "Omit" || name === "Pick" || name === "Required" || (name === "Box" && types.oneIn(2))) {
      const isTwo = name === "Omit" || name === "Pick";
      const body = this.#genericBody(isTwo);
      const text = types.oneIn(3)
        ? `${modifier}interface ${name}<T${isTwo ? ", K" : ""}> { held: T;${isTwo ? " key?: K;" : ""} }`
        : `${modifier}type ${name}<T${isTwo ? ", K" : ""}> = ${body};`;
      return { text, entry: { kind: "generic", parameters: isTwo ? 2 : 1, rank } };
    }
    switch (this.#random.below(9)) {
      case 0:
      case 1: {
        const { text, fields } = this.#interface(name, scope, modifier, rank);
        return { text, entry: { kind: "object", fields, isInterface: true, rank } };
      }
      case 2:
      case 3: {
        const object = types.object(scope, rank);
        return {
          text: `${modifier}type ${name} = ${object.text};`,
          entry: { kind: "object", fields: object.fields, isInterface: false, rank },
        };
      }
      case 4: {
        const choice = types.choice(scope, rank);
        return {
          text: `${modifier}type ${name} = ${choice.text};`,
          entry: { kind: "choice", values: choice.values, rank },
        };
      }
      case 5: {
        const isSplit = types.oneIn(2);
        const parts = isSplit
          ? [
              `${modifier}enum ${name} { Calm = "calm", Wild = "wild" }`,
              `${modifier}enum ${name} { Still = "still" }`,
            ]
          : [
              `${modifier}enum ${name} { Calm = "calm", Wild = ${types.pick([`"wild"`, "4", `"wi" + "ld"`])} }`,
            ];
        const members = isSplit ? ["Calm", "Wild", "Still"] : ["Calm", "Wild"];
        return { text: parts.join("\n"), entry: { kind: "enum", members, rank } };
      }
      default:
        return {
          text: `${modifier}type ${name} = ${types.type(scope, rank)};`,
          entry: { kind: "other", rank },
        };
    }
  }

  #genericBody(isTwo: boolean): string {
    return this.#types.pick(
      isTwo
        ? ["T & { [Key in K & string]?: unknown }", "{ held: T; key: K }", "T | K", "[T, K]"]
        : [
            "{ held: T }",
            "T | null",
            "T[]",
            "Partial<{ held: T }>",
            "Record<string, T>",
            "{ [Key in keyof T]: T[Key] }",
          ],
    );
  }

  /** In one or two declarations, possibly with a base. */
  #interface(
    name: string,
    scope: Scope,
    modifier: string,
    rank: number,
  ): { text: string; fields: KnownFields } {
    const types = this.#types;
    const base = types.oneIn(2) ? types.object(scope, rank, 3) : undefined;
    const isName = base !== undefined && /^[\w.]+(?:<.*>)?$/.test(base.text);
    const wider: KnownFields = isName ? base.fields : new Map();
    const names = types.some(fieldNames, 3);
    const own = types.literal(names.slice(0, 2), wider);
    const heritage = isName ? ` extends ${base.text}` : "";
    const fields = new Map([...wider, ...own.fields]);
    if (!types.oneIn(2)) return { text: `${modifier}interface ${name}${heritage} ${own.text}`, fields };
    const more = types.literal(names.slice(2), wider);
    const text = `${modifier}interface ${name}${heritage} ${own.text}\n${modifier}interface ${name} ${more.text}`;
    return { text, fields: new Map([...fields, ...more.fields]) };
  }

  #values(scope: Scope, name: string): string {
    const rank = this.#rank++;
    const types = this.#types;
    const add = (entry: Entry, text: string) => {
      scope.names.set(name, entry);
      return text;
    };
    const asConst = types.pick(["", " as const", " as const satisfies unknown"]);
    if (name === "config") {
      const body = types.pick([
        `{ oil: 1, ink: "x", deep: { on: true } }`,
        `{ oil: { strength: 1 }, ink: { strength: 2 }, deep: null }`,
        `{ oil: ["a", 1], ink: ["b"], deep: -1 }`,
      ]);
      const text = types.oneIn(4)
        ? `const ${name}: Record<"oil" | "ink" | "deep", number> = { oil: 1, ink: 2, deep: 3 };`
        : `${types.pick(["const", "let"])} ${name} = ${body}${asConst};`;
      return add({ kind: "value", fields: ["oil", "ink", "deep"], isList: false, rank }, text);
    }
    if (name === "list") {
      const body = types.pick([`["a", "b"]`, `["a", 1, true]`, `[{ x: 1 }, { x: 2 }]`, `[["a"], ["b"]]`]);
      return add(
        { kind: "value", fields: undefined, isList: true, rank },
        `const ${name} = ${body}${asConst};`,
      );
    }
    const text = types.pick([
      `const word = "oil";`, `let word = "oil";`, `const word: string = "oil";`, `const word: "oil" | "ink" = "oil";`,
      `let word = 4;`, `const word = true;`, `let word: string | null = "x";`, "const word = `${1}x`;", `const word = null;`,
    ]); // prettier-ignore
    return add({ kind: "value", fields: undefined, isList: false, rank }, text);
  }
}
