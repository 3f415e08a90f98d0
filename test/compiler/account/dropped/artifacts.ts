/** What is lost between the evaluated workflow and its files. */
import { butLast, type Dropped, workflow } from "./row.ts";

const two = workflow(`
  const first = await draw({ prompt: input.prompt, data: { look: "soft", seed: 7 }, list: ["a", "b"] });
  const second = await draw({ prompt: \`\${first.texts[0]}, \${input.prompt}, again\`, list: [1] }, { after: [first] });
  return { text: \`\${first.url} \${second.url}\`, image: second.image };`);

const defaults = workflow(
  `
  const { size = 512 } = input;
  return draw({ prompt: input.prompt, data: size });`,
  { input: "prompt: string; size?: number" },
);

const reused = workflow(`
  const first = await draw({ prompt: "a" }, { reuse: false });
  const second = await draw({ prompt: "b" }, { reuse: true });
  return { first: first.url, second: second.url };`);

/** Without its last entry, if it has several. */
const fewer = <Key, Held>(map: ReadonlyMap<Key, Held>) => new Map(map.size > 1 ? butLast([...map]) : map);

export const artifacts: readonly Dropped[] = [
  {
    name: "the copy of a call's input loses a field",
    of: "Snapshot.#fields",
    become: (fields) =>
      function (this: unknown, ...args) {
        const data = fields.apply(this, args);
        return { ...data, fields: fewer(data.fields) };
      },
    program: two,
  },
  {
    name: "the copy of a list loses an item",
    of: "Snapshot.#list",
    become: (list) =>
      function (this: unknown, ...args) {
        const data = list.apply(this, args);
        return { ...data, items: butLast(data.items) };
      },
    program: two,
  },
  {
    name: "the copy of a text loses a part",
    of: "Snapshot.#text",
    become: (text) =>
      function (this: unknown, ...args) {
        const data = text.apply(this, args);
        return { ...data, text: { ...data.text, parts: butLast(data.text.parts) } };
      },
    program: two,
  },
  {
    name: "null is left out of what is sent",
    of: "Snapshot.#fields",
    become: (fields) =>
      function (this: unknown, value, ...rest) {
        const isNull = ([, field]: [string, { kind: string; value?: unknown }]) => field.value === null;
        const kept = Object.entries<{ kind: string; value?: unknown }>(value.fields).filter(
          (each) => !isNull(each),
        );
        return fields.call(this, { ...value, fields: Object.fromEntries(kept) }, ...rest);
      },
    program: workflow(`return draw({ prompt: input.prompt, data: { seed: null, look: "soft" } });`),
  },
  {
    name: "the output loses a field",
    of: "snapshotRecord",
    become: (snapshot) => (value, node, place, machine, purpose) => {
      const data = snapshot(value, node, place, machine, purpose);
      return purpose === "returned by a workflow" ? { ...data, fields: fewer(data.fields) } : data;
    },
    program: two,
  },
  {
    name: "lowering loses a field",
    of: "Lowering.#record",
    become: (record) =>
      function (this: unknown, data, path) {
        return record.call(this, { ...data, fields: fewer(data.fields) }, path);
      },
    program: two,
  },
  {
    name: "lowering loses a node",
    of: "lower",
    become: (lower) => (evaluated) => {
      const lowered = lower(evaluated);
      return { ...lowered, graph: { ...lowered.graph, nodes: butLast(lowered.graph.nodes) } };
    },
    program: two,
  },
  {
    name: "lowering loses the dependencies",
    of: "lower:rootsOf",
    become: () => () => new Set(),
    program: two,
  },
  {
    name: "lowering loses what a call waits for",
    of: "lower",
    become: (lower) => (evaluated) => {
      for (const call of evaluated.calls) call.after = [];
      return lower(evaluated);
    },
    program: workflow(`
  const first = await draw({ prompt: "a" });
  const second = await draw({ prompt: "b" }, { after: [first] });
  return { first: first.url, second: second.url };`),
  },
  {
    name: "lowering loses which calls take no earlier answer",
    of: "lower",
    become: (lower) => (evaluated) => ({ ...lower(evaluated), neverReused: [] }),
    program: reused,
  },
  {
    name: "every call takes no earlier answer",
    of: "lower",
    become: (lower) => (evaluated) => {
      const lowered = lower(evaluated);
      return { ...lowered, neverReused: lowered.graph.nodes.map(({ id }: { id: string }) => id) };
    },
    program: reused,
  },
  {
    name: "a text node loses a part",
    of: "TextNodes.lower",
    become: (lower) =>
      function (this: unknown, data, path) {
        return lower.call(this, { ...data, text: { ...data.text, parts: butLast(data.text.parts) } }, path);
      },
    program: two,
  },
  {
    name: "a text node is not emitted",
    of: "lower",
    become: (lower) => (evaluated) => {
      const lowered = lower(evaluated);
      const nodes = lowered.graph.nodes.filter(({ app }: { app: string }) => !app.startsWith("fal-ai/"));
      return { ...lowered, graph: { ...lowered.graph, nodes } };
    },
    program: two,
  },
  {
    name: "printing loses the last key of the artifact",
    of: "printJson",
    become: (print) => (value) => print(Object.fromEntries(butLast(Object.entries(value)))),
    program: two,
  },
  {
    name: "the example input loses a field",
    of: "placeholders",
    become: (placeholders) => (evaluated) => fewer(placeholders(evaluated)),
    program: defaults,
  },
  {
    name: "a default is not in the interface",
    of: "InputDefaults.addTo",
    become: () => (schema) => schema,
    program: defaults,
  },
  {
    name: "the interface loses a field",
    of: "emit",
    become: (emit) => (lowered) => {
      const { inputSchema } = lowered.workflow;
      const properties = Object.fromEntries(butLast(Object.entries(inputSchema.properties)));
      return emit({
        ...lowered,
        workflow: { ...lowered.workflow, inputSchema: { ...inputSchema, properties } },
      });
    },
    program: defaults,
  },
  {
    name: "the interface loses what is required",
    of: "emit",
    become: (emit) => (lowered) => {
      const { required: _, ...inputSchema } = lowered.workflow.inputSchema;
      return emit({ ...lowered, workflow: { ...lowered.workflow, inputSchema } });
    },
    program: defaults,
  },
  {
    name: "the schema of the output loses a field",
    of: "recordSchema",
    become: (schema) => (data) => schema({ ...data, fields: fewer(data.fields) }),
    program: two,
  },
  {
    name: "the schema of a list loses an item",
    of: "listSchema",
    become:
      (schema) =>
      ({ items }) =>
        schema({ items: butLast(items) }),
    program: workflow(`
  const made = await draw({ prompt: input.prompt });
  return { both: [made.url, made.image] };`),
  },
];
