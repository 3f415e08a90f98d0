/** Does the endpoint take it, and can fal's graph form carry it: model declarations, call inputs, texts, ids. */
import { entry } from "../entry.ts";
import { lastName, quote, tick } from "../wording.ts";

export const modelEntries = {
  "model-id-unknown": entry<{ text: string }>({
    kind: "unsupported",
    message: ({ text }) => `The endpoint ${tick(text)} is not known at compile time.`,
    why: "Each node of a graph names its endpoint; it cannot be chosen while the graph runs.",
    rewrite: () => `const flux = model("fal-ai/flux/dev");`,
  }),

  "model-id-invalid": entry<{ id: string }>({
    kind: "error",
    message: ({ id }) => `${quote(id)} is not an endpoint id.`,
    why: "Endpoint ids look like owner/app or owner/app/path: letters, digits, -, _ and dots between slashes.",
    rewrite: () => `const flux = model("fal-ai/flux/dev");`,
  }),

  "endpoint-unknown": entry<{ id: string; nearest: string | undefined }>({
    kind: "warning",
    message: ({ id, nearest }) =>
      `falc does not know the endpoint ${quote(id)}.${nearest === undefined ? "" : ` Is it ${quote(nearest)}?`}`,
    why: "A misspelt endpoint fails only when the workflow runs. Paths into its output cannot be checked either.",
    rewrite: ({ id, nearest }) =>
      nearest === undefined
        ? `const custom = model<{ prompt: string }, { image: { url: string } }>(${quote(id)});`
        : `model(${quote(nearest)})`,
  }),

  "model-input": entry<{ callee: string; what: string }>({
    kind: "unsupported",
    message: ({ callee, what }) => `${tick(callee)} takes an object written field by field; this is ${what}.`,
    why: "Which fields a call sends has to be known at compile time; fal silently drops fields it does not know.",
    rewrite: ({ callee }) => `await ${callee}({ prompt: input.prompt })`,
  }),

  "model-options": entry<{ text: string }>({
    kind: "error",
    message: ({ text }) => `The call's options are not right: ${text}.`,
    why: "A call's second argument fixes the node: { id: a known string, after: a list of results or promises }.",
    rewrite: () => `await flux({ prompt }, { id: "hero", after: [other] })`,
  }),

  "id-invalid": entry<{ id: string }>({
    kind: "error",
    message: ({ id }) => `${quote(id)} cannot be a node id.`,
    why: "Node ids are referred to as $id.path: letters, digits and _, a letter first, and neither input nor output.",
    rewrite: ({ id }) =>
      `{ id: ${quote(`node_${id.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^_+|_+$/g, "")}`)} }`,
  }),

  "id-duplicate": entry<{ id: string }>({
    kind: "error",
    message: ({ id }) => `Two calls have the id ${quote(id)}.`,
    why: "The id is the node's key in the graph: the second call would replace the first.",
    rewrite: ({ id }) => `{ id: ${quote(`${id}_2`)} }`,
  }),

  "string-starts-with-dollar": entry<{ text: string }>({
    kind: "unsupported",
    message: ({ text }) => `The string ${quote(shorten(text))} starts with "$".`,
    why: 'fal reads every string that starts with "$" as a reference and has no escape for it.',
    rewrite: ({ text }) => `${quote(` ${shorten(text)}`)}   // a space first, or other words first`,
  }),

  "text-not-string": entry<{ path: string; type: string; isInput: boolean; inside?: string }>({
    kind: "unsupported",
    message: ({ path, type }) => `${tick(path)} stands in a text, and is not a string but ${type}.`,
    why: "JavaScript would write the value out by its own rules; fal's text endpoints take only strings.",
    rewrite: ({ path, isInput, inside }) =>
      inside !== undefined
        ? `\`\${${path}${inside}}\`   // the string inside`
        : isInput
          ? `// take it as text\nexport const input = z.object({ ${lastName(path)}: z.string() });`
          : `// leave it out of the text, and return it beside it\nreturn { ${lastName(path)}: ${path} };`,
  }),

  "text-type-unknown": entry<{ path: string; endpoint: string }>({
    kind: "unsupported",
    message: ({ path }) => `${tick(path)} stands in a text, and falc does not know that it is a string.`,
    why: "JavaScript would write an object or a number out by its own rules; fal's text endpoints take only strings.",
    rewrite: ({ path, endpoint }) =>
      `const custom = model<{ prompt: string }, { ${lastName(path)}: string }>(${quote(endpoint)});`,
  }),

  "value-not-json": entry<{ what: string; rewrite: string }>({
    kind: "unsupported",
    message: ({ what }) => `${what} cannot be sent to a model.`,
    why: "Inputs and outputs are JSON, which would change or drop it in silence.",
    rewrite: ({ rewrite }) => rewrite,
  }),

  "path-missing": entry<{ path: string; key: string; valid: readonly string[]; nearest: string | undefined }>(
    {
      kind: "error",
      message: ({ path, key, valid, nearest }) =>
        `${tick(path)} has no ${tick(key)}.${nearest === undefined ? "" : ` Is it ${tick(nearest)}?`} ${
          valid.length === 0 ? "It has no fields." : `It has ${valid.slice(0, 12).map(tick).join(", ")}.`
        }`,
      why: "A reference to a field that does not exist fails the run after the models before it were paid for.",
      rewrite: ({ path, valid, nearest }) => {
        const key = nearest ?? valid[0];
        return key === undefined
          ? undefined
          : /^\d+$/.test(key)
            ? `${owner(path)}[${key}]`
            : `${owner(path)}.${key}`;
      },
    },
  ),

  "path-key": entry<{ path: string; key: string }>({
    kind: "unsupported",
    message: ({ path, key }) => `A graph cannot say ${tick(`${path}[${JSON.stringify(key)}]`)}.`,
    why: "fal's references have only identifiers and non-negative list indices between their dots.",
    rewrite: ({ path }) => `${path}   // pass the whole value on, or rename the field`,
  }),

  "result-unused": entry<{ callee: string }>({
    kind: "warning",
    message: ({ callee }) => `The result of ${tick(callee)} is not used.`,
    why: "The node runs and is billed all the same.",
    rewrite: ({ callee }) =>
      `// remove the call, or use its result\nconst result = await ${callee}({ … });\nreturn { …, result };`,
  }),

  "promise-not-awaited": entry<{ callee: string }>({
    kind: "warning",
    message: ({ callee }) => `The promise of ${tick(callee)} is never awaited.`,
    why: "The node runs and is billed all the same, and a direct call of this function would not wait for it.",
    rewrite: ({ callee }) => `await ${callee}({ … })`,
  }),
};

/** An expression with a property behind it: `(await flux({ prompt })).images`. */
function owner(path: string): string {
  return /^[\w$.![\]]+$/.test(path) ? path : `(${path})`;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
