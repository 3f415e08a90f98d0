/** Global names that falc refuses: access to the outside of the workflow, and unsupported ones. */
import { type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import type { Poison } from "../values/values.ts";
import type { BuiltinCall } from "./call.ts";

/** Access to the outside. */
export const outside: ReadonlySet<string> = new Set([
  "fetch", "XMLHttpRequest", "process", "setTimeout", "setInterval", "setImmediate", "queueMicrotask", "Date", "performance",
  "crypto", "localStorage", "Intl", "globalThis", "global", "self", "window", "eval", "Function", "Math.random",
]); // prettier-ignore

/** They run code from a string, which reaches nothing outside: they are merely unsupported. */
export function codeForOutside(name: string): "outside-effect" | "global-unsupported" {
  return /^(?:new )?(?:Function|eval)$/.test(name) ? "global-unsupported" : "outside-effect";
}

export function refuseOutside(name: string, { site, place, machine }: BuiltinCall): Poison {
  return machine.refuse(codeForOutside(name), site.node, place, { name });
}

/** In an ES module it does not exist; in CommonJS, it would hide which file provides which name. `node` is its name, or `import name = require("…")`. */
export function refuseRequire(node: TS.Node, place: Place, machine: Machine): Poison {
  return machine.refuse("module-unsupported", node, place, { construct: "`require`" });
}

/** Methods whose result depends on the machine's language. */
const ofLocale: ReadonlySet<string> = new Set([
  "localeCompare",
  "toLocaleLowerCase",
  "toLocaleString",
  "toLocaleUpperCase",
]);

/** `undefined` for a name that does not depend on the machine's language. */
export function refuseLocale(
  name: string,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Poison | undefined {
  if (!ofLocale.has(name)) return undefined;
  return machine.refuse("outside-effect", node, place, { name });
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
