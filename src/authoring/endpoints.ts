/** The endpoints whose types are known: those of `@fal-ai/client`, the few it lacks, and those that the project declares. */
import type { EndpointTypeMap } from "@fal-ai/client/endpoints";
import type { SupplementTypeMap } from "../catalog/supplement-types.ts";
import type { DeclaredEndpoints } from "./declared-endpoints.ts";
import type { Wire } from "./wire.ts";

export type EndpointId = keyof EndpointTypeMap | keyof SupplementTypeMap | keyof DeclaredEndpoints;

/** What an endpoint takes, e.g. `EndpointInput<"fal-ai/flux/dev">`. */
export type EndpointInput<Id extends EndpointId> = TypeOf<Id, "input"> & Named<Id>;

/** What an endpoint answers with. */
export type EndpointOutput<Id extends EndpointId> = TypeOf<Id, "output"> & Named<Id>;

/**
 * Adds nothing. With it the types above are intersections, which editors and errors call by the names they have here:
 * `EndpointOutput<"fal-ai/flux/dev">`, where the client's own name is `unoOutput`.
 */
interface Named<Id extends EndpointId> {}

/** What a project declares is as it travels, and may be recursive, which `Wire` cannot be. */
type TypeOf<Id extends EndpointId, Side extends "input" | "output"> = Id extends keyof DeclaredEndpoints
  ? DeclaredEndpoints[Id][Side]
  : Id extends keyof EndpointTypeMap
    ? Wire<EndpointTypeMap[Id][Side]>
    : Id extends keyof SupplementTypeMap
      ? Wire<SupplementTypeMap[Id][Side]>
      : never;
