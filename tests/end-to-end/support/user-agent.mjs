// A browser without a screen: keeps cookies, follows redirects, fills forms. For protocol tests.
import { formOf } from "./forms.mjs";

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
    const { action, fields } = formOf(page);
    return this.open(action, { method: "POST", body: new URLSearchParams({ ...fields, ...values }), ...options });
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
