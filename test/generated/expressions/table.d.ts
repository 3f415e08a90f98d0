import type { ExpressionTable } from "../writing/table.ts";
export declare const expressions: ExpressionTable;
