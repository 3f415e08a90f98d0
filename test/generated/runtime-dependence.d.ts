import type { Program } from "./program.ts";
export type Dependent = "accepted" | "refused";
/** `undefined` when the program is refused as it is, or has no literal to replace. Throws a `Mismatch`. */
export declare function checkDependence(program: Program, where: number): Promise<Dependent | undefined>;
