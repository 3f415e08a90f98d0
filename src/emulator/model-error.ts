/** An error that a model reports about its input: thrown while an answer is made, turned into a 422 by `failures`. */
import type { Json, JsonObject } from "../lib/json.ts";

export type Location = readonly (string | number)[];

export class ModelError extends Error {
  readonly type: string;
  /** The location in the request, from `body` on: `["body", "image_urls", 0]`. */
  readonly loc: Location;
  readonly input: Json;
  readonly ctx: JsonObject | undefined;

  constructor(type: string, message: string, loc: Location, input: Json, ctx?: JsonObject) {
    super(message);
    this.name = "ModelError";
    this.type = type;
    this.loc = loc;
    this.input = input;
    this.ctx = ctx;
  }
}
