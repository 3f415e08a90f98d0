/** A type as TypeScript's checker knows it → the form to compare; `undefined` for what JSON cannot say. */
import { type TS } from "../../../src/compiler/typescript.ts";
import { type Canonical } from "./canonical.ts";
export declare function canonicalType(type: TS.Type, checker: TS.TypeChecker, depth?: number): Canonical | undefined;
