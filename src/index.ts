/** What a workflow file imports. */
export { model } from "./authoring/model.ts";
export type { CallOptions, Model, ModelOf } from "./authoring/model.ts";
export { withBackend } from "./authoring/backend.ts";
export type { Backend, BackendCall } from "./authoring/backend.ts";
export type { EndpointId, EndpointInput, EndpointOutput } from "./authoring/endpoints.ts";
export * from "./authoring/declared-endpoints.ts";
