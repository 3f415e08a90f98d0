/** What a name or an expression of a generated program holds, as far as the writer has to know to use it rightly. */
export type Kind = "number" | "boolean"
/** A known string. */
 | "word"
/** A known string, null or undefined. */
 | "maybe"
/** A string, number and boolean that may exist at run time only. They are carried, never looked into. */
 | "text" | "amount" | "flag" | "words" | "numbers" | "texts"
/** `{ text, note, count }` with a text, a word and a number. */
 | "record" | "records"
/** An object with keys of its own and texts as values. */
 | "table"
/** `{ scene: record, views: texts, best?: text }` */
 | "shot"
/** `Map` from words to texts, and `Set` of words. */
 | "map" | "set"
/** A function that takes a text and gives one. */
 | "edit"
/** Awaited result of an image model, and of a language model. */
 | "photo" | "answer"
/** An object with a `prompt` and a `seed`, mostly with the fields of a result spread into it. */
 | "copy"
/** Not yet awaited. */
 | "photoPromise" | "answerPromise" | "textPromise"
/** A list of promises of texts. */
 | "promises";
export interface Name {
    /** Also a path: `input.subject`. */
    readonly name: string;
    readonly kind: Kind;
    /** Whether it may be assigned to. */
    readonly changes: boolean;
}
/** A function of the generated program. Async ones are awaited by whoever calls them for what they give. */
export interface Helper {
    /** As it is called: `helpers.caption1` where the file is imported as a namespace. */
    readonly callee: string;
    readonly takes: readonly Kind[];
    /** How many of the last arguments may be left out. */
    readonly optional: number;
    /** A kind of which any number may follow. */
    readonly rest: Kind | undefined;
    readonly gives: Kind;
    readonly isAsync: boolean;
}
export declare const typeOf: Readonly<Record<Kind, string>>;
/** How a name of this kind is shown in the output; `undefined` for what JSON cannot hold. */
export declare const shown: Readonly<Record<Kind, ((name: string) => string) | undefined>>;
