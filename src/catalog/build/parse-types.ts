import type { ts as TypeScript } from "ts-morph";
import type { StoredSchema } from "../stored.ts";
import { describedSchema, schemaOfType, unreadable } from "./schema-of-type.ts";
import { ts } from "./typescript.ts";

export interface ParsedTypes {
  /** Every exported type but the map. A plain alias is `{ $ref: "DiaOutput" }`. */
  readonly types: ReadonlyMap<string, StoredSchema>;
  /** Endpoint id to the names of its input and output types. */
  readonly endpoints: ReadonlyMap<string, readonly [input: string, output: string]>;
}

/**
 * Every type of the client's `endpoints.d.ts`, in the order of the file. Throws, with the type's name, at the
 * first that it cannot read; names are not looked up (`packCatalog` does).
 */
export function parseTypes(text: string): ParsedTypes {
  const types = new Map<string, StoredSchema>();
  const endpoints = new Map<string, readonly [string, string]>();
  const file = ts.createSourceFile("endpoints.d.ts", text, ts.ScriptTarget.Latest, true);
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
function parseMap(map: TypeScript.TypeNode): [string, readonly [string, string]][] {
  const schema = schemaOfType(map);
  return Object.entries(schema.properties ?? {}).map(([id, pair]) => {
    const input = pair.properties?.["input"]?.$ref;
    const output = pair.properties?.["output"]?.$ref;
    if (input === undefined || output === undefined)
      throw new Error(`falc misses the input or output of ${id}`);
    return [id, [input, output]];
  });
}
