/** The same code with another layout. */
import { ts } from "../../../src/compiler/typescript.ts";
import type { Refactoring } from "./refactoring.ts";

const whole =
  (print: (text: string) => string): Refactoring =>
  ({ tree }) => [{ changes: [{ start: 0, end: tree.text.length, text: print(tree.text) }] }];

/** As TypeScript itself prints it. */
export const reprint: Refactoring = ({ tree }) => [
  { changes: [{ start: 0, end: tree.text.length, text: ts.createPrinter().printFile(tree) }] },
];

export const windowsLineEnds = whole((text) => text.replaceAll("\n", "\r\n"));
export const tabs = whole((text) => text.replace(/^ +/gm, (spaces) => "\t".repeat(spaces.length)));
export const emptyLines = whole((text) => text.replace(/;\n/g, ";\n\n"));
export const byteOrderMark = whole((text) => `\ufeff${text}`);
