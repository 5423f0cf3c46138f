// Preloaded into the web server. Next removes the encoding and the length of an answer that a route gives, because it expects
// bodies that were decoded on the way. Pages are compressed as a whole (app/_document/compress-page.ts): they name both in headers
// of their own, which are renamed here, and only where this module runs do they see what the client accepts.
import { subscribe } from "node:diagnostics_channel";

const renamed = { "x-windlass-encoding": "Content-Encoding", "x-windlass-length": "Content-Length" };

subscribe("http.server.request.start", ({ request, response }) => {
  request.headers["x-windlass-accept-encoding"] = request.headers["accept-encoding"] ?? "";
  const { setHeader } = response;
  response.setHeader = (name, value) => setHeader.call(response, renamed[name] ?? name, value);
});
