/** What falc knows of fal's endpoints. */
import type { Schema } from "../schema/schema.ts";

/** One endpoint as the catalogue knows it. */
export interface Endpoint {
  readonly id: string;
  readonly input: Schema;
  readonly output: Schema;
  /** fal's own category, `image-to-video`, if a document of fal's gives one. */
  readonly category?: string;
  /** What it does, if known. */
  readonly description?: string;
  /** Whether fal may accept fields that the input's schema lacks: it is assembled from reports. */
  readonly isPartial?: true;
  /**
   * Whether its input's schema names null wherever the endpoint accepts it, as a declaration does. The types of fal's
   * client and older documents of fal's never name it: there, an optional field may also be null.
   */
  readonly saysNull?: true;
}

/** The interface that the verbs use; tests pass a small one of their own. */
export interface Catalog {
  /** `undefined` if the endpoint is unknown, which does not prove that fal lacks it. */
  find(id: string): Endpoint | undefined;
  /** All known ids, sorted. */
  ids(): readonly string[];
}
