/**
 * The endpoints with known types: those of `@fal-ai/client`, a few that it lacks, and those that the project
 * declares.
 */
import type { EndpointTypeMap } from "@fal-ai/client/endpoints";
import type { SupplementTypeMap } from "../endpoints/supplement-types.ts";
import type { DeclaredEndpoints } from "./declared-endpoints.ts";
import type { Wire } from "./wire.ts";

export type EndpointId = keyof EndpointTypeMap | keyof SupplementTypeMap | keyof DeclaredEndpoints;

/** The input of an endpoint, e.g. `EndpointInput<"fal-ai/flux/dev">`. */
export type EndpointInput<Id extends EndpointId> = InputOf<Id> & Named<Id>;

/** The output of an endpoint. */
export type EndpointOutput<Id extends EndpointId> = OutputOf<Id> & Named<Id>;

/**
 * Adds nothing. It makes the types above intersections, which editors and errors show by these names:
 * `EndpointOutput<"fal-ai/flux/dev">` instead of the client's `unoOutput`.
 */
interface Named<Id extends EndpointId> {}

/** Declared types already describe what is sent, and may be recursive, which `Wire` cannot be. */
type InputOf<Id extends EndpointId> = Id extends keyof DeclaredEndpoints
  ? DeclaredEndpoints[Id]["input"]
  : Id extends keyof EndpointTypeMap
    ? Wire<EndpointTypeMap[Id]["input"]>
    : Id extends keyof SupplementTypeMap
      ? Wire<SupplementTypeMap[Id]["input"]>
      : never;

type OutputOf<Id extends EndpointId> = Id extends keyof DeclaredEndpoints
  ? DeclaredEndpoints[Id]["output"]
  : Id extends AnswersUploads & keyof EndpointTypeMap
    ? Wire<EndpointTypeMap[Id]["output"]>
    : Id extends keyof EndpointTypeMap
      ? EndpointTypeMap[Id]["output"]
      : Id extends keyof SupplementTypeMap
        ? SupplementTypeMap[Id]["output"]
        : never;

/**
 * The few endpoints whose results the client declares with upload types. All other results are sent as
 * declared, and applying `Wire` to them would repeat the search on every keystroke. A test compares all
 * endpoints.
 */
type AnswersUploads =
  | "bria/video/increase-resolution"
  | "fal-ai/auto-caption"
  | "fal-ai/elevenlabs/audio-isolation"
  | "fal-ai/elevenlabs/tts/eleven-v3"
  | "fal-ai/elevenlabs/tts/multilingual-v2"
  | "fal-ai/elevenlabs/tts/turbo-v2.5"
  | "fal-ai/ffmpeg-api/compose"
  | "fal-ai/ffmpeg-api/metadata"
  | "fal-ai/meshy/v5/retexture"
  | "mirelo-ai/sfx-v1/video-to-video";
