/** An object's fields, written out one by one. */

/** More would be too many to write out. */
export const maxFields = 8;

/** `images: photo.images, seed: photo.seed` */
export function fieldsOf(text: string, keys: readonly string[]): string {
  return keys.map((key) => `${key}: ${text}.${key}`).join(", ");
}

/** An expression that can be repeated: it calls nothing. */
export function isPath(text: string): boolean {
  return /^[\w$.[\]!]+$/.test(text);
}
