/** Global names that falc refuses: what reaches outside the workflow, and what it does not know. */

/** Reaches outside the workflow: name → what to do instead, as code. */
export const outside: Readonly<Record<string, string>> = {
  fetch: `// fetch before the run and pass the result in\nexport const input = z.object({ page: z.string() });`,
  console: `// print the run's result instead: falc run prints it\nreturn { image: photo.images[0].url };`,
  process: `// pass it in as an input\nexport const input = z.object({ region: z.string() });`,
  setTimeout: `await flux({ prompt }, { after: [other] })   // order calls by what they wait for`,
  setInterval: `await flux({ prompt }, { after: [other] })   // order calls by what they wait for`,
  Date: `// pass the time in as an input\nexport const input = z.object({ date: z.string() });`,
  crypto: `// pass it in as an input\nexport const input = z.object({ id: z.string() });`,
  require: `import { style } from "./_style.ts";`,
  globalThis: `const style = "studio";   // a constant of the file`,
  eval: `const style = "studio";   // a constant of the file`,
  Function: `const style = () => "studio";`,
  localStorage: `// pass it in as an input\nexport const input = z.object({ id: z.string() });`,
  XMLHttpRequest: `// fetch before the run and pass the result in\nexport const input = z.object({ page: z.string() });`,
};

/** What JavaScript has and falc does not know: refused as that, and not as a name that does not exist. */
export const unsupported: ReadonlySet<string> = new Set([
  "ArrayBuffer", "AbortController", "BigInt", "Blob", "Buffer", "Error", "Event", "File", "FormData", "Headers",
  "Intl", "Iterator", "JSON", "Map", "Proxy", "RangeError", "Reflect", "RegExp", "Request", "Response", "Set", "Symbol",
  "TextDecoder", "TextEncoder", "TypeError", "URL", "URLSearchParams", "Uint8Array", "WeakMap", "WeakRef", "WeakSet",
  "arguments", "atob", "btoa", "clearInterval", "clearTimeout", "decodeURI", "decodeURIComponent", "encodeURI",
  "encodeURIComponent", "escape", "global", "isFinite", "isNaN", "parseFloat", "parseInt", "performance",
  "queueMicrotask", "self", "setImmediate", "structuredClone", "unescape", "window",
]); // prettier-ignore
