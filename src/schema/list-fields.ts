/** The fields of an input or output, by path: `loras[0].path`. */
import { besideNull } from "./null-schema.ts";
import type { Schema } from "./schema.ts";
import { typesOf } from "./schema-types.ts";

export interface Field {
  /** `["images", 0, "url"]` */
  readonly path: readonly (string | number)[];
  readonly schema: Schema;
  /** Whether the enclosing object always has it. */
  readonly required: boolean;
  /** Whether the enclosing object is only one alternative of a union. */
  readonly isOfAlternative: boolean;
  /** Whether fields inside it follow. */
  readonly hasFields: boolean;
}

/** More would not be read. */
const limits = { fields: 300, levels: 6 } as const;

/** In the order of the schema, each before those inside it. For a list, the fields of its first item. */
export function listFields(schema: Schema): readonly Field[] {
  const fields: Field[] = [];
  const visit = (outer: Schema, path: Field["path"]): void => {
    if (path.length > limits.levels) return;
    const isOfAlternative = outer.anyOf !== undefined || outer.oneOf !== undefined;
    for (const { properties = {}, required = [] } of objectsIn(outer))
      for (const [name, inner] of Object.entries(properties)) {
        if (fields.length >= limits.fields) return;
        const own = [...path, name];
        const [item, place] = itemOf(inner, own);
        fields.push({
          path: own,
          schema: inner,
          required: required.includes(name),
          isOfAlternative,
          hasFields: objectsIn(item).length > 0 && own.length < limits.levels,
        });
        visit(item, place);
      }
  };
  visit(schema, []);
  return fields;
}

/** The object alternatives of a schema. */
function objectsIn(schema: Schema, depth = 0): readonly Schema[] {
  if (depth > limits.levels) return [];
  if (Object.keys(schema.properties ?? {}).length > 0) return [schema];
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((part) =>
    objectsIn(part, depth + 1),
  );
}

function itemOf(schema: Schema, path: Field["path"]): [Schema, Field["path"]] {
  const own = besideNull(schema);
  const item = own.items ?? own.prefixItems?.[0];
  return typesOf(own).includes("array") && item !== undefined ? [item, [...path, 0]] : [own, path];
}
