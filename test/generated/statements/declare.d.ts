import type { Writer } from "../writing/writer.ts";
/** What can always be written. */
export declare function declare(w: Writer): void;
export declare const declarations: {
    variable: typeof declare;
    "second name": (w: Writer) => false | undefined;
    "declared, then assigned": (w: Writer) => undefined;
    "two in one declaration": (w: Writer) => undefined;
    "object pattern": (w: Writer) => undefined;
    "object pattern with rest": (w: Writer) => undefined;
    "nested pattern": (w: Writer) => undefined;
    "pattern with a computed key": (w: Writer) => undefined;
    "pattern with a default that calls": (w: Writer) => undefined;
    "pattern's default and null": (w: Writer) => undefined;
    "list pattern": (w: Writer) => undefined;
    "list pattern with a hole": (w: Writer) => undefined;
    "pattern of a photo": (w: Writer) => false | undefined;
    "rest of a photo": (w: Writer) => false | undefined;
    "pattern of an answer": (w: Writer) => false | undefined;
    comment: (w: Writer) => void;
};
