import type { Field } from "./fields.ts";

export interface TakenFields {
  /** Field → the texts given for it, in order; `undefined` if the value was forgotten. */
  readonly given: ReadonlyMap<Field, readonly (string | undefined)[]>;
  /** Every other word. */
  readonly rest: readonly string[];
}

/** The other flags of the command line. */
export interface OtherFlags {
  /** As typed: `--out`, `-o`. */
  readonly flags: ReadonlySet<string>;
  /** Flags followed by a value, which may look like anything. */
  readonly withValue: ReadonlySet<string>;
}

/**
 * Takes the fields' flags out of the words: `--prompt text`, `--prompt=text`, `--image-size` for `image_size`,
 * `--hd`, `--hd false`, `--no-hd`. commander cannot do this: it would treat a switch's value as a separate word, or
 * the next word as its value.
 */
export function takeFields(
  argv: readonly string[],
  fields: readonly Field[],
  others: OtherFlags,
): TakenFields {
  // A field's exact spelling wins over another's with hyphens.
  const byName = new Map([
    ...fields.map((field) => [field.name.replaceAll("_", "-"), field] as const),
    ...fields.map((field) => [field.name, field] as const),
  ]);
  const given = new Map<Field, (string | undefined)[]>();
  const rest: string[] = [];
  const words = [...argv];
  const give = (field: Field, text: string | undefined) =>
    void given.set(field, [...(given.get(field) ?? []), text]);
  const takeIf = (fits: (word: string) => boolean) =>
    words[0] !== undefined && fits(words[0]) ? words.shift() : undefined;
  // A flag in place of a value means that the value was forgotten; `--prompt=--out` is explicit.
  const isFlag = (word: string) =>
    others.flags.has(word) || (word.startsWith("--") && byName.has(word.slice(2)));

  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const [, name = "", inline] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    const field = byName.get(name);
    const negated = name.startsWith("no-") ? byName.get(name.slice("no-".length)) : undefined;
    if (field !== undefined) {
      const isSwitch = (text: string) => text === "true" || text === "false";
      const next = () => (field.isSwitch ? (takeIf(isSwitch) ?? "true") : takeIf((text) => !isFlag(text)));
      give(field, inline ?? next());
    } else if (negated?.isSwitch === true && inline === undefined) {
      give(negated, "false");
    } else if (word === "--") {
      rest.push(word, ...words.splice(0));
    } else {
      rest.push(word);
      const value = others.withValue.has(word) ? takeIf(() => true) : undefined;
      if (value !== undefined) rest.push(value);
    }
  }
  return { given, rest };
}
