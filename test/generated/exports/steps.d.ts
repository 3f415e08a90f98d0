import type { Held, Sources } from "./sources.ts";
interface Step {
    readonly name: string;
    apply(held: Held, sources: Sources): Held;
}
export declare const steps: readonly [Step, ...Step[]];
export {};
