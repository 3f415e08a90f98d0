import { CommandError, exit, type Io } from "../io.ts";

/**
 * The key in the environment, if there is one. Throws for a key that an HTTP header cannot contain, or that was
 * copied with surrounding characters: fetch would reject it with what reads like a lost connection. Never shows its
 * content.
 */
export function readKey({
  FAL_KEY: key,
  FAL_KEY_ID: id,
  FAL_KEY_SECRET: secret,
}: Io["env"]): string | undefined {
  if (key) return assertKey("FAL_KEY", key);
  if (!id || !secret) return undefined;
  return `${assertKey("FAL_KEY_ID", id)}:${assertKey("FAL_KEY_SECRET", secret)}`;
}

function assertKey(name: string, value: string): string {
  const problem = findProblem(value);
  if (problem === undefined) return value;
  throw new CommandError(
    `${name} cannot be a fal key: it ${problem}`,
    exit.usage,
    "A key is letters, digits, hyphens and one colon. Copy it again from https://fal.ai/dashboard/keys",
  );
}

function findProblem(value: string): string | undefined {
  if (/^\s*$/.test(value)) return "is blank";
  if (/[\r\n]/.test(value)) return "contains a line break";
  if (/^(["'`]).*\1$/.test(value)) return "has quotes around it";
  if (/^(Key|Bearer)\s/i.test(value)) return "begins with a word of the header, which falc adds itself";
  if (/\s/.test(value)) return "contains a space or a tab";
  const index = value.search(/[^\x21-\x7e]/);
  return index < 0 ? undefined : `contains a character that is not ASCII, at position ${index + 1}`;
}
