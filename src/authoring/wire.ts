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

/** `T` as it travels: file inputs are URLs, everything else stays. */
export type Wire<T> = unknown extends T
  ? T
  : [Extract<T, Blob>] extends [never]
    ? WireParts<T>
    : string | WireParts<Extract<T, readonly unknown[] | null>>;

/** A key that may be left out may also be undefined: the call drops it, as JSON does. */
type WireParts<T> = T extends string | number | boolean | null | undefined
  ? T
  : { [Key in keyof T]: Wire<T[Key]> | (object extends Pick<T, Key> ? undefined : never) };
