/** Misspellings that authors make, derived from the right name. */

export interface WrongName {
  readonly how: string;
  readonly name: string;
}

/** All different from the name and deterministic: the name decides which letter is changed. */
export function wrongNames(right: string): readonly WrongName[] {
  const letters = [...right.matchAll(/[a-z]/gi)].map(({ index }) => index);
  const at = letters[letters.length >> 1] ?? 0;
  const swapped = letters.find(
    (index) => index >= at && /[a-z]/i.test(right[index + 1] ?? "") && right[index] !== right[index + 1],
  );
  const made: readonly WrongName[] = [
    { how: "a letter is missing", name: cut(right, at, 1, "") },
    { how: "a letter is doubled", name: cut(right, at, 1, `${right[at]}${right[at]}`) },
    { how: "a letter is another", name: cut(right, at, 1, right[at] === "x" ? "y" : "x") },
    ...(swapped === undefined
      ? []
      : [
          {
            how: "two letters are transposed",
            name: cut(right, swapped, 2, `${right[swapped + 1]}${right[swapped]}`),
          },
        ]),
    {
      how: "singular and plural are mixed up",
      name: /[^s]s$/.test(right) ? right.slice(0, -1) : `${right}s`,
    },
    {
      how: "it is written as JavaScript writes names",
      name: right.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    },
    { how: "it is said in other words", name: inOtherWords(right) },
  ];
  return made.filter(({ name }) => name !== right && name.length > 2);
}

function cut(text: string, at: number, count: number, instead: string): string {
  return text.slice(0, at) + instead + text.slice(at + count);
}

const otherWords: readonly (readonly [RegExp, string])[] = [
  [/_url$/, ""],
  [/^prompt$/, "text"],
  [/^text$/, "prompt"],
  [/^num_/, "number_of_"],
  [/(^|_)start(_|$)/, "$1first$2"],
  [/(^|_)end(_|$)/, "$1last$2"],
  [/(^|_)tail(_|$)/, "$1end$2"],
  [/(^|_)image(_|$)/, "$1photo$2"],
  [/(^|_)images(_|$)/, "$1pictures$2"],
  [/(^|_)video(_|$)/, "$1movie$2"],
  [/(^|_)audio(_|$)/, "$1sound$2"],
  [/^duration$/, "seconds"],
];

function inOtherWords(name: string): string {
  const [pattern, words] = otherWords.find(([pattern]) => pattern.test(name)) ?? [];
  return pattern === undefined || words === undefined ? name : name.replace(pattern, words);
}
