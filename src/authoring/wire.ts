/**
 * The client's types say what its functions accept; a workflow's values are what travels as JSON. A file input is
 * declared there as `string | Blob | File`, and that `File` is fal's own `{ url, … }`, so that passing an image object
 * where its `.url` is meant type-checks. On the wire it is a string.
 */

// Without the "dom" library `Blob` would be an unknown name in the client's types, and every union with it `any`,
// in silence. These are its properties in both the DOM's and Node's declarations, so that the three merge.
declare global {
  interface Blob {
    readonly size: number;
    readonly type: string;
  }
}

/**
 * `T` as it travels: files are URLs, and `void`, the client's word for "anything", is anything. What travels as it is, is
 * `T` itself and not a copy: it keeps its name where an editor shows it, and its doc comments (TypeScript 7.0 shows none
 * of a mapped type's).
 */
export type Wire<T> = [Changed<T>] extends [never]
  ? T
  : void extends T
    ? unknown
    : [Extract<T, Blob>] extends [never]
      ? WireParts<T>
      : string | WireParts<Extract<T, readonly unknown[] | null | undefined>>;

type WireParts<T> = T extends Primitive ? T : Sent<T>;

/** A key that may be left out may also be undefined: the call drops it, as JSON does. */
type Sent<T> = {
  [Key in keyof T]: Wire<T[Key]> | (object extends Pick<T, Key> ? undefined : never);
};

/** `true` where a part of `T` travels as something else, however deep; `never` where none does. */
type Changed<T> = unknown extends T
  ? never
  : T extends Primitive
    ? never
    : T extends Blob | void
      ? true
      : T extends readonly (infer Item)[]
        ? Changed<Item>
        : TellsUndefinedFromAbsent extends true
          ? true
          : // All fields at once, which is half the work; but one that nobody knows would hide the others.
            unknown extends T[keyof T]
            ? { [Key in keyof T]-?: Changed<T[Key]> }[keyof T]
            : Changed<T[keyof T]>;

/** What the author's `exactOptionalPropertyTypes` is: with it `Sent` has something to add to every optional key. */
type TellsUndefinedFromAbsent = { key: undefined } extends { key?: string } ? false : true;

type Primitive = string | number | boolean | null | undefined;
