/** fal's OpenAPI documents as tests write them: what fal puts around the schemas is always the same. */
import type { Json, JsonObject } from "../../src/lib/json.ts";
export interface Parts {
    readonly id?: string;
    /** A schema, or what stands for one in a broken document. */
    readonly input?: Json;
    readonly output?: Json;
    /** `components.schemas`. */
    readonly schemas?: JsonObject;
    readonly info?: JsonObject;
}
export declare const text: Json;
export declare function ref(name: string): JsonObject;
export declare function object(properties: JsonObject, rest?: JsonObject): JsonObject;
export declare function documentOf({ id, input, output, schemas, info, }?: Parts): JsonObject;
/** A model that makes portraits, as its maker's framework describes it. */
export declare const portrait: JsonObject;
