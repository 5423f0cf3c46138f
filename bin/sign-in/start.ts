import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { LogFormat } from "@/lib/settings/environment";
import { rootFolder } from "../root-folder";
import type { ShutdownHooks } from "../serve/shutdown-hooks";
import type { SignInConfig } from "./process";

/** The address and the bearer secret of the sign-in process. */
export type SignInEndpoint = { readonly address: string; readonly secret: string };

export type SignInProcess = {
  configure(orders: Omit<SignInConfig, "secret">): Promise<SignInEndpoint>;
  died: Promise<void>;
};

/** Only this process holds the connection string of the sign-in role. */
export function startSignIn(stops: ShutdownHooks, logFormat: LogFormat): SignInProcess {
  const { PATH, SystemRoot, NODE_ENV } = process.env;
  const program = process.env.WINDLASS_IS_RELEASE ? ["bin/sign-in.mjs"] : ["--import", "tsx", "bin/sign-in/process.ts"];
  const args = ["--import", "./bin/serve/leave-with-parent.mjs", ...program];
  const child = spawn(process.execPath, args, {
    cwd: rootFolder,
    // It reads the keys of the issuer, whose certificate may be of an authority of the organisation's own.
    env: { PATH, SystemRoot, NODE_ENV, LOG_FORMAT: logFormat, NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    detached: process.platform !== "win32",
  });
  stops.add(() => void child.kill());
  const died = once(child, "exit").then(() => {});
  const configure = async (config: Omit<SignInConfig, "secret">): Promise<SignInEndpoint> => {
    const secret = randomBytes(32).toString("base64url");
    const fullConfig: SignInConfig = { ...config, secret };
    child.send(fullConfig);
    const [port] = await Promise.race([once(child, "message"), died.then(failToStart)]);
    return { address: `http://127.0.0.1:${port}`, secret };
  };
  return { configure, died };
}

function failToStart(): never {
  throw new Error("The sign-in process stopped before it was ready.");
}
