/**
 * The classes of a generated program, at the top of a file or inside a function. All of them implement `Item`, so
 * that their values are interchangeable; how they implement it is random.
 */
import type { ClassName, Kind, Name } from "./writing/kinds.ts";
import { typeOf } from "./writing/kinds.ts";
import type { Writer } from "./writing/writer.ts";

const takes: readonly [Kind, ...Kind[]] = ["text", "number", "texts", "word", "record", "item"];

/** Kinds that a method does not reach outside its class: through them, methods could call each other endlessly. */
const closures: ReadonlySet<Kind> = new Set(["item", "edit"]);

interface Parts {
  readonly name: string;
  readonly base: ClassName | undefined;
  /** `this.text` and the like, as methods see them. */
  readonly fields: readonly Name[];
}

/** Writes a class, after the given keywords; it can be used from then on. */
export function writeClass(w: Writer, before = ""): ClassName {
  const name = w.fresh("Class");
  const base = w.classes.length > 0 && w.tape.chance(2) ? w.tape.pick(w.classes as [ClassName]) : undefined;
  const counts = w.tape.chance(3);
  const draws = w.tape.chance(3);
  const isPrivate = w.tape.chance(2);
  const isProperty = w.tape.chance(3);
  const fields: Name[] = [
    { name: "this.text", kind: "text", changes: true },
    { name: "this.count", kind: "number", changes: true },
    { name: "this.views", kind: "texts", changes: false },
    ...(isPrivate ? [{ name: "this.#seen", kind: "texts", changes: true } as const] : []),
  ];
  const parts: Parts = { name, base, fields };
  const taken = Array.from({ length: w.tape.choose(3) }, () => w.tape.pick(takes));
  const heritage = base === undefined ? "" : ` extends ${base.callee}`;
  w.block(
    `${before}class ${name}${heritage} {`,
    "}",
    () => {
      w.names = w.names.filter(({ kind }) => !closures.has(kind));
      if (counts) w.line(w.tape.pick(["static made = 0;", `static made = ${w.inCallback("number")};`]));
      writeFields(w, isPrivate, isProperty);
      writeConstructor(w, taken, counts, isProperty, parts);
      writeSay(w, parts);
      writeAdd(w, isPrivate, parts);
      writeLabel(w, parts);
      writeStatic(w, taken, parts);
      if (draws) writeDraw(w, parts);
    },
    // A method that calls a model could not be called in a `try`.
    { isFunction: true, hasOwnThis: true, isAsync: false, mayCall: w.mayCall && w.tape.chance(6) },
  );
  const made: ClassName = { callee: name, takes: taken, counts, draws };
  w.constructs.add(base === undefined ? "class" : "class that extends another");
  w.classes = [...w.classes, made];
  return made;
}

/**
 * A derived class has the fields of its base, and may initialize them again. Beside parameter properties, no field
 * reads another: their order depends on an option of the project, so falc refuses it.
 */
function writeFields(w: Writer, isPrivate: boolean, isProperty: boolean): void {
  const seen: Name[] = [];
  const field = (name: string, kind: Kind) => {
    w.line(`${name}${w.tape.chance(2) ? `: ${typeOf[kind]}` : ""} = ${w.inCallback(kind, seen)};`);
    if (!isProperty) seen.push({ name: `this.${name}`, kind, changes: false });
  };
  field("text", "text");
  field("count", "number");
  field("views", "texts");
  if (isPrivate) field("#seen", "texts");
}

function writeConstructor(
  w: Writer,
  taken: readonly Kind[],
  counts: boolean,
  isProperty: boolean,
  { name, base, fields }: Parts,
): void {
  const names = taken.map((kind, index): Name => ({ name: `p${index}`, kind, changes: true }));
  const list = names.map((each) => `${isProperty ? "readonly " : ""}${each.name}: ${typeOf[each.kind]}`);
  if (list.length === 0 && base === undefined && !counts) return;
  w.block(
    `constructor(${list.join(", ")}) {`,
    "}",
    () => {
      if (base !== undefined) w.line(`super(${base.takes.map((kind) => w.of(kind)).join(", ")});`);
      if (counts) w.line(`${name}.made += 1;`);
      w.names = [...w.names, ...fields];
      for (const each of names) {
        if (each.kind === "text" || each.kind === "word")
          w.line(`this.text ${w.tape.pick(["=", "+="])} ${each.name};`);
        if (each.kind === "number") w.line(`this.count ${w.tape.pick(["=", "+="])} ${each.name};`);
        if (each.kind === "texts") w.line(`this.views = ${each.name};`);
      }
      w.statementsUpTo(1);
    },
    { names, isFunction: true },
  );
}

function writeSay(w: Writer, { base, fields }: Parts): void {
  const names: Name[] = [...fields, { name: "t", kind: "text", changes: true }];
  if (base !== undefined && w.tape.chance(3)) return;
  w.block(
    "say(t: string): string {",
    "}",
    () => {
      w.statementsUpTo(1);
      w.line(`return ${base !== undefined && w.tape.chance(2) ? "super.say(t) + " : ""}${w.of("text")};`);
    },
    { names, isFunction: true },
  );
}

/** For chained calls. */
function writeAdd(w: Writer, isPrivate: boolean, { base, fields }: Parts): void {
  const names: Name[] = [...fields, { name: "t", kind: "text", changes: true }];
  if (base !== undefined && w.tape.chance(2)) return;
  w.block(
    "add(t: string): this {",
    "}",
    () => {
      if (base !== undefined && w.tape.chance(2)) w.line("super.add(t);");
      w.line(
        w.tape.pick(["this.views.push(t);", "this.text += t;", "this.views = [...this.views, this.say(t)];"]),
      );
      if (isPrivate) w.line("this.#seen.push(t);");
      w.statementsUpTo(1);
      w.line("return this;");
    },
    { names, isFunction: true },
  );
}

/** A getter and a setter; one without the other would hide the base's. */
function writeLabel(w: Writer, { base, fields }: Parts): void {
  if (base !== undefined && w.tape.chance(2)) return;
  const before =
    base !== undefined && w.tape.chance(2) ? "super.label + " : w.tape.pick(["", "this.say(style) + "]);
  w.block("get label(): string {", "}", () => w.line(`return ${before}${w.of("text")};`), {
    names: fields,
    isFunction: true,
  });
  const names: Name[] = [...fields, { name: "value", kind: "text", changes: false }];
  w.block(
    "set label(value: string) {",
    "}",
    () => {
      w.line(`this.text = ${w.of("text")};`);
      w.statementsUpTo(1);
    },
    { names, isFunction: true },
  );
}

function writeStatic(w: Writer, taken: readonly Kind[], { name }: Parts): void {
  const list = taken.map((kind, index) => `p${index}: ${typeOf[kind]}`).join(", ");
  const args = taken.map((_, index) => `p${index}`).join(", ");
  const made = w.tape.pick([`new ${name}(${args})`, `new this(${args})`, `this.#made(${args})`]);
  if (made.startsWith("this.")) w.line(`static #made(${list}) { return new ${name}(${args}); }`);
  w.line(`static of(${list}) { return ${made}; }`);
}

function writeDraw(w: Writer, { fields }: Parts): void {
  const names: Name[] = [...fields, { name: "t", kind: "text", changes: true }];
  w.block(
    "async draw(t: string): Promise<string> {",
    "}",
    () => {
      w.line(`const made = await flux({ prompt: ${w.of("text")} });`);
      w.line("return made.images[0].url;");
    },
    { names, isAsync: true, isFunction: true, mayCall: true },
  );
}
