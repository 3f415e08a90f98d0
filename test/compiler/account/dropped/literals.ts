/** Lists, objects and texts that lose a part. */
import {
  array,
  known,
  object,
  undefinedValue,
  type Value,
} from "../../../../src/compiler/2-evaluate/values/values.ts";
import { ts } from "../../../../src/compiler/typescript.ts";
import { butLast, type Dropped, workflow } from "./row.ts";

/** A list, an object or a text without its last part. */
export function shorter(value: Value): Value {
  if (value.kind === "array") return { ...array(butLast(value.elements)) };
  if (value.kind === "object")
    return { ...value, fields: object(butLast(Object.entries(value.fields))).fields };
  if (value.kind === "text") return { ...value, parts: butLast(value.parts) };
  return value.kind === "known" && typeof value.value === "string" ? known(value.value.slice(0, -1)) : value;
}

export const literals: readonly Dropped[] = [
  {
    name: "a spread object is evaluated, but not copied",
    of: "spreadFields",
    become:
      (spread) =>
      (node, _target, ...rest) =>
        spread(node, object(), ...rest),
    program: workflow(`
  const base = { data: 2 };
  return draw({ prompt: input.prompt, ...base });`),
  },
  {
    name: "a spread object loses a key that nothing else names",
    of: "ownEntries",
    become:
      (entries) =>
      (value, operator, ...rest) => {
        const found = entries(value, operator, ...rest);
        return operator === "..." && Array.isArray(found) ? butLast(found) : found;
      },
    program: workflow(`
  const base = Object.fromEntries(["list", "data"].map((key) => [key, key + "!"]));
  return draw({ prompt: input.prompt, ...base });`),
  },
  {
    name: "the whole of a result is spread without its last field",
    of: "expandWhole",
    become:
      (expand) =>
      (...args) => {
        const whole = expand(...args);
        return whole?.kind === "object" ? shorter(whole) : whole;
      },
    program: workflow(`
  const made = await draw({ prompt: input.prompt });
  return { ...made };`),
  },
  {
    name: "an object literal loses its last key",
    of: "objectLiteral",
    become:
      (literal) =>
      (node, ...rest) =>
        node.properties.length > 1 ? shorter(literal(node, ...rest)) : literal(node, ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: 1 });`),
  },
  {
    name: "a list literal loses its last element",
    of: "arrayLiteral",
    become:
      (literal) =>
      (...args) =>
        shorter(literal(...args)),
    program: workflow(`return draw({ prompt: input.prompt, list: ["a", "b"] });`),
  },
  {
    name: "a spread list loses its last element",
    of: "spreadElements",
    become:
      (spread) =>
      (...args) => {
        const elements = spread(...args);
        return Array.isArray(elements) ? butLast(elements) : elements;
      },
    program: workflow(`
  const some = ["b", "c"];
  return draw({ prompt: input.prompt, list: ["a", ...some] });`),
  },
  {
    name: "a list literal forgets what follows a spread",
    of: "arrayLiteral",
    become: (literal) => (node, place, machine) => {
      const whole = literal(node, place, machine);
      const at = node.elements.findIndex(ts.isSpreadElement);
      return at >= 0 && node.elements.length > at + 1 ? shorter(whole) : whole;
    },
    program: workflow(`
  const some = ["b"];
  return draw({ prompt: input.prompt, list: ["a", ...some, "z"] });`),
  },
  {
    name: "a template loses its last part",
    of: "templateExpression",
    become:
      (template) =>
      (...args) =>
        shorter(template(...args)),
    program: workflow("return draw({ prompt: `${input.prompt}, sharp` });"),
  },
  {
    name: "a known template loses its last letter",
    of: "templateExpression",
    become:
      (template) =>
      (...args) =>
        shorter(template(...args)),
    program: workflow("const count = 12;\n  return draw({ prompt: `take ${count}` });"),
  },
  {
    name: "a list in a template loses an element",
    of: "listPieces",
    become:
      (pieces) =>
      (...args) =>
        butLast(pieces(...args)),
    program: workflow('const words = ["a", "b"];\n  return draw({ prompt: `${input.prompt} ${words}` });'),
  },
  {
    name: "a sum of texts loses its last part",
    of: "joinText",
    become:
      (join) =>
      (pieces, ...rest) =>
        join(pieces.length > 2 ? butLast(pieces) : pieces, ...rest),
    program: workflow(`return draw({ prompt: input.prompt + ", " + "sharp" });`),
  },
  {
    name: "a computed key is lost",
    of: "memberKey",
    become: (keyOf) => (name, place, machine) => {
      const key = keyOf(name, place, machine);
      return "expression" in name ? "list" : key;
    },
    program: workflow(`
  const key = "data";
  return draw({ prompt: input.prompt, [key]: 1, list: 2 });`),
  },
  {
    name: "undefined takes the place of a field's value",
    of: "readProperty",
    become: (read) => (owner, access) => (access.key === "style" ? undefinedValue : read(owner, access)),
    program: workflow(`
  const look = { style: "soft" };
  return draw({ prompt: input.prompt, data: look.style });`),
  },
  {
    name: "an element read by its index is undefined",
    of: "readProperty",
    become:
      (read) =>
      (owner, ...rest) =>
        owner.kind === "array" ? undefinedValue : read(owner, ...rest),
    program: workflow(`
  const looks = ["soft", "bold"];
  return draw({ prompt: input.prompt, data: looks[1] });`),
  },
];
