import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { Stops } from "../serve/stops";
import type { Orders } from "./process";

/** The address and the bearer secret of the sign-in process. */
export type SignInDoor = { readonly address: string; readonly secret: string };

type SignInProcess = { tell(orders: Omit<Orders, "secret">): Promise<SignInDoor>; died: Promise<void> };

/** Only this process holds the connection string of the sign-in role. */
export function startSignIn(stops: Stops): SignInProcess {
  const { PATH, SystemRoot, NODE_ENV } = process.env;
  const words = ["--import", "./bin/serve/leave-with-parent.mjs", "--import", "tsx", "bin/sign-in/process.ts"];
  const child = spawn(process.execPath, words, {
    env: { PATH, SystemRoot, NODE_ENV },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    detached: process.platform !== "win32",
  });
  stops.add(() => void child.kill());
  const died = once(child, "exit").then(() => {});
  const tell = async (orders: Omit<Orders, "secret">): Promise<SignInDoor> => {
    const secret = randomBytes(32).toString("base64url");
    const told: Orders = { ...orders, secret };
    child.send(told);
    const [port] = await Promise.race([once(child, "message"), died.then(failed)]);
    return { address: `http://127.0.0.1:${port}`, secret };
  };
  return { tell, died };
}

function failed(): never {
  throw new Error("The sign-in process stopped before it was ready.");
}
