import { dataFolder } from "../data-folder";

/** The keys that no variable gives: each has a file in the data folder, and its variable. */
export const keyFiles = {
  ledgerKey: { variable: "LEDGER_KEY", file: "ledger-key.pem" },
  gateKey: { variable: "GATE_KEY", file: "gate-key.pem" },
  authSecret: { variable: "AUTH_SECRET", file: "auth-secret" },
} as const;

/** Where that key is, when no variable gives it. */
export const keyPath = (name: keyof typeof keyFiles): string => `${dataFolder}/${keyFiles[name].file}`;
