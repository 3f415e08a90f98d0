import type { Environment } from "./environment.ts";

/** The environment for other people's code: without the variables in which fal's client looks for a key. */
export function withoutKeys(env: Environment): Record<string, string | undefined> {
  const { FAL_KEY: _, FAL_KEY_ID: __, FAL_KEY_SECRET: ___, ...others } = env;
  return others;
}
