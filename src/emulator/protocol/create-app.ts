/**
 * All routes. fal's hosts are the first segment of the path (`/queue.fal.run/fal-ai/flux/dev`), where the client's
 * `requestMiddleware` puts them; in the client's proxy mode, a header names the target instead.
 */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { internalError } from "../failures.ts";
import { fileRoutes } from "./file-routes.ts";
import { allowLocalPages, guard } from "./guard.ts";
import { queueRoutes } from "./queue-routes.ts";
import { jsonResponse } from "./refusal.ts";
import { runRoutes } from "./run-routes.ts";
import type { ServerState } from "./server-state.ts";
import { storageRoutes, uploadRoutes } from "./storage-routes.ts";
import { workflowRoutes } from "./workflow-routes.ts";

const LARGEST_BODY = 100 * 1024 * 1024;
const TARGET_HEADER = "x-fal-target-url";

export function createApp(state: ServerState): Hono {
  const app = new Hono({ getPath: pathOf });
  app.use(guard);
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
  app.route("/rest.fal.ai", storageRoutes(state.files));
  app.route("/uploads", uploadRoutes(state.files));
  app.route("/files", fileRoutes(state.files));
  app.get("/", (context) =>
    context.text("falc's emulator of fal.ai. What it makes is a stand-in: no model runs.\n"),
  );
  app.notFound(() => jsonResponse(404, { detail: "Not Found" }));
  app.onError((error) => {
    const { status, body } = internalError(error);
    return jsonResponse(status, body);
  });
  return app;
}

function pathOf(request: Request): string {
  const target = request.headers.get(TARGET_HEADER);
  const { pathname } = new URL(request.url);
  if (target === null || !URL.canParse(target)) return pathname;
  const { host, pathname: path } = new URL(target);
  return `/${host}${path}`;
}
