/** Names for the types of one file: each is one type, and none is a name that means something else there. */
export class TypeNames {
  readonly #taken = new Set<string>();
  /** By what they are: two schemas of one name and the same fields are one type. */
  readonly #declared = new Map<string, { readonly name: string; readonly members: string }>();

  /** A name for a type that the caller declares: the wished one if it will do, else `otherwise`, numbered where taken. */
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

  /** In the order in which they were first met, inner types before outer ones. */
  declarations(): readonly string[] {
    return Array.from(this.#declared.values(), ({ name, members }) => `interface ${name} ${members}\n`);
  }
}

/** An identifier that begins as types do; what TypeScript or falc itself calls by such a name is not one. */
function isTypeName(name: string): boolean {
  return /^[A-Z]\w{0,99}$/.test(name) && !falcs.has(name);
}

/** Inside `declare module "falc"` these are falc's, whatever else the file calls so. A test holds them to what it exports. */
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
