import { handler } from "@/app/_request/handler";
import { currentPerson } from "@/app/_request/session";
import { readNews } from "./news";

export const dynamic = "force-dynamic";

const aliveMs = 20_000;

/** An event without content for every change of the calendar: the browser then requests the page again. */
export const GET = handler(answer);

async function answer(request: Request): Promise<Response> {
  const person = await currentPerson();
  if (!person || person.roles.length === 0) return new Response("Sign in first.\n", { status: 401 });
  return new Response(streamOf(person.token, request.signal), {
    headers: { "Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no", Connection: "close" },
  });
}

function streamOf(token: string, gone: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = () => {};
  return new ReadableStream({
    start(controller) {
      const write = (line: string) => controller.enqueue(encoder.encode(`${line}\n\n`));
      const leave = readNews({ token, tell: () => write("data: changed"), end: () => end() });
      const alive = setInterval(() => write(":"), aliveMs);
      end = () => {
        leave();
        clearInterval(alive);
        end = () => {};
        controller.close();
      };
      gone.addEventListener("abort", () => end());
      write("retry: 3000");
    },
    cancel: () => end(),
  });
}
