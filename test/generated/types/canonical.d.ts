export type Canonical = {
    readonly is: "string" | "number" | "boolean" | "null" | "unknown" | "object" | "undefined" | "never";
} | {
    readonly is: "literal";
    readonly value: string | number | boolean;
} | {
    readonly is: "list";
    readonly of: Canonical;
} | {
    readonly is: "tuple";
    readonly items: readonly Canonical[];
    readonly least: number;
    readonly rest?: Canonical;
} | {
    readonly is: "fields";
    readonly fields: Readonly<Record<string, Canonical>>;
    readonly others?: Canonical;
} | {
    readonly is: "either";
    readonly of: readonly Canonical[];
};
/** A field that may be left out takes undefined. */
export declare const absent: Canonical;
export declare function print(type: Canonical): string;
/** Each part once, in an order of its own; what another part takes in is left out. */
export declare function either(parts: readonly Canonical[]): Canonical;
