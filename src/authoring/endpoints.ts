/** The endpoints whose types are known: those of `@fal-ai/client`, the few it lacks, and those that the project declares. */
import type { EndpointTypeMap } from "@fal-ai/client/endpoints";
import type { SupplementTypeMap } from "../catalog/supplement-types.ts";
import type { DeclaredEndpoints } from "./declared-endpoints.ts";
import type { Wire } from "./wire.ts";

export type EndpointId = keyof EndpointTypeMap | keyof SupplementTypeMap | keyof DeclaredEndpoints;

/** What an endpoint takes, e.g. `EndpointInput<"fal-ai/flux/dev">`. */
export type EndpointInput<Id extends EndpointId> = Wire<Declared<Id>["input"]>;

/** What an endpoint answers with. */
export type EndpointOutput<Id extends EndpointId> = Wire<Declared<Id>["output"]>;

type Declared<Id extends EndpointId> = Id extends keyof DeclaredEndpoints
  ? DeclaredEndpoints[Id]
  : Id extends keyof EndpointTypeMap
    ? EndpointTypeMap[Id]
    : Id extends keyof SupplementTypeMap
      ? SupplementTypeMap[Id]
      : never;
