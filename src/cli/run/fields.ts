/** The fields of a workflow's input that can be flags on the command line. */
import { parseFlag } from "../../runner/flag.ts";
import type { Schema } from "../../schema/schema.ts";

export interface Field {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  /** `--hd` alone is true and `--no-hd` false. */
  readonly isSwitch: boolean;
  /** May be given several times, once per item. */
  readonly isList: boolean;
}

/**
 * The fields that can be flags. The others have a name that is not a valid flag, or is an option of `falc run`: these
 * can only be given with `--input`.
 */
export function listFields(
  { properties = {}, required = [] }: Schema,
  taken: ReadonlySet<string>,
): { readonly flags: readonly Field[]; readonly others: readonly string[] } {
  const flags: Field[] = [];
  const others: string[] = [];
  for (const [name, schema] of Object.entries(properties)) {
    const isFlag = /^[a-z]\w*$/i.test(name) && !taken.has(name);
    if (isFlag) flags.push({ name, schema, required: required.includes(name), ...kindOf(schema) });
    else others.push(name);
  }
  return { flags, others };
}

function kindOf(schema: Schema): Pick<Field, "isSwitch" | "isList"> {
  const takesText = "value" in parseFlag(schema, "text");
  const isTrue = (text: string) => {
    const parsed = parseFlag(schema, text);
    return "value" in parsed && parsed.value === true;
  };
  return {
    isSwitch: isTrue("true") && !takesText,
    isList: !takesText && "value" in parseFlag(schema, "[]"),
  };
}
