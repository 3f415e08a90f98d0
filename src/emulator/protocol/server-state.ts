import type { Endpoint } from "../../endpoints/catalog.ts";
import type { Json } from "../../lib/json.ts";
import type { FileStore } from "../files/file-store.ts";
import type { Job } from "../jobs/job.ts";
import type { JobQueue } from "../jobs/job-queue.ts";

/** State that the routes share. */
export interface ServerState {
  readonly files: FileStore;
  readonly queue: JobQueue;
  readonly findEndpoint: (id: string) => Endpoint | undefined;
  /** Adds a call to the queue and to the list of calls. */
  readonly submit: (endpoint: Endpoint, input: Json) => Job;
}
