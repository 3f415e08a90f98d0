/** Names for the types of one file: each is used for one type, and none has another meaning there. */
export class TypeNames {
  readonly #taken = new Set<string>();
  /** By content: two schemas with the same name and fields are one type. */
  readonly #declared = new Map<string, { readonly name: string; readonly members: string }>();

  /** A name for a type that the caller declares: the preferred one if possible, else `otherwise`, numbered if taken. */
  take(wished: string, otherwise: string): string {
    const base = isTypeName(wished) ? wished : otherwise;
    let name = base;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${base}${count}`;
    this.#taken.add(name);
    return name;
  }

  /** The name of an interface with these members, `{ … }`. */
  declare(wished: string, members: string): string {
    const key = JSON.stringify([wished, members]);
    const name = this.#declared.get(key)?.name ?? this.take(wished, "Part");
    this.#declared.set(key, { name, members });
    return name;
  }

  /** In the order of first use, inner types before outer ones. */
  declarations(): readonly string[] {
    return Array.from(this.#declared.values(), ({ name, members }) => `interface ${name} ${members}\n`);
  }
}

/** A capitalised identifier that is not one of TypeScript's or falc's own names. */
function isTypeName(name: string): boolean {
  return /^[A-Z]\w{0,99}$/.test(name) && !falcs.has(name);
}

/** Inside `declare module "falc"`, these names are falc's. A test compares them with its exports. */
export const falcs: ReadonlySet<string> = new Set([
  "CallOptions",
  "Model",
  "ModelOf",
  "Backend",
  "BackendCall",
  "EndpointId",
  "EndpointInput",
  "EndpointOutput",
  "DeclaredEndpoints",
]);
