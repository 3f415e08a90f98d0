/** What the generator knows about the types it declares: enough to write others that TypeScript accepts. */

/** A field and the index of its type: see `fieldTypes`. */
export interface KnownField {
  readonly variant: number;
  readonly isOptional: boolean;
}

export type KnownFields = ReadonlyMap<string, KnownField>;

export type Entry = { readonly rank: number } & (
  | { readonly kind: "object"; readonly fields: KnownFields; readonly isInterface: boolean }
  | { readonly kind: "choice"; readonly values: readonly string[] }
  | { readonly kind: "enum"; readonly members: readonly string[] }
  | { readonly kind: "generic"; readonly parameters: number }
  | { readonly kind: "other" }
  | { readonly kind: "value"; readonly fields: readonly string[] | undefined; readonly isList: boolean }
  | { readonly kind: "namespace"; readonly members: ReadonlyMap<string, Entry> }
);

/** Names by scope; the innermost scope wins. */
export interface Scope {
  readonly names: Map<string, Entry>;
  readonly outer: Scope | undefined;
}

/** Field → its types, each assignable to the one before, so that an interface may narrow its base. */
export const fieldTypes: Readonly<Record<string, readonly string[]>> = {
  prompt: ["string", `"draft" | "final"`, `"draft"`],
  seed: ["number | null", "number", "7"],
  mask: ["{ url: string } | null", "{ url: string }"],
  steps: ["number", "4 | 8"],
  style: [`"oil" | "ink" | null`, `"oil" | "ink"`, `"ink"`],
  tags: ["string[]", "string[]"],
  safe: ["boolean | undefined", "boolean", "true"],
  size: ["[number, number]", "[number, number]"],
};

export const fieldNames = Object.keys(fieldTypes);

/** Few, so that they shadow each other; some are TypeScript's own names. */
export const typeNames = [
  "Input", "Base", "Shot", "Mode", "Size", "Extra", "Style", "Answer", "Kind", "Omit", "Pick", "Required", "Box",
]; // prettier-ignore
