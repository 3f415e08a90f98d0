import type { Io } from "./io.ts";

/** The environment for somebody else's code: without what fal's client would find a key in. */
export function withoutKeys(env: Io["env"]): Record<string, string | undefined> {
  const { FAL_KEY: _, FAL_KEY_ID: __, FAL_KEY_SECRET: ___, ...others } = env;
  return others;
}
