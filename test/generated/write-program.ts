/**
 * Writes a workflow from a tape of numbers: each number decides one choice, and an exhausted tape takes the simplest.
 * So a failing program shrinks as its tape does: shorter, with smaller numbers, the program gets simpler.
 *
 * Programs are meant to be accepted: what they compute with is known, what they carry may be a reference. Whether falc
 * accepts one is not decided here.
 */

/** What a name holds, as far as the writer has to know to use it rightly. */
type Kind =
  | "number"
  | "boolean"
  /** A known string. */
  | "word"
  /** A string that may be a reference or hold one. */
  | "text"
  | "texts"
  /** `{ text, note, count }` */
  | "record"
  | "records"
  /** Awaited result of an image model, and of a language model. */
  | "photo"
  | "answer"
  /** Not yet awaited. */
  | "photoPromise"
  | "answerPromise";

interface Name {
  readonly name: string;
  readonly kind: Kind;
  /** Declared by `let`. */
  readonly changes: boolean;
}

interface Helper {
  readonly name: string;
  readonly takes: readonly Kind[];
  readonly gives: Kind;
  readonly isAsync: boolean;
}

/** One tape for the helpers and one for the workflow itself, so that long helpers leave enough for the workflow. */
export function writeProgram(helpers: readonly number[], workflow: readonly number[]): string {
  return new ProgramWriter(helpers).write(workflow);
}

class ProgramWriter {
  #tape: readonly number[];
  #at = 0;
  #lines: string[] = [];
  #indent = 1;
  #names: Name[] = [];
  readonly #helpers: Helper[] = [];
  #counter = 0;
  #depth = 0;
  /** Inside an async function, where `await` may be written. */
  #async = true;

  constructor(tape: readonly number[]) {
    this.#tape = tape;
  }

  write(workflow: readonly number[]): string {
    const top: string[] = [
      `import { model } from "falc";`,
      `const flux = model("fal-ai/flux/dev");`,
      `const llm = model("openrouter/router");`,
      `const style = "studio light";`,
      `const scenes = [{ text: "dawn", note: "wide", count: 1 }, { text: "dusk", note: "close", count: 2 }];`,
    ];
    this.#names = [
      { name: "style", kind: "word", changes: false },
      { name: "scenes", kind: "records", changes: false },
    ];
    const globals = [...this.#names];
    const helpers: string[] = [];
    for (let count = this.#choose(4); count > 0; count--) helpers.push(...this.#helper(globals));
    [this.#tape, this.#at] = [workflow, 0];
    this.#names = [...globals, { name: "input.subject", kind: "text", changes: false }];
    this.#lines = [];
    this.#async = true;
    for (let count = 1 + this.#choose(9); count > 0; count--) this.#statement();
    // Everything there is to see is shown: a difference that reaches no output would not be noticed.
    const shown = this.#names.filter(
      ({ kind }) => !["photo", "answer"].includes(kind.replace("Promise", "")),
    );
    const fields = shown.map(({ name }, index) => `f${index}: ${name}`);
    const last = `await flux({ prompt: ${this.#expression("text")} })`;
    return [
      ...top,
      ...helpers,
      "export default async function workflow(input: { subject: string; mood: string }) {",
      ...this.#lines,
      `  const last = ${last};`,
      `  return { ${fields.join(", ")}, last: last.images[0].url, mood: input.mood };`,
      "}",
      "",
    ].join("\n");
  }

  /** A number below `options`; 0 when the tape has ended. */
  #choose(options: number): number {
    const number = this.#tape[this.#at] ?? 0;
    this.#at += 1;
    return number % options;
  }

  #pick<T>(options: readonly [T, ...T[]]): T {
    return options[this.#choose(options.length)] ?? options[0];
  }

  #fresh(base: string): string {
    this.#counter += 1;
    return `${base}${this.#counter}`;
  }

  #line(text: string): void {
    this.#lines.push("  ".repeat(this.#indent) + text);
  }

  #helper(globals: readonly Name[]): string[] {
    const name = this.#fresh("helper");
    const takes = Array.from({ length: this.#choose(3) }, () =>
      this.#pick<Kind>(["text", "word", "number", "word", "texts", "record", "boolean"]),
    );
    const isAsync = this.#choose(2) === 1;
    const gives = isAsync
      ? this.#pick<Kind>(["text", "photo", "answer", "record", "texts"])
      : this.#pick<Kind>(["text", "word", "number", "texts", "record", "photoPromise"]);
    const parameters = takes.map((kind, index) => ({ name: `${name}p${index}`, kind, changes: true }));
    const outer = { lines: this.#lines, names: this.#names, async: this.#async };
    this.#lines = [];
    this.#names = [...globals, ...parameters];
    this.#async = isAsync;
    for (let count = this.#choose(4); count > 0; count--) this.#statement();
    const result = this.#expression(gives);
    const body = [...this.#lines, `  return ${result};`];
    [this.#lines, this.#names, this.#async] = [outer.lines, outer.names, outer.async];
    const defaulted = this.#choose(2) === 1 && takes.at(-1) === "word";
    const list = parameters.map(({ name: parameter, kind }, index) =>
      defaulted && index === parameters.length - 1
        ? `${parameter} = "plain"`
        : `${parameter}: ${typeOf(kind)}`,
    );
    this.#helpers.push({ name, takes: defaulted ? takes.slice(0, -1) : takes, gives, isAsync });
    return this.#choose(2) === 0
      ? [`${isAsync ? "async " : ""}function ${name}(${list.join(", ")}) {`, ...body, "}"]
      : [`const ${name} = ${isAsync ? "async " : ""}(${list.join(", ")}) => {`, ...body, "};"];
  }

  #statement(): void {
    if (this.#depth > 2) return this.#declare();
    this.#depth += 1;
    switch (this.#choose(12)) {
      case 0:
      case 1:
      case 2:
        this.#declare();
        break;
      case 3:
        this.#destructure();
        break;
      case 4:
        this.#assign();
        break;
      case 5:
        this.#mutate();
        break;
      case 6:
        this.#loop();
        break;
      case 7:
        this.#condition();
        break;
      case 8:
        this.#parallel();
        break;
      case 9:
        this.#mapped();
        break;
      case 10:
        this.#block(() => this.#statement());
        break;
      default:
        this.#promise();
    }
    this.#depth -= 1;
  }

  #declare(): void {
    const kinds: [Kind, ...Kind[]] = ["text", "word", "number", "texts", "record", "records", "boolean"];
    if (this.#async) kinds.push("photo", "answer", "photo", "answer");
    const kind = this.#pick(kinds);
    const value = this.#expression(kind);
    const changes = this.#choose(3) === 1;
    const shadowed =
      this.#choose(8) === 1 ? this.#names.find((name) => /^\w+$/.test(name.name))?.name : undefined;
    // A name shadowed in its own initializer would be read before it is defined.
    const name =
      shadowed === undefined || value.includes(shadowed) || this.#depth < 2
        ? this.#fresh(kind)
        : this.#fresh("v");
    this.#line(`${changes ? "let" : "const"} ${name} = ${value};`);
    this.#names.push({ name, kind, changes });
  }

  #destructure(): void {
    if (this.#choose(2) === 0) {
      const [text, count] = [this.#fresh("text"), this.#fresh("number")];
      this.#line(`const { text: ${text}, count: ${count} = 3 } = ${this.#expression("record")};`);
      this.#names.push(
        { name: text, kind: "text", changes: false },
        { name: count, kind: "number", changes: false },
      );
    } else {
      const [first, rest] = [this.#fresh("text"), this.#fresh("texts")];
      this.#line(`const [${first} = "none", ...${rest}] = ${this.#expression("texts")};`);
      this.#names.push(
        { name: first, kind: "text", changes: false },
        { name: rest, kind: "texts", changes: false },
      );
    }
  }

  #assign(): void {
    const target = this.#findName(({ changes, name }) => changes && !name.includes("."));
    if (target === undefined) return this.#declare();
    const operator =
      (target.kind === "text" || target.kind === "number") && this.#choose(2) === 1 ? "+=" : "=";
    this.#line(`${target.name} ${operator} ${this.#expression(target.kind)};`);
  }

  #mutate(): void {
    const target = this.#findName(({ kind }) => kind === "texts" || kind === "record" || kind === "records");
    if (target === undefined) return this.#declare();
    if (target.kind === "texts") {
      const spread = this.#choose(3) === 1 ? `...${this.#expression("texts")}` : this.#expression("text");
      this.#line(`${target.name}.push(${spread});`);
    } else if (target.kind === "records") this.#line(`${target.name}.push(${this.#expression("record")});`);
    else if (this.#choose(2) === 0) this.#line(`${target.name}.text = ${this.#expression("text")};`);
    else this.#line(`${target.name}.count += ${this.#expression("number")};`);
  }

  #loop(): void {
    const item = this.#fresh("item");
    switch (this.#choose(3)) {
      case 0: {
        // A copy: a body that appends to the list it goes over would never end.
        this.#line(`for (const ${item} of [...${this.#expression("texts")}]) {`);
        this.#body([{ name: item, kind: "text", changes: false }]);
        break;
      }
      case 1: {
        this.#line(`for (const ${item} of [...${this.#expression("records")}]) {`);
        this.#body([{ name: item, kind: "record", changes: false }]);
        break;
      }
      default: {
        this.#line(`for (let ${item} = 0; ${item} < ${1 + this.#choose(3)}; ${item}++) {`);
        this.#body([{ name: item, kind: "number", changes: false }]);
      }
    }
  }

  #body(inside: readonly Name[]): void {
    const outer = this.#names;
    this.#names = [...outer, ...inside];
    this.#indent += 1;
    if (this.#choose(3) === 1) {
      const jump = this.#choose(3) === 1 ? "break" : "continue";
      this.#line(`if (${this.#expression("number")} > ${this.#expression("number")}) ${jump};`);
    }
    for (let count = 1 + this.#choose(2); count > 0; count--) this.#statement();
    this.#indent -= 1;
    this.#names = outer;
    this.#line("}");
  }

  #condition(): void {
    this.#line(`if (${this.#expression("boolean")}) {`);
    this.#block(() => this.#statement(), false);
    if (this.#choose(2) === 1) {
      this.#line("} else {");
      this.#block(() => this.#statement(), false);
    }
    this.#line("}");
  }

  #block(write: () => void, braces = true): void {
    const outer = this.#names;
    this.#names = [...outer];
    if (braces) this.#line("{");
    this.#indent += 1;
    write();
    this.#indent -= 1;
    if (braces) this.#line("}");
    this.#names = outer;
  }

  #parallel(): void {
    if (!this.#async) return this.#declare();
    const [photo, answer] = [this.#fresh("photo"), this.#fresh("answer")];
    this.#line(
      `const [${photo}, ${answer}] = await Promise.all([${this.#expression("photoPromise")}, ${this.#expression("answerPromise")}]);`,
    );
    this.#names.push(
      { name: photo, kind: "photo", changes: false },
      { name: answer, kind: "answer", changes: false },
    );
  }

  #mapped(): void {
    if (!this.#async) return this.#declare();
    const [names, item] = [this.#fresh("texts"), this.#fresh("item")];
    const outer = { lines: this.#lines, names: this.#names };
    this.#lines = [];
    this.#names = [...outer.names, { name: item, kind: "record", changes: false }];
    this.#indent += 1;
    this.#statement();
    const result = this.#expression("text");
    this.#indent -= 1;
    const body = this.#lines;
    [this.#lines, this.#names] = [outer.lines, outer.names];
    this.#line(`const ${names} = await Promise.all(${this.#expression("records")}.map(async (${item}) => {`);
    this.#lines.push(...body);
    this.#line(`  return ${result};`);
    this.#line("}));");
    this.#names.push({ name: names, kind: "texts", changes: false });
  }

  #promise(): void {
    const kind = this.#pick<Kind>(["photoPromise", "answerPromise"]);
    const name = this.#fresh(kind);
    this.#line(`const ${name} = ${this.#expression(kind)};`);
    this.#names.push({ name, kind, changes: false });
  }

  #findName(fits: (name: Name) => boolean): Name | undefined {
    const fitting = this.#names.filter(fits);
    return fitting[this.#choose(fitting.length || 1)];
  }

  #expression(kind: Kind): string {
    this.#depth += 1;
    const written = this.#depth > 5 ? this.#simple(kind) : this.#compound(kind);
    this.#depth -= 1;
    return written;
  }

  /** An expression inside a callback that is not async. */
  #inCallback(kind: Kind): string {
    const outer = this.#async;
    this.#async = false;
    const written = this.#expression(kind);
    this.#async = outer;
    return written;
  }

  #simple(kind: Kind): string {
    const name = this.#findName((candidate) => candidate.kind === kind);
    if (name !== undefined && this.#choose(4) !== 3) return name.name;
    switch (kind) {
      case "number":
        return String(this.#choose(5));
      case "boolean":
        return this.#choose(2) === 0 ? "true" : "false";
      case "word":
        return JSON.stringify(this.#pick(["a chair", "", "é 椅子", "x".repeat(3), "cost $5"]));
      case "text": {
        const word = this.#findName((candidate) => candidate.kind === "word");
        return word?.name ?? `"plain"`;
      }
      case "texts":
        return `["one", "two"]`;
      case "record":
        return `{ text: "t", note: "n", count: 1 }`;
      case "records":
        return "scenes";
      case "photoPromise":
        return `flux({ prompt: "p" })`;
      case "answerPromise":
        return `llm({ model: "m", prompt: "p" })`;
      case "photo":
        return this.#async ? `(await flux({ prompt: "p" }))` : `{ images: [{ url: "u" }], prompt: "p" }`;
      case "answer":
        return this.#async ? `(await llm({ model: "m", prompt: "p" }))` : `{ output: "o" }`;
    }
  }

  #compound(kind: Kind): string {
    const call = this.#choose(5) === 1 ? this.#helperCall(kind) : undefined;
    if (call !== undefined) return call;
    const e = (inner: Kind) => this.#expression(inner);
    switch (kind) {
      case "number":
        return this.#pick([
          () => this.#simple("number"),
          () => `(${e("number")} + ${e("number")})`,
          () => `${e("texts")}.length`,
          () => `${e("record")}.count`,
          () => `(${e("boolean")} ? ${e("number")} : ${e("number")})`,
          () => `Math.max(${e("number")}, 2)`,
          () => `${e("records")}.reduce((sum, { count }) => sum + count, ${e("number")})`,
          () => `${e("records")}.findIndex(({ count }) => count > ${this.#inCallback("number")})`,
        ])();
      case "boolean":
        return this.#pick([
          () => this.#simple("boolean"),
          () => `${e("number")} > ${e("number")}`,
          () => `!${this.#simple("boolean")}`,
          () => `${e("word")} === ${e("word")}`,
          () => `(${e("boolean")} && ${e("boolean")})`,
          () => `[${e("word")}, ${e("word")}].includes(${e("word")})`,
          () => `${e("records")}.some(({ note }) => note === ${this.#inCallback("word")})`,
          () => `${e("records")}.every(({ count }) => count > ${this.#inCallback("number")})`,
        ])();
      case "word":
        return this.#pick([
          () => this.#simple("word"),
          () => `\`\${${e("word")}} of \${${e("number")}}\``,
          () => `(${e("word")} + ${e("number")})`,
          () => `${e("word")}.toUpperCase()`,
          () => `(${e("word")} || "empty")`,
          () => `String(${e("number")})`,
        ])();
      case "text":
        return this.#pick([
          () => this.#simple("text"),
          () => `\`\${${e("text")}}, \${${e("text")}}\``,
          () => `(${e("text")} + " and " + ${e("text")})`,
          () => `${e("record")}.text`,
          () => `${e("texts")}.join(", ")`,
          () => `${e("texts")}.reduce((before, t) => before + "; " + t, ${e("text")})`,
          () =>
            `(${e("records")}.find(({ count }) => count === ${this.#inCallback("number")})?.text ?? ${e("text")})`,
          () => `${this.#simple("photo")}.images[0].url`,
          () => `${this.#simple("answer")}.output`,
          () => `(${e("boolean")} ? ${e("text")} : ${e("text")})`,
          () => `(${e("number")} + ${e("word")} + ${e("text")})`,
        ])();
      case "texts":
        return this.#pick([
          () => this.#simple("texts"),
          () => `[${e("text")}, ${e("text")}]`,
          () => `[...${e("texts")}, ${e("text")}]`,
          () => `${e("records")}.map((r) => r.text)`,
          () => `${e("texts")}.slice(1)`,
          () => `[${e("texts")}, ${e("texts")}].flat()`,
          () => `[...${e("texts")}].reverse()`,
          () => `Array.from({ length: ${e("number")} }, (_, i) => i + ${this.#inCallback("text")})`,
          () => `${e("texts")}.map((t, i) => \`\${i}: \${t}\`)`,
          () => `${e("records")}.filter(({ count }) => count > 1).map(({ text }) => text)`,
        ])();
      case "record":
        return this.#pick([
          () => this.#simple("record"),
          () => `{ text: ${e("text")}, note: ${e("word")}, count: ${e("number")} }`,
          () => `{ ...${e("record")}, text: ${e("text")} }`,
          () => `{ note: ${e("word")}, text: ${e("text")}, count: 0, ...${e("record")} }`,
        ])();
      case "records":
        return this.#pick([
          () => this.#simple("records"),
          () => `[${e("record")}, ${e("record")}]`,
          () => `${e("records")}.toSorted((a, b) => b.count - a.count)`,
          () => `${e("records")}.map((r) => ({ ...r, note: r.note + "!" }))`,
        ])();
      case "photoPromise":
        return `flux({ prompt: ${e("text")}${this.#choose(3) === 1 ? `, num_images: ${e("number")}` : ""} })`;
      case "answerPromise":
        return `llm({ model: ${e("word")}, prompt: ${e("text")} })`;
      case "photo":
      case "answer": {
        if (!this.#async) return this.#simple(kind);
        const promise = kind === "photo" ? "photoPromise" : "answerPromise";
        return `(await ${this.#choose(2) === 0 ? this.#simple(promise) : e(promise)})`;
      }
    }
  }

  #helperCall(kind: Kind): string | undefined {
    const fitting = this.#helpers.filter(
      (helper) => helper.gives === kind && (!helper.isAsync || this.#async),
    );
    const helper = fitting[this.#choose(fitting.length || 1)];
    if (helper === undefined) return undefined;
    const written = `${helper.name}(${helper.takes.map((taken) => this.#expression(taken)).join(", ")})`;
    return helper.isAsync ? `(await ${written})` : written;
  }
}

function typeOf(kind: Kind): string {
  switch (kind) {
    case "number":
    case "boolean":
      return kind;
    case "word":
    case "text":
      return "string";
    case "texts":
      return "string[]";
    default:
      return "any";
  }
}
