/** Namespaces, enums, exports and imports that lose a member. */
import { normal } from "../../../../src/compiler/2-evaluate/machine/machine.ts";
import { known, undefinedValue } from "../../../../src/compiler/2-evaluate/values/values.ts";
import { butLast, type Dropped, workflow } from "./row.ts";

interface Target {
  readonly read: () => unknown;
}

const unwritten = (target: Target) => ("kind" in target ? target : { ...target, write: () => undefined });

const styles = {
  "_styles.ts": `export const soft = "soft";\nexport const bold = "bold";\nexport default "plain";`,
};

export const namespaces: readonly Dropped[] = [
  {
    name: "what a namespace exports has no value",
    of: "declarations:setMember",
    become:
      (set) =>
      (holder, name, _, ...rest) =>
        set(holder, name, undefinedValue, ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: Styles.soft ?? "none" });`, {
      before: `namespace Styles { export const soft: string | undefined = "soft"; }`,
    }),
  },
  {
    name: "what a namespace exports is not a property of it",
    of: "declarations:setMember",
    become: () => () => undefined,
    program: workflow(`return draw({ prompt: input.prompt, data: Object.keys(Styles) });`, {
      before: `namespace Styles { export const soft = "soft", bold = "bold"; }`,
    }),
  },
  {
    name: "an assignment inside a namespace to what it exports is lost",
    of: "variableTarget",
    become:
      (target) =>
      (...args) =>
        unwritten(target(...args)),
    program: workflow(`return draw({ prompt: input.prompt, data: Counter.count });`, {
      before: `namespace Counter { export let count = 1; count = 2; }`,
    }),
  },
  {
    name: "a count of what a namespace exports is lost",
    of: "variableTarget",
    become:
      (target) =>
      (...args) =>
        unwritten(target(...args)),
    program: workflow(`return draw({ prompt: input.prompt, data: Counter.count });`, {
      before: `namespace Counter { export let count = 1; count++; count += 2; }`,
    }),
  },
  {
    name: "a pattern in a namespace loses what it exports",
    of: "declarations:setMember",
    become:
      (set) =>
      (holder, name, value, ...rest) =>
        name.text === "bold" ? undefined : set(holder, name, value, ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: Styles.bold ?? "none" });`, {
      before: `namespace Styles { export const { soft, bold } = { soft: "s", bold: "b" as string | undefined }; }`,
    }),
  },
  {
    name: "a function that a namespace exports is lost",
    of: "exportDeclared",
    become: () => () => undefined,
    program: workflow(`return draw({ prompt: input.prompt, data: Styles.show?.() ?? "none" });`, {
      before: `namespace Styles { export function show() { return "soft"; } }`,
    }),
  },
  {
    name: "a class that a namespace exports is lost",
    of: "exportDeclared",
    become: () => () => undefined,
    program: workflow(`return draw({ prompt: input.prompt, data: Styles.Look?.style ?? "none" });`, {
      before: `namespace Styles { export class Look { static style = "soft"; } }`,
    }),
  },
  {
    name: "a namespace's code does not run",
    of: "namespaceDeclaration",
    become: (rule) => {
      let count = 0;
      return (...args) => (count++ === 0 ? rule(...args) : normal);
    },
    program: workflow(`return draw({ prompt: input.prompt, list: said });`, {
      before: `const said: string[] = [];\nnamespace Styles { export const a = said.push("a"); }\nnamespace Styles { export const b = said.push("b"); }`,
    }),
  },
  {
    name: "a namespace loses its last statement",
    of: "namespaceDeclaration",
    become:
      (rule) =>
      (node, ...rest) =>
        rule(
          Object.create(node, {
            body: {
              value: Object.create(node.body, { statements: { value: butLast(node.body.statements) } }),
            },
          }),
          ...rest,
        ),
    program: workflow(`return draw({ prompt: input.prompt, list: Styles.all });`, {
      before: `namespace Styles { export const all: string[] = []; all.push("a"); all.push("b"); }`,
    }),
  },
  {
    name: "an alias of a namespace's member has no value",
    of: "entityValue",
    become: () => () => known("none"),
    program: workflow(`return draw({ prompt: input.prompt, data: soft });`, {
      before: `namespace Styles { export const soft = "soft"; }\nimport soft = Styles.soft;`,
    }),
  },
  {
    name: "import * as loses a member",
    of: "readNamespace",
    become: (read) => (owner, access) => (access.key === "bold" ? undefinedValue : read(owner, access)),
    program: workflow(`return draw({ prompt: input.prompt, list: [styles.soft, styles.bold ?? "none"] });`, {
      before: `import * as styles from "./_styles.ts";`,
      files: styles,
    }),
  },
  {
    name: "an import is another export",
    of: "ResolvedNames.resolveExport",
    become: (resolve) =>
      function (this: unknown, module, name, seen) {
        return resolve.call(this, module, name === "bold" ? "soft" : name, seen);
      },
    program: workflow(`return draw({ prompt: input.prompt, data: bold });`, {
      before: `import { bold } from "./_styles.ts";`,
      files: styles,
    }),
  },
  {
    name: "a re-export is another export",
    of: "ResolvedNames.resolveExport",
    become: (resolve) =>
      function (this: unknown, module, name, seen) {
        return resolve.call(this, module, name === "bold" ? "soft" : name, seen);
      },
    program: workflow(`return draw({ prompt: input.prompt, list: [strong, all.bold] });`, {
      before: `import { strong, all } from "./_all.ts";`,
      files: {
        ...styles,
        "_all.ts": `export { bold as strong } from "./_styles.ts";\nexport * as all from "./_styles.ts";`,
      },
    }),
  },
  {
    name: "export * gives another export",
    of: "ResolvedNames.resolveExport",
    become: (resolve) =>
      function (this: unknown, module, name, seen) {
        return resolve.call(this, module, name === "bold" ? "soft" : name, seen);
      },
    program: workflow(`return draw({ prompt: input.prompt, data: bold });`, {
      before: `import { bold } from "./_all.ts";`,
      files: { ...styles, "_all.ts": `export * from "./_styles.ts";` },
    }),
  },
  {
    name: "the default export has another value",
    of: "defaultExport",
    become: (rule) => (node, place, machine) => {
      const completion = rule(node, place, machine);
      const declared = place.scope.own("default");
      if (declared?.value?.kind === "known") declared.value = known("none");
      return completion;
    },
    program: workflow(`return draw({ prompt: input.prompt, data: plain });`, {
      before: `import plain from "./_styles.ts";`,
      files: styles,
    }),
  },
  {
    name: "an enum's member has another value",
    of: "memberValue",
    become:
      (value) =>
      (member, ...rest) =>
        member.initializer === undefined ? value(member, ...rest) : known("none"),
    program: workflow(`return draw({ prompt: input.prompt, data: Look.Bold });`, {
      before: `enum Look { Soft = "soft", Bold = "bold" }`,
    }),
  },
  {
    name: "an enum does not count on",
    of: "memberValue",
    become:
      (value) =>
      (member, next, ...rest) =>
        value(member, next === undefined ? undefined : 0, ...rest),
    program: workflow(`return draw({ prompt: input.prompt, data: [Size.Small, Size.Large] });`, {
      before: `enum Size { Small = 3, Large }`,
    }),
  },
  {
    name: "an enum cannot be looked up by its numbers",
    of: "addMembers",
    become:
      (add) =>
      (members, ...rest) => {
        const result = add(members, ...rest);
        delete members.fields["1"];
        return result;
      },
    program: workflow(`return draw({ prompt: input.prompt, data: Size[1] ?? "none" });`, {
      before: `enum Size { Small, Large }`,
    }),
  },
  {
    name: "a second block of an enum is lost",
    of: "enumDeclaration",
    become: (rule) => {
      let count = 0;
      return (...args) => (count++ === 0 ? rule(...args) : normal);
    },
    program: workflow(`return draw({ prompt: input.prompt, data: Object.keys(Look) });`, {
      before: `enum Look { Soft = "soft" }\nenum Look { Bold = "bold" }`,
    }),
  },
];
