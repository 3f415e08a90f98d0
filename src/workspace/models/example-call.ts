/** A workflow file with one call of an endpoint, to paste. */
import type { Endpoint } from "../../endpoints/catalog.ts";
import { printKey, printLiteral } from "../../graph/print-literal.ts";
import { printPath } from "../../graph/print-path.ts";
import { isIdentifierKey } from "../../graph/reference.ts";
import type { Json } from "../../lib/json.ts";
import { fileKindOf } from "../../schema/file-kind.ts";
import { listFields, type Field } from "../../schema/list-fields.ts";
import { sampleInput } from "../../schema/sample-value.ts";
import { isStringSchema } from "../../schema/string-schema.ts";

/** Sends the required fields, and returns the part of the answer that is most likely wanted. Compiles unchanged. */
export function exampleCall({ id, input, output }: Endpoint): string {
  const path = resultPath(listFields(output));
  const name = path === undefined ? "result" : (path.findLast((step) => typeof step === "string") as string);
  return `import { model } from "falc";

const run = model(${JSON.stringify(id)});

export default async function example() {
  const result = await run(${printValue(sampleInput(input), "  ")});
  return { ${printKey(name)}: result${path === undefined ? "" : accessOf(path)} };
}
`;
}

/** The path of a file or text that is always present; `undefined` if there is none. */
function resultPath(fields: readonly Field[]): Field["path"] | undefined {
  const sure = new Set<string>([printPath([])]);
  const found: Field[] = [];
  for (const field of fields) {
    const outer = field.path.slice(0, -1);
    if (!field.required || field.isOfAlternative || !sure.has(printPath(outer))) continue;
    sure.add(printPath(field.path)).add(printPath([...field.path, 0]));
    if (!field.hasFields && isStringSchema(field.schema)) found.push(field);
  }
  const preferred = found.find(
    ({ path, schema }) => path.at(-1) === "url" || fileKindOf(String(path.at(-1)), schema) !== undefined,
  );
  return (preferred ?? found[0])?.path;
}

function accessOf(path: Field["path"]): string {
  return path
    .map((step) =>
      typeof step === "number" || !isIdentifierKey(step) ? `[${JSON.stringify(step)}]` : `.${step}`,
    )
    .join("");
}

/** As TypeScript, on several lines if a single one would be long. */
function printValue(value: Json, indent: string): string {
  const flat = printLiteral(value);
  if (typeof value !== "object" || value === null || indent.length + flat.length <= 60) return flat;
  const inner = `${indent}  `;
  const lines = Array.isArray(value)
    ? (value as readonly Json[]).map((item) => printValue(item, inner))
    : Object.entries(value).map(([key, item]) => `${printKey(key)}: ${printValue(item as Json, inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open ?? ""}\n${lines.map((line) => `${inner}${line},\n`).join("")}${indent}${close ?? ""}`;
}
