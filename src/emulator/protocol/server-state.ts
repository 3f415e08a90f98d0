import type { Endpoint } from "../../endpoints/catalog.ts";
import type { Json } from "../../lib/json.ts";
import type { Call } from "../call.ts";
import type { Restart } from "../faults/fault-script.ts";
import type { Faults } from "../faults/faults.ts";
import type { FileStore } from "../files/file-store.ts";
import type { Job } from "../jobs/job.ts";
import type { JobQueue } from "../jobs/job-queue.ts";

/** State that the routes share. */
export interface ServerState {
  /** Another for each emulator. */
  readonly id: string;
  readonly files: FileStore;
  readonly queue: JobQueue;
  readonly faults: Faults;
  readonly findEndpoint: (id: string) => Endpoint | undefined;
  /** A call has arrived: the fault script counts it. */
  readonly receive: (endpoint: Endpoint, input: Json) => Call;
  /** Adds it to the queue and to the list of calls. */
  readonly accept: (call: Call) => Job;
  readonly restart: (how: Pick<Restart, "downMs" | "requests">) => void;
}
