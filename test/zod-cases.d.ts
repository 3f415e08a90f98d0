/** Expressions of zod for the tests: what an input's field can be, and values that try them. */
/** Each is compiled, and means what zod means. */
export declare const acceptedSchemas: readonly string[];
/** What zod checks or changes otherwise than JSON Schema says → the code that refuses it. */
export declare const refusedSchemas: readonly (readonly [expression: string, code: string])[];
/** Each is tried with each schema. */
export declare const triedValues: readonly unknown[];
