import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type { Product } from "./product";
import { tokenOf } from "./sign-in";

/** A client with the session's cookie and no browser. */
export class RawClient {
  private constructor(
    readonly product: Product,
    private readonly token: string,
  ) {}

  static async forPage(product: Product, page: Page): Promise<RawClient> {
    return new RawClient(product, await tokenOf(page));
  }

  get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
    return fetch(this.product.url + path, { method, headers: { ...this.cookie, ...headers }, redirect: "manual" });
  }

  /** As a browser without JavaScript sends them. */
  async scrape(path: string): Promise<FormData> {
    const html = await (await this.get(path)).text();
    const form = html.split("<form").find((each) => /<button[^>]* name="step"/.test(each)) ?? "";
    const fields = new FormData();
    for (const [input] of form.matchAll(/<input type="hidden"[^>]*>/g))
      fields.append(/ name="([^"]*)"/.exec(input)?.[1] ?? "", / value="([^"]*)"/.exec(input)?.[1] ?? "");
    return fields;
  }

  /** Gets its own idempotency key. */
  async forge(from: string | FormData, fields: Readonly<Record<string, string>>): Promise<FormData> {
    const form = new FormData();
    for (const [name, value] of typeof from === "string" ? await this.scrape(from) : from) form.append(name, value);
    for (const [name, value] of Object.entries({ key: randomUUID(), ...fields })) form.set(name, value);
    return form;
  }

  post(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
    const sent = { Origin: this.product.url, ...this.cookie, ...headers };
    return fetch(this.product.url + path, { method: "POST", body, headers: sent, redirect: "manual" });
  }

  /** As every form of a step is posted. */
  take(form: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
    return this.post("/steps", form, headers);
  }

  /** The text of the page after the redirect. */
  async pageText(answer: Response): Promise<string> {
    const where = answer.headers.get("location");
    const page = where ? await this.get(where.split("#")[0] ?? "/") : answer;
    return (await page.text()).replaceAll(/<!-- -->|<[^>]*>/g, "").replaceAll("&#x27;", "'");
  }

  get cookie(): Record<string, string> {
    return { Cookie: `windlass-session=${this.token}` };
  }
}
