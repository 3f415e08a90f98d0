/** Programs with a problem, and what is to become of its rewrite: see `rewrites-applied.test.ts`. */
import type { DiagnosticCode } from "../src/diagnostics/diagnostic.ts";
export interface RewriteCase {
    readonly code: DiagnosticCode;
    /**
     * `same`: applied, the program compiles and does what it did. `keeps`: it compiles, with another interface or what the
     * note says, and its graph does what it does. `removes`: this problem is gone; others are left. `words`: no rewrite.
     */
    readonly kind: "same" | "keeps" | "removes" | "words";
    readonly source: string;
    /** Besides `main.ts`. */
    readonly files?: Readonly<Record<string, string>>;
    /** Which of the code's reports, from 0. */
    readonly nth?: number;
    /** Parts of the printed rewrite, or of the words. */
    readonly prints?: readonly string[];
}
export declare const cases: Readonly<Record<string, RewriteCase>>;
