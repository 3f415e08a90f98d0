/** Types of the input that lose a part where they are read, and loops and callbacks whose loss only closures notice. */
import { undefinedValue } from "../../../../src/compiler/2-evaluate/values/values.ts";
import { butLast, type Dropped, workflow } from "./row.ts";

const typed = {
  "main.ts": `import { model } from "falc";
const draw = model<{ prompt: string; data?: unknown }, { url: string }>("me/draw");
interface Look {
  /** How it looks. */
  style: "soft" | "bold";
  size: { width: number; height: number };
  tags: { name: string; weight: number }[];
}
export default async function workflow(input: { prompt: string; look: Look }) {
  return draw({ prompt: input.prompt, data: input.look.style });
}
`,
};

export const types: readonly Dropped[] = [
  {
    name: "a type's union loses a choice",
    of: "unionSchema",
    become:
      (schema) =>
      (parts, ...rest) =>
        schema(butLast(parts), ...rest),
    program: typed,
  },
  {
    name: "a type's comment is lost",
    of: "fieldSchema",
    become:
      (schema) =>
      (field, ...rest) =>
        schema({ ...field, description: undefined }, ...rest),
    program: typed,
  },
  {
    name: "a field further in is lost",
    of: "objectSchema",
    become:
      (schema) =>
      (shape, ...rest) => {
        const fields = new Map([...shape.fields].filter(([key]) => key !== "height"));
        return schema({ ...shape, fields }, ...rest);
      },
    program: typed,
  },
  {
    name: "a field of a list's elements is lost",
    of: "objectSchema",
    become:
      (schema) =>
      (shape, ...rest) => {
        const fields = new Map([...shape.fields].filter(([key]) => key !== "weight"));
        return schema({ ...shape, fields }, ...rest);
      },
    program: typed,
  },
  {
    name: "a field is no longer required",
    of: "mayBeAbsent",
    become: (may) => (field) => field.shape.kind === "number" || may(field),
    program: typed,
  },
  {
    name: "a field is of another type",
    of: "toSchema",
    become:
      (schema) =>
      (shape, ...rest) =>
        shape.kind === "number" ? { type: "string" } : schema(shape, ...rest),
    program: typed,
  },
  {
    name: "all rounds of a for share their variable",
    of: "Scope.declare",
    become: (declare) => {
      let shared: { value: unknown } | undefined;
      return function (this: { adopt(variable: unknown): void }, name, constant, value) {
        if (name !== "index") return declare.call(this, name, constant, value);
        shared ??= declare.call(this, name, constant, value) as { value: unknown };
        shared.value = value;
        this.adopt(shared);
        return shared;
      };
    },
    program: workflow(`
  const all: (() => number)[] = [];
  for (let index = 0; index < 3; index++) all.push(() => index);
  return draw({ prompt: input.prompt, list: all.map((each) => each()) });`),
  },
  {
    name: "find finds nothing when its function changes the list",
    of: "callbackMethods.find",
    become:
      (find) =>
      (...args) => {
        find(...args);
        return undefinedValue;
      },
    program: workflow(`
  const list = ["a", "b"];
  const found = list.find((each) => { list.push("c"); return each === "b"; });
  return draw({ prompt: input.prompt, data: found ?? "none" });`),
  },
];
