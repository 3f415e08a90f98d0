/**
 * The client's types describe what its functions accept; a workflow's values are what is sent as JSON. The
 * client declares a file input as `string | Blob | File`, where `File` is fal's own `{ url, … }`, so passing
 * an image object instead of its `.url` type-checks. On the wire, it is a string.
 */

// Without the "dom" library, `Blob` would be unknown in the client's types, and every union with it would
// silently be `any`. These properties are in both the DOM's and Node's declarations, so all three merge.
declare global {
  interface Blob {
    readonly size: number;
    readonly type: string;
  }
}

/**
 * `T` as it is sent: files are URLs, and `void`, which the client uses for "anything", is anything. A type
 * that is sent unchanged stays `T` itself, not a copy: it keeps its name in editors, and its doc comments
 * (TypeScript 7.0 shows none for mapped types).
 */
export type Wire<T> = [Changed<T>] extends [never]
  ? T
  : void extends T
    ? unknown
    : [Extract<T, Blob>] extends [never]
      ? WireParts<T>
      : string | WireParts<Extract<T, readonly unknown[] | null | undefined>>;

type WireParts<T> = T extends Primitive ? T : Sent<T>;

/** An optional key may also be undefined: the call drops it, as JSON does. */
type Sent<T> = {
  [Key in keyof T]: Wire<T[Key]> | (object extends Pick<T, Key> ? undefined : never);
};

/** `true` if any part of `T`, at any depth, is sent as something else; otherwise `never`. */
type Changed<T> = unknown extends T
  ? never
  : T extends Primitive
    ? never
    : T extends Blob | void
      ? true
      : T extends readonly (infer Item)[]
        ? Changed<Item>
        : DistinguishesUndefined extends true
          ? true
          : // All fields at once, which halves the work; but one field of type `unknown` would hide the others.
            unknown extends T[keyof T]
            ? { [Key in keyof T]-?: Changed<T[Key]> }[keyof T]
            : Changed<T[keyof T]>;

/** The author's `exactOptionalPropertyTypes`: if it is on, `Sent` has to add `undefined` to every optional key. */
type DistinguishesUndefined = { key: undefined } extends { key?: string } ? false : true;

type Primitive = string | number | boolean | null | undefined;
