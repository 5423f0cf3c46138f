// Preloaded into the web server: sets the peer's address as a header, whatever the client sent.
import { subscribe } from "node:diagnostics_channel";

subscribe("http.server.request.start", ({ request, socket }) => {
  request.headers["x-windlass-address"] = socket.remoteAddress ?? "";
});
