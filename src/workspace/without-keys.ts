import type { Io } from "../cli/io.ts";

/** The environment for other people's code: without the variables in which fal's client looks for a key. */
export function withoutKeys(env: Io["env"]): Record<string, string | undefined> {
  const { FAL_KEY: _, FAL_KEY_ID: __, FAL_KEY_SECRET: ___, ...others } = env;
  return others;
}
