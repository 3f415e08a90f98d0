/** Every statement that can be generated. */
import type { StatementTable } from "../writing/table.ts";
export declare const statements: StatementTable;
