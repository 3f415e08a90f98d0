import type { Writer } from "../writing/writer.ts";
export declare const branches: {
    if: (w: Writer) => void;
    "if and else": (w: Writer) => undefined;
    "else if": (w: Writer) => undefined;
    "if without braces": (w: Writer) => false | undefined;
    switch: (w: Writer) => undefined;
    "switch with the default first": (w: Writer) => undefined;
    "switch on true": (w: Writer) => undefined;
    block: (w: Writer) => void;
    "labelled block": (w: Writer) => undefined;
    "unreached throw": (w: Writer) => void;
    "expression statement": (w: Writer) => false | undefined;
};
