/**
 * All routes. fal's hosts are the first segment of the path (`/queue.fal.run/fal-ai/flux/dev`), where the client's
 * `requestMiddleware` puts them; in the client's proxy mode, a header names the target instead.
 */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { internalError } from "../failures.ts";
import type { EmulatorEnv } from "./connection.ts";
import { fileRoutes } from "./file-routes.ts";
import { allowLocalPages, guard } from "./guard.ts";
import { historyRoutes } from "./history-routes.ts";
import { pricingRoutes } from "./pricing-routes.ts";
import { queueRoutes } from "./queue-routes.ts";
import { jsonResponse } from "./refusal.ts";
import { runRoutes } from "./run-routes.ts";
import type { ServerState } from "./server-state.ts";
import { storageRoutes, uploadRoutes } from "./storage-routes.ts";
import { workflowRoutes } from "./workflow-routes.ts";

const LARGEST_BODY = 100 * 1024 * 1024;
const TARGET_HEADER = "x-fal-target-url";

/** A request's URL is `addressOf` it. */
export function createApp(state: ServerState): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>();
  // By which `falc run --emulator` knows whom it asks.
  const mark = { "x-falc-emulator": state.id };
  app.use(guard(mark));
  app.use(allowLocalPages);
  app.use(
    bodyLimit({
      maxSize: LARGEST_BODY,
      onError: () => jsonResponse(413, { detail: "The request body is larger than 100 MB" }),
    }),
  );
  app.route("/queue.fal.run", queueRoutes(state));
  app.route("/fal.run", workflowRoutes(state));
  app.route("/fal.run", runRoutes(state));
  app.route("/rest.fal.ai", storageRoutes(state));
  app.route("/api.fal.ai", historyRoutes(state));
  app.route("/api.fal.ai", pricingRoutes(state.findEndpoint));
  app.route("/uploads", uploadRoutes(state));
  app.route("/files", fileRoutes(state.files));
  app.get("/", (context) =>
    context.text("falc's emulator of fal.ai. What it makes is a stand-in: no model runs.\n", 200, mark),
  );
  app.notFound(() => jsonResponse(404, { detail: "Not Found" }));
  app.onError((error) => {
    const { status, body } = internalError(error);
    return jsonResponse(status, body);
  });
  return app;
}

/** Where a request goes, with fal's host in the path. */
export function addressOf({ url, headers }: Pick<Request, "url" | "headers">): string {
  const target = headers.get(TARGET_HEADER);
  if (target === null || !URL.canParse(target)) return url;
  const { host, pathname, search } = new URL(target);
  const address = new URL(url);
  address.pathname = `/${host}${pathname}`;
  address.search = search;
  return address.href;
}
