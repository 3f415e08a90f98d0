/** Files of type declarations at random: `main.ts` and what it imports. A parameter named `root7` has a type to compare. */
import type { SeededRandom } from "../../seeded-random.ts";
export type Files = Readonly<Record<string, string>>;
export declare function writeFiles(random: SeededRandom, roots: number): Files;
