/** What the generator knows of the types it declares: enough to write others that TypeScript accepts. */
/** A field and which of its types it has: see `fieldTypes`. */
export interface KnownField {
    readonly variant: number;
    readonly isOptional: boolean;
}
export type KnownFields = ReadonlyMap<string, KnownField>;
export type Entry = {
    readonly rank: number;
} & ({
    readonly kind: "object";
    readonly fields: KnownFields;
    readonly isInterface: boolean;
} | {
    readonly kind: "choice";
    readonly values: readonly string[];
} | {
    readonly kind: "enum";
    readonly members: readonly string[];
} | {
    readonly kind: "generic";
    readonly parameters: number;
} | {
    readonly kind: "other";
} | {
    readonly kind: "value";
    readonly fields: readonly string[] | undefined;
    readonly isList: boolean;
} | {
    readonly kind: "namespace";
    readonly members: ReadonlyMap<string, Entry>;
});
/** Names by scope: the innermost that has one decides. */
export interface Scope {
    readonly names: Map<string, Entry>;
    readonly outer: Scope | undefined;
}
/** Field → its types, each fitting into the one before, so that an interface may narrow what it extends. */
export declare const fieldTypes: Readonly<Record<string, readonly string[]>>;
export declare const fieldNames: string[];
/** Few, so that they hide each other; some are names of TypeScript's own. */
export declare const typeNames: string[];
