import { ts, type TS } from "../../lib/typescript.ts";
import type { NamedSchema } from "./named-schema.ts";
import { describedSchema, schemaOfType, unreadable } from "./schema-of-type.ts";

export interface ParsedTypes {
  /** Every exported type except the map. A plain alias is `{ $ref: "DiaOutput" }`. */
  readonly types: ReadonlyMap<string, NamedSchema>;
  /** Endpoint id → names of its input and output. `{}` where the map says `any`. */
  readonly endpoints: ReadonlyMap<string, EndpointSchemas>;
}

export type EndpointSchemas = readonly [input: NamedSchema, output: NamedSchema];

/**
 * Every type of the client's `endpoints.d.ts`, in file order. Throws on a syntax error, such as a truncated file, and
 * on the first type that it cannot read, by name; names are not resolved (`packCatalog` does).
 */
export function parseTypes(text: string): ParsedTypes {
  const types = new Map<string, NamedSchema>();
  const endpoints = new Map<string, EndpointSchemas>();
  const file = ts.createSourceFile("endpoints.d.ts", text, ts.ScriptTarget.Latest, true);
  // TypeScript's own programs read it, but it is not in the type.
  const { parseDiagnostics = [] } = file as { parseDiagnostics?: readonly TS.Diagnostic[] };
  if (parseDiagnostics.length > 0) throw new Error("The types of @fal-ai/client are not whole");
  for (const statement of file.statements) {
    if (!ts.isTypeAliasDeclaration(statement) || statement.typeParameters !== undefined)
      throw unreadable(statement);
    const name = statement.name.text;
    try {
      if (name !== "EndpointTypeMap")
        types.set(name, describedSchema(statement, schemaOfType(statement.type)));
      else for (const [id, pair] of parseMap(statement.type)) endpoints.set(id, pair);
    } catch (error) {
      throw new Error(`In the type ${name} of @fal-ai/client: ${String(error)}`, { cause: error });
    }
  }
  return { types, endpoints };
}

/** `{ "fal-ai/flux/dev": { input: FluxDevInput; output: FluxDevOutput } }` */
function parseMap(map: TS.TypeNode): [string, EndpointSchemas][] {
  const schema = schemaOfType(map);
  return Object.entries(schema.properties ?? {}).map(([id, pair]) => {
    const { input, output } = pair.properties ?? {};
    if (!isNamed(input) || !isNamed(output)) throw new Error(`falc misses the input or output of ${id}`);
    return [id, [input, output]];
  });
}

function isNamed(schema: NamedSchema | undefined): schema is NamedSchema {
  return schema !== undefined && (schema.$ref !== undefined || Object.keys(schema).length === 0);
}
