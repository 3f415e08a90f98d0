import type { Writer } from "../writing/writer.ts";
export declare const calls: {
    photoPromise: {
        "model call": (w: Writer) => string;
        "conditional promise": (w: Writer) => string;
        "model call with a whole object": (w: Writer) => string;
        "call of a call's picture": (w: Writer) => string;
        "async function called at once": (w: Writer) => string;
    };
    answerPromise: {
        "language model call": (w: Writer) => string;
        "system prompt": (w: Writer) => string;
    };
    textPromise: {
        "async arrow function": (w: Writer) => string;
        "Promise.resolve": (w: Writer) => string;
        "async function with a call": (w: Writer) => string;
        "async function of two calls": (w: Writer) => string;
    };
    promises: {
        "list of promises": (w: Writer) => string;
        "promises by map": (w: Writer) => string;
        "promises by a named function": (w: Writer) => string;
    };
    photo: {
        "awaited call": (w: Writer) => string | undefined;
        "awaited name": (w: Writer) => string | undefined;
        "first of Promise.all": (w: Writer) => string | undefined;
    };
    answer: {
        "awaited answer": (w: Writer) => string | undefined;
        "awaited answer by name": (w: Writer) => string | undefined;
    };
};
