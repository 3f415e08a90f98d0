/** The ways in which a workflow's file exports a zod object as `input`, or seems to. */
import type { Sources } from "./sources.ts";
interface InputWay {
    readonly name: string;
    write(sources: Sources): void;
}
export declare const inputWays: readonly [InputWay, ...InputWay[]];
export {};
