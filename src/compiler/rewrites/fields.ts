/** An object's fields, written out one by one. */

/** More than a person writes out. */
export const maxFields = 8;

/** `images: photo.images, seed: photo.seed` */
export function fieldsOf(text: string, keys: readonly string[]): string {
  return keys.map((key) => `${key}: ${text}.${key}`).join(", ");
}

/** What can be written several times: it calls nothing. */
export function isPath(text: string): boolean {
  return /^[\w$.[\]!]+$/.test(text);
}
