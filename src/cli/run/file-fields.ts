import { type Graph, type GraphValue, isRecord, isReference } from "../../graph/types.ts";

/** Whether a field of a workflow's input takes files: asked by its name. */
export type TakesFiles = (field: string) => boolean;

/**
 * By the field's own name, as fal names such fields, or by those of the fields of endpoints that it is handed on to:
 * `photo` in `removeBackground({ image_url: input.photo })`.
 */
export function fileFieldsOf(graph: Graph): TakesFiles {
  const handedOn = new Set<string>();
  const visit = (value: GraphValue, field: string): void => {
    if (isReference(value)) {
      const [own, ...inside] = value.path;
      if (value.root !== "input" || typeof own !== "string") return;
      // Of a list its items count, of an object nobody asks here.
      if (isNamedForFiles(field) && inside.every((step) => typeof step === "number")) handedOn.add(own);
    } else if (isRecord(value)) for (const [key, inner] of value.fields) visit(inner, key);
    else if (Array.isArray(value)) for (const item of value as readonly GraphValue[]) visit(item, field);
  };
  for (const { input } of graph.nodes) visit(input, "");
  return (field) => isNamedForFiles(field) || handedOn.has(field);
}

function isNamedForFiles(field: string): boolean {
  return /(^|_)(urls?|images?|videos?|audios?|files?)$/.test(field);
}
