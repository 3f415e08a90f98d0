/** What a workflow uses of an endpoint's schema: the fields it sends, the parts of the answer it reads, and where. */
import type { Schema } from "../schema/schema.ts";
import type { Span } from "../diagnostics/span.ts";
import type { Json } from "../lib/json.ts";
import type { EvaluatedWorkflow } from "./evaluation.ts";
import type { Data, ReferenceValue } from "./evaluation.ts";

export type EndpointUse =
  /** A call. `sends` are the names of its fields. */
  | {
      readonly kind: "call";
      readonly endpoint: string;
      readonly span: Span;
      readonly sends: readonly string[];
    }
  /** A field of a call's input. Indices count from 0. */
  | {
      readonly kind: "sent";
      readonly endpoint: string;
      readonly path: readonly (string | number)[];
      /** The span of the field's name if it is written there, else of the enclosing expression. */
      readonly span: Span;
      readonly value: SentValue;
    }
  /** A part of the answer that a call sends on, or that the workflow returns. */
  | {
      readonly kind: "read";
      readonly endpoint: string;
      readonly path: readonly (string | number)[];
      readonly span: Span;
    };

/** As far as known at compile time. */
export type SentValue =
  | { readonly kind: "known"; readonly value: Json }
  /** `schema`: `undefined` if nothing is known about it. */
  | { readonly kind: "unknown"; readonly schema: Schema | undefined }
  /** Its items are separate uses. */
  | { readonly kind: "list"; readonly length: number }
  /** Its fields, given by name, are separate uses. */
  | { readonly kind: "record"; readonly fields: readonly string[] };

/** In the order of the calls. The items of a list and the fields of an object follow it. */
export function listUses({ calls, output }: EvaluatedWorkflow): readonly EndpointUse[] {
  const uses: EndpointUse[] = [];
  const read = ({ root, path }: ReferenceValue, span: Span) => {
    if (root !== "input") uses.push({ kind: "read", endpoint: root.endpoint, path, span });
  };
  /** Never deeper than data can be. */
  const visit = (data: Data, tell: (path: readonly (string | number)[], data: Data, span: Span) => void) => {
    const enter = (inner: Data, path: readonly (string | number)[], span: Span) => {
      tell(path, inner, span);
      if (inner.kind === "reference") read(inner.reference, inner.span);
      else if (inner.kind === "text") {
        for (const part of inner.text.parts) if (typeof part !== "string") read(part, inner.span);
      } else if (inner.kind === "list")
        inner.items.forEach((item, index) => enter(item, [...path, index], item.span));
      else if (inner.kind === "record")
        for (const [key, field] of inner.fields)
          enter(field, [...path, key], inner.keys.get(key) ?? field.span);
    };
    enter(data, [], data.span);
  };
  for (const { endpoint, input, span } of calls) {
    uses.push({ kind: "call", endpoint, span, sends: [...input.fields.keys()] });
    visit(input, (path, data, at) => {
      if (path.length > 0) uses.push({ kind: "sent", endpoint, path, span: at, value: valueOf(data) });
    });
  }
  visit(output, () => undefined);
  return uses;
}

function valueOf(data: Data): SentValue {
  switch (data.kind) {
    case "literal":
      return { kind: "known", value: data.value };
    case "reference":
      return { kind: "unknown", schema: data.reference.schema };
    case "text":
      return { kind: "unknown", schema: { type: "string" } };
    case "list":
      return { kind: "list", length: data.items.length };
    case "record":
      return { kind: "record", fields: [...data.fields.keys()] };
  }
}
