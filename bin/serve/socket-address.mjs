// Loaded into the web server: each request is told from which address its connection comes, whatever its own headers say.
import { subscribe } from "node:diagnostics_channel";

subscribe("http.server.request.start", ({ request, socket }) => {
  request.headers["x-windlass-address"] = socket.remoteAddress ?? "";
});
