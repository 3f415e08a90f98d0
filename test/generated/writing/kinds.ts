/** What a name or an expression of a generated program holds, as far as the writer needs to know. */
export type Kind =
  | "number"
  | "boolean"
  /** A known string. */
  | "word"
  /** A known string, null or undefined. */
  | "maybe"
  /** A string, number and boolean that may be known only at run time. They are passed on, never inspected. */
  | "text"
  | "amount"
  | "flag"
  | "words"
  | "numbers"
  | "texts"
  /** `{ text, note, count }` with a text, a word and a number. */
  | "record"
  | "records"
  /** An object with its own keys and texts as values. */
  | "table"
  /** `{ scene: record, views: texts, best?: text }` */
  | "shot"
  /** `Map` from words to texts, and `Set` of words. */
  | "map"
  | "set"
  /** A function from a text to a text. */
  | "edit"
  /** An instance, or an object with methods: see `Item` in `layout.ts`. */
  | "item"
  /** An error that the program itself creates. */
  | "failure"
  /** `[text, number]` */
  | "pair"
  /** Awaited result of an image model, and of a language model. */
  | "photo"
  | "answer"
  /** An object with a `prompt` and a `seed`, usually with the fields of a result spread into it. */
  | "copy"
  /** Not yet awaited. */
  | "photoPromise"
  | "answerPromise"
  | "textPromise"
  /** A list of promises of texts. */
  | "promises";

export interface Name {
  /** Also a path: `input.subject`. */
  readonly name: string;
  readonly kind: Kind;
  /** Whether it may be assigned to. */
  readonly changes: boolean;
}

/** A function of the generated program. Callers await async ones. */
export interface Helper {
  /** As called: `helpers.caption1` if the file is imported as a namespace. */
  readonly callee: string;
  readonly takes: readonly Kind[];
  /** The number of optional arguments at the end. */
  readonly optional: number;
  /** The kind of the rest parameter, if any. */
  readonly rest: Kind | undefined;
  readonly gives: Kind;
  readonly isAsync: boolean;
  /** Whether it may call a model, directly or through another helper. */
  readonly callsModels: boolean;
}

/** A class of the generated program. Its instances are of the kind "item". */
export interface ClassName {
  readonly callee: string;
  /** The parameters of its constructor. */
  readonly takes: readonly Kind[];
  /** Whether it has `static made`, a number. */
  readonly counts: boolean;
  /** Whether it has `async draw(text)`, which calls a model. */
  readonly draws: boolean;
}

export const typeOf: Readonly<Record<Kind, string>> = {
  number: "number",
  boolean: "boolean",
  word: "string",
  maybe: "string | null | undefined",
  text: "string",
  amount: "number",
  flag: "boolean",
  words: "string[]",
  numbers: "number[]",
  texts: "string[]",
  record: "Scene",
  records: "Scene[]",
  table: "Record<string, string>",
  shot: "Shot",
  map: "Map<string, string>",
  set: "Set<string>",
  edit: "(text: string) => string",
  item: "Item",
  failure: "Error",
  pair: "[string, number]",
  photo: "any",
  answer: "any",
  copy: "any",
  photoPromise: "Promise<any>",
  answerPromise: "Promise<any>",
  textPromise: "Promise<string>",
  promises: "Promise<string>[]",
};

/** How a name of this kind appears in the output; `undefined` for what JSON cannot hold. */
export const shown: Readonly<Record<Kind, ((name: string) => string) | undefined>> = {
  number: (name) => name,
  boolean: (name) => name,
  word: (name) => name,
  maybe: (name) => name,
  text: (name) => name,
  amount: (name) => name,
  flag: (name) => name,
  words: (name) => name,
  numbers: (name) => name,
  texts: (name) => name,
  record: (name) => name,
  records: (name) => name,
  table: (name) => name,
  shot: (name) => name,
  map: (name) => `[...${name}]`,
  set: (name) => `[...${name}]`,
  edit: (name) => `${name}("shown")`,
  item: (name) => `[${name}.text, ${name}.count, ${name}.views, ${name}.label, ${name}.say("shown")]`,
  failure: (name) => `[${name}.name, ${name}.message]`,
  pair: (name) => name,
  photo: (name) => `{ whole: ${name}, url: ${name}.images[1].url }`,
  answer: (name) => name,
  copy: (name) => name,
  photoPromise: undefined,
  answerPromise: undefined,
  textPromise: (name) => `await ${name}`,
  promises: (name) => `await Promise.all(${name})`,
};
