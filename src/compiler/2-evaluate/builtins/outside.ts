/** Global names that falc refuses: access to the outside of the workflow, and unsupported ones. */
import { ts, type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine.ts";
import type { Poison } from "../values.ts";
import type { BuiltinCall } from "./call.ts";

const given = (field: string) =>
  `// pass it in as an input\nexport const input = z.object({ ${field}: z.string() });`;
const fetched = `// fetch before the run and pass the result in\nexport const input = z.object({ page: z.string() });`;
const ordered = `await flux({ prompt }, { after: [other] })   // order calls by their dependencies`;
const constant = `const style = "studio";   // a constant in the file`;

/** Access to the outside: name → what to do instead, as code. */
export const outside: ReadonlyMap<string, string> = new Map([
  ["fetch", fetched],
  ["XMLHttpRequest", fetched],
  ["process", given("region")],
  ["setTimeout", ordered],
  ["setInterval", ordered],
  ["setImmediate", ordered],
  ["queueMicrotask", ordered],
  ["Date", `// pass the time in as an input\nexport const input = z.object({ date: z.string() });`],
  ["performance", `// falc run prints how long each node took\nreturn { image: photo.images[0].url };`],
  ["crypto", given("id")],
  ["localStorage", given("id")],
  ["Intl", `"1,234"   // hard-coded: the result of Intl depends on the machine's locale`],
  ["globalThis", constant],
  ["global", constant],
  ["self", constant],
  ["window", constant],
  ["eval", constant],
  ["Function", `const style = () => "studio";`],
  [
    "Math.random",
    `// a seed chosen by the caller\nexport const input = z.object({ seed: z.number().int() });`,
  ],
]);

/** They run code from a string, which reaches nothing outside: they are merely unsupported. */
export function codeForOutside(name: string): "outside-effect" | "global-unsupported" {
  return /^(?:new )?(?:Function|eval)$/.test(name) ? "global-unsupported" : "outside-effect";
}

export function refuseOutside(name: string, { site, place, machine }: BuiltinCall): Poison {
  const rewrite = outside.get(name) ?? constant;
  return machine.refuse(codeForOutside(name), site.node, place, { name, rewrite });
}

/** In an ES module it does not exist; in CommonJS, it would hide which file provides which name. `node` is its name, or `import name = require("…")`. */
export function refuseRequire(node: TS.Node, place: Place, machine: Machine): Poison {
  const asked =
    ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)
      ? node.moduleReference.expression
      : ts.isCallExpression(node.parent)
        ? node.parent.arguments[0]
        : undefined;
  const specifier = asked === undefined ? `"./_style.ts"` : machine.textOf(asked, place);
  return machine.refuse("module-unsupported", node, place, {
    construct: "`require`",
    rewrite: {
      words: `Import what you need by name: \`import { name } from ${specifier};\`. An ES module has no \`require\`.`,
    },
  });
}

/** Methods whose result depends on the machine's language: name → what to write instead. */
const ofLocale: ReadonlyMap<string, string> = new Map([
  ["localeCompare", "a < b ? -1 : a > b ? 1 : 0"],
  ["toLocaleLowerCase", ".toLowerCase()"],
  ["toLocaleString", "String(value)"],
  ["toLocaleUpperCase", ".toUpperCase()"],
]);

/** `undefined` for a name that does not depend on the machine's language. */
export function refuseLocale(
  name: string,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Poison | undefined {
  const rewrite = ofLocale.get(name);
  if (rewrite === undefined) return undefined;
  return machine.refuse("outside-effect", node, place, { name, rewrite });
}

/** What JavaScript has and falc does not support: refused for that reason, instead of as an undefined name. */
export const unsupported: ReadonlySet<string> = new Set([
  "AbortController", "AbortSignal", "ArrayBuffer", "Atomics", "BigInt", "BigInt64Array", "BigUint64Array",
  "Blob", "BroadcastChannel", "Buffer", "ByteLengthQueuingStrategy", "CompressionStream", "CountQueuingStrategy", "Crypto",
  "CryptoKey", "CustomEvent", "DOMException", "DataView", "DecompressionStream", "Event", "EventTarget",
  "File", "FinalizationRegistry", "Float16Array", "Float32Array", "Float64Array", "FormData", "Headers", "Int16Array",
  "Int32Array", "Int8Array", "Iterator", "MessageChannel", "MessageEvent", "MessagePort", "Navigator", "Performance",
  "PerformanceEntry", "PerformanceMark", "PerformanceMeasure", "PerformanceObserver", "PerformanceObserverEntryList",
  "PerformanceResourceTiming", "Proxy", "ReadableByteStreamController", "ReadableStream",
  "ReadableStreamBYOBReader", "ReadableStreamBYOBRequest", "ReadableStreamDefaultController", "ReadableStreamDefaultReader",
  "Reflect", "Request", "Response", "SharedArrayBuffer", "Storage", "SubtleCrypto", "SuppressedError",
  "Temporal", "TextDecoder", "TextDecoderStream", "TextEncoder", "TextEncoderStream",
  "TransformStream", "TransformStreamDefaultController", "URL", "URLPattern", "URLSearchParams",
  "Uint16Array", "Uint32Array", "Uint8Array", "Uint8ClampedArray", "WeakMap", "WeakRef", "WeakSet", "WebAssembly", "WebSocket",
  "WritableStream", "WritableStreamDefaultController", "WritableStreamDefaultWriter", "AsyncDisposableStack", "CloseEvent",
  "DisposableStack", "EventSource", "arguments", "atob", "btoa", "clearImmediate", "clearInterval", "clearTimeout", "document",
  "escape", "navigator", "sessionStorage", "unescape",
]); // prettier-ignore
