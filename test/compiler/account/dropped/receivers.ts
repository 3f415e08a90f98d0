/** `this`, `super` and inherited members that are lost, or are those of something else. */
import { known, undefinedValue, type Value } from "../../../../src/compiler/2-evaluate/values/values.ts";
import { type Dropped, workflow } from "./row.ts";

const looks = `
class Look {
  style = "soft";
  seed = 7;
  describe() { return this.style; }
  plain() { return "plain"; }
  get label() { return "look"; }
  static make() { return "made"; }
  static other() { return "other"; }
}
class Bold extends Look {
  override describe() { return super.describe() + "!"; }
  override get label() { return "bold " + super.label; }
  static override make() { return super.make() + "!"; }
}`;

/** The same object without its last field. */
function lesser(value: Value): Value {
  if (value.kind !== "object") return value;
  const fields = Object.fromEntries(Object.entries(value.fields).slice(0, -1));
  return { ...value, fields: Object.assign(Object.create(null) as typeof fields, fields) };
}

export const receivers: readonly Dropped[] = [
  {
    name: "this lacks a field",
    of: "thisKeyword",
    become:
      (rule) =>
      (...args) =>
        lesser(rule(...args)),
    program: workflow(`return draw({ prompt: input.prompt, data: new Look().whole() });`, {
      before: `class Look { style = "soft"; seed = 7; whole() { return { ...this }; } }`,
    }),
  },
  {
    name: "a method is called with the first this",
    of: "selfOf",
    become: (of) => {
      let first: unknown;
      return (...args) => {
        const self = of(...args);
        if (self?.kind === "object") first ??= self;
        return self?.kind === "object" ? first : self;
      };
    },
    program: workflow(`return draw({ prompt: input.prompt, list: [a.show(), b.show()] });`, {
      before: `class Look { constructor(readonly style: string) {} show() { return this.style; } }\nconst a = new Look("soft"), b = new Look("bold");`,
    }),
  },
  {
    name: "a getter is called with another this",
    of: "readMember",
    become:
      (read) =>
      (member, self, ...rest) =>
        read(member, member.kind === "accessor" ? lesser(self) : self, ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: new Look().shown ?? "none" });`, {
      before: `class Look { style = "soft"; seed?: number = 7; get shown() { return this.seed; } }`,
    }),
  },
  {
    name: "a setter is called with another this",
    of: "callSetter",
    become:
      (call) =>
      (setter, owner, ...rest) =>
        call(setter, lesser(owner), ...rest),
    program: workflow(
      `
  const look = new Look();
  look.name = "bold";
  return draw({ prompt: input.prompt, data: look.style });`,
      { before: `class Look { style = "soft"; seed = 7; set name(name: string) { this.style = name; } }` },
    ),
  },
  {
    name: "a field's initializer has another this",
    of: "defineField",
    become:
      (define) =>
      (owner, key, node, place, machine, self = owner) =>
        define(owner, key, node, place, machine, lesser(self)),
    program: workflow(`return draw({ prompt: input.prompt, data: { ...new Look() } });`, {
      before: `class Look { style = "soft"; copy = this.style ?? "none"; }`,
    }),
  },
  {
    name: "a static block has another this",
    of: "classes:runBlock",
    become:
      (run) =>
      (block, self, ...rest) =>
        run(block, { ...self, statics: lesser(self.statics) }, ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: Look.style });`, {
      before: `class Look { static style = "soft"; static { this.style = "bold"; } }`,
    }),
  },
  {
    name: "call forgets its this",
    of: "callWith",
    become: (call) => (fn, given) =>
      call(fn, { ...given, args: [lesser(given.args[0]), ...given.args.slice(1)] }),
    program: workflow(
      `return draw({ prompt: input.prompt, data: show.call({ style: "soft", seed: 7 }) ?? "none" });`,
      {
        before: `function show(this: { style: string; seed?: number }) { return this.seed; }`,
      },
    ),
  },
  {
    name: "bind forgets its this",
    of: "function-members:bind",
    become: (bind) => (fn, given) =>
      bind(fn, { ...given, args: [lesser(given.args[0]), ...given.args.slice(1)] }),
    program: workflow(
      `
  const bound = show.bind({ style: "soft", seed: 7 });
  return draw({ prompt: input.prompt, data: bound() ?? "none" });`,
      { before: `function show(this: { style: string; seed?: number }) { return this.seed; }` },
    ),
  },
  {
    name: "new.target is lost",
    of: "metaProperty",
    become: () => () => undefinedValue,
    program: workflow(`return draw({ prompt: input.prompt, data: { ...new Look() } });`, {
      before: `class Look { kind: string; constructor() { this.kind = new.target?.name ?? "none"; } }`,
    }),
  },
  {
    name: "super.method() calls another method",
    of: "superAccess",
    become:
      (access) =>
      (node, ...rest) =>
        access(Object.create(node, { name: { value: { ...node.name, text: "plain" } } }), ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: new Bold().describe() });`, {
      before: looks,
    }),
  },
  {
    name: "a getter through super gives nothing",
    of: "superAccess",
    become:
      (access) =>
      (node, ...rest) =>
        node.name?.text === "label" ? known("") : access(node, ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: new Bold().label });`, { before: looks }),
  },
  {
    name: "a getter through super has another this",
    of: "readMember",
    become:
      (read) =>
      (member, self, ...rest) =>
        read(member, member.kind === "accessor" ? lesser(self) : self, ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: new Bold().show() ?? "none" });`, {
      before: `class Look { style = "soft"; seed?: number = 7; get label() { return this.seed; } }\nclass Bold extends Look { show() { return super.label; } }`,
    }),
  },
  {
    name: "a static super.method() calls another method",
    of: "superAccess",
    become:
      (access) =>
      (node, ...rest) =>
        access(Object.create(node, { name: { value: { ...node.name, text: "other" } } }), ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: Bold.make() });`, { before: looks }),
  },
  {
    name: "an inherited method is not found",
    of: "inheritedFrom",
    become: () => (from, name) => from?.members.get(name),
    program: workflow(`return draw({ prompt: input.prompt, data: new Bold().plain?.() ?? "none" });`, {
      before: looks,
    }),
  },
  {
    name: "a method of a base is called instead of its override",
    of: "inheritedFrom",
    become: (inherited) => (from, name) => inherited(from?.base ?? from, name),
    program: workflow(`return draw({ prompt: input.prompt, data: new Bold().show() });`, {
      before: `class Look { show() { return "soft"; } }\nclass Bold extends Look { override show() { return "bold"; } }`,
    }),
  },
  {
    name: "an inherited static method is not found",
    of: "staticMember",
    become: (find) => (from, name) => {
      const found = find(from, name);
      return found?.owner === from ? found : undefined;
    },
    program: workflow(`return draw({ prompt: input.prompt, data: Bold.other?.() ?? "none" });`, {
      before: looks,
    }),
  },
  {
    name: "an inherited static field is not found",
    of: "staticMember",
    become: (find) => (from, name) => {
      const found = find(from, name);
      return found?.owner === from ? found : undefined;
    },
    program: workflow(`return draw({ prompt: input.prompt, data: Bold.style ?? "none" });`, {
      before: `class Look { static style?: string = "soft"; }\nclass Bold extends Look {}`,
    }),
  },
  {
    name: "a private field of two classes is lost",
    of: "readPrivate",
    become: () => () => undefinedValue,
    program: workflow(`return draw({ prompt: input.prompt, data: new Bold().show() ?? "none" });`, {
      before: `class Look { #style = "soft"; base() { return this.#style; } }\nclass Bold extends Look { #style?: string = "bold"; show() { return this.#style; } }`,
    }),
  },
  {
    name: "a private getter gives nothing",
    of: "readPrivate",
    become: () => () => undefinedValue,
    program: workflow(`return draw({ prompt: input.prompt, data: new Look().show() ?? "none" });`, {
      before: `class Look { get #style(): string | undefined { return "soft"; } show() { return this.#style; } }`,
    }),
  },
  {
    name: "an assignment to a private field of two classes is lost",
    of: "privateTarget",
    become:
      (target) =>
      (...args) => ({ ...target(...args), write: () => undefined }),
    program: workflow(
      `
  const bold = new Bold();
  bold.change();
  return draw({ prompt: input.prompt, data: bold.show() });`,
      {
        before: `class Look { #style = "soft"; base() { return this.#style; } }\nclass Bold extends Look { #style = "bold"; change() { this.#style = "sharp"; } show() { return this.#style; } }`,
      },
    ),
  },
  {
    name: "an object's own toString loses a letter",
    of: "ownText",
    become:
      (text) =>
      (...args) => {
        const shown = text(...args);
        return shown?.kind === "known" ? known(String(shown.value).slice(0, -1)) : shown;
      },
    program: workflow(
      `return draw({ prompt: \`\${input.prompt}, \${new Look()}\`, data: "a " + new Look() });`,
      {
        before: `class Look { toString() { return "soft"; } }`,
      },
    ),
  },
  {
    name: "an error in a template loses its message",
    of: "errorPieces",
    become:
      (pieces) =>
      (...args) =>
        pieces(...args)?.slice(0, 1),
    program: workflow(`return draw({ prompt: input.prompt, data: \`\${new TypeError("no")}\` });`),
  },
  {
    name: "an error loses the message that super() was given",
    of: "fillError",
    become: (fill) => (instance, from, call) => fill(instance, from, { ...call, args: [] }),
    program: workflow(`return draw({ prompt: input.prompt, data: new Refusal("no").message });`, {
      before: `class Refusal extends Error { constructor(text: string) { super(text); } }`,
    }),
  },
  {
    name: "a class's name is lost",
    of: "nameAt",
    become: () => () => "none",
    program: workflow(`return draw({ prompt: input.prompt, data: [Look.name, look.name] });`, {
      before: `class Look {}\nconst look = () => 1;`,
    }),
  },
  {
    name: "a class loses a method",
    of: "addMember",
    become:
      (add) =>
      (member, key, ...rest) =>
        key === "extra" ? undefined : add(member, key, ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: new Look().extra?.() ?? "none" });`, {
      before: `class Look { show() { return 1; } extra() { return "soft"; } }`,
    }),
  },
  {
    name: "a class loses its iterator",
    of: "iteratorOf",
    become: () => () => undefined,
    program: workflow(
      `return draw({ prompt: input.prompt, data: new Look()[Symbol.iterator] === undefined });`,
      {
        before: `class Look { *[Symbol.iterator]() { yield "a"; } }`,
      },
    ),
  },
  {
    name: "instanceof says no",
    of: "instance-of:instanceOf",
    become: () => () => known(false),
    program: workflow(
      `return draw({ prompt: input.prompt, data: [[] instanceof Array, new Map() instanceof Map, new TypeError("no") instanceof Error] });`,
    ),
  },
];
