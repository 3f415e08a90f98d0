import { type Files } from "./judge.ts";
/** Decides which refactoring is made, and where. */
export interface RefactoringChoice {
    readonly which: number;
    readonly where: number;
}
export type Refactored = 
/** `changed`: the edit was no refactoring here, since the function itself does something else now. */
{
    readonly name: string;
    readonly outcome: "same" | "changed";
} | undefined;
/** `undefined` for a refused program. Throws a `Mismatch`. */
export declare function checkRefactoring(files: Files, choice: RefactoringChoice): Promise<Refactored>;
