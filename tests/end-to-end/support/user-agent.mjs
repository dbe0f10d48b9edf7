// A browser without a screen: keeps cookies, follows redirects, fills forms. For protocol tests.
import { strict as assert } from "node:assert";

export class UserAgent {
  #cookies = new Map();

  /** Loads a page, following redirects, until one leads to `stopAt`; then gives that address. */
  async open(address, { stopAt, ...init } = {}) {
    let url = new URL(address);
    let request = init;
    for (let hops = 0; hops < 10; hops++) {
      const answer = await fetch(url, { ...request, redirect: "manual", headers: { ...request.headers, cookie: this.#header(url) } });
      this.#keep(url, answer);
      const location = answer.headers.get("location");
      if (!location) return { url, answer, html: await answer.text() };
      url = new URL(location, url);
      if (stopAt && url.href.startsWith(stopAt)) return { url, answer };
      request = {};
    }
    throw new Error(`Too many redirects, the last to ${url}`);
  }

  /** Sends the page's form with its hidden fields and these values. */
  async submit(page, values, options = {}) {
    const form = /<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/.exec(page.html)?.[0];
    assert.ok(form, `no form at ${page.url}`);
    const action = attribute(/<form[^>]*>/.exec(form)[0], "action") ?? page.url.href;
    const fields = new URLSearchParams();
    for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
      fields.set(attribute(input, "name"), attribute(input, "value") ?? "");
    }
    for (const [input] of form.matchAll(/<input[^>]*>/g)) {
      if (attribute(input, "name") === "__RequestVerificationToken") fields.set("__RequestVerificationToken", attribute(input, "value"));
    }
    for (const [name, value] of Object.entries(values)) fields.set(name, value);
    return this.open(new URL(action, page.url), { method: "POST", body: fields, ...options });
  }

  #header(url) {
    return [...(this.#cookies.get(url.origin) ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #keep(url, answer) {
    const jar = this.#cookies.get(url.origin) ?? new Map();
    this.#cookies.set(url.origin, jar);
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair] = cookie.split(";");
      const name = pair.slice(0, pair.indexOf("="));
      const expires = /expires=([^;]+)/i.exec(cookie)?.[1];
      if (/max-age=0/i.test(cookie) || (expires && new Date(expires) < new Date())) jar.delete(name);
      else jar.set(name, pair.slice(name.length + 1));
    }
  }
}

function attribute(tag, name) {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value?.replace(/&amp;/g, "&").replace(/&quot;/g, '"').replace(/&#x([0-9A-F]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)));
}
