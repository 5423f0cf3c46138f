import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { sessionUserOf } from "@/app/_request/session";
import { subscribe } from "./subscribers";

export const dynamic = "force-dynamic";

const heartbeatMs = 20_000;

/** An event without content for every change of the calendar: the browser then requests the page again. */
export const GET = handler(answer);

async function answer(request: NextRequest): Promise<Response> {
  const person = await sessionUserOf(request);
  if (!person || person.roles.length === 0) return new Response("Sign in first.\n", { status: 401 });
  return new Response(eventStream(person.token, request.signal), {
    headers: { "Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no", Connection: "close" },
  });
}

function eventStream(token: string, disconnected: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = () => {};
  return new ReadableStream({
    start(controller) {
      const write = (line: string) => controller.enqueue(encoder.encode(`${line}\n\n`));
      const unsubscribe = subscribe({ token, notify: () => write("data: changed"), close: () => end() });
      const heartbeat = setInterval(() => write(":"), heartbeatMs);
      end = () => {
        unsubscribe();
        clearInterval(heartbeat);
        end = () => {};
        controller.close();
      };
      disconnected.addEventListener("abort", () => end());
      write("retry: 3000");
    },
    cancel: () => end(),
  });
}
