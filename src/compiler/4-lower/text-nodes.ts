/**
 * Texts with references → nodes that join them, because fal's graphs cannot interpolate. Two parts go to
 * `fal-ai/text-concat` {text1, text2} → results; more to `fal-ai/workflow-utilities/merge-text` {texts, separator} →
 * text. Equal texts share a node.
 */
import type { GraphValue, Reference, RunNode } from "../../graph/types.ts";
import { printReference } from "../../graph/reference.ts";
import type { TextData } from "../evaluation.ts";
import type { ReferenceValue } from "../evaluation.ts";
import type { NodeNames } from "./node-names.ts";

export interface LoweredText {
  readonly id: string;
  /** The node, the first time this text occurs. */
  readonly node: RunNode | undefined;
  /** The field of the node's output that contains the text. */
  readonly output: string;
}

export class TextNodes {
  readonly #names: NodeNames;
  readonly #reference: (value: ReferenceValue) => Reference;
  readonly #known = new Map<string, LoweredText>();

  constructor(names: NodeNames, reference: (value: ReferenceValue) => Reference) {
    this.#names = names;
    this.#reference = reference;
  }

  /** `path` leads to the text's use: the consumer's id and the field, the fallback for its name. */
  lower({ text }: TextData, path: readonly string[]): LoweredText {
    const parts = text.parts.map((part) => (typeof part === "string" ? part : this.#reference(part)));
    const key = JSON.stringify(
      parts.map((part) => (typeof part === "string" ? [part] : printReference(part))),
    );
    const known = this.#known.get(key);
    if (known !== undefined) return { ...known, node: undefined };
    const id = this.#names.name(text.name ?? { segments: path, repeated: false });
    const lowered = toNode(id, parts);
    this.#known.set(key, lowered);
    return lowered;
  }
}

function toNode(id: string, parts: readonly (string | Reference)[]): LoweredText {
  const references = parts.filter((part) => typeof part !== "string");
  const depends = [...new Set(references.map(({ root }) => root))];
  const [text1, text2, ...rest] = parts;
  const two = text1 !== undefined && text2 !== undefined && rest.length === 0;
  const fields: [string, GraphValue][] = two
    ? [
        ["text1", text1],
        ["text2", text2],
      ]
    : [
        ["texts", parts],
        ["separator", ""],
      ];
  const app = two ? "fal-ai/text-concat" : "fal-ai/workflow-utilities/merge-text";
  const node: RunNode = { id, app, depends, input: { kind: "record", fields: new Map(fields) } };
  return { id, node, output: two ? "results" : "text" };
}
