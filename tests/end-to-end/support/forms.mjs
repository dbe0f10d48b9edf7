// The forms of a page as a browser without scripts sends them.
import { strict as assert } from "node:assert";

/** The first form that posts and has this in it: where it leads, how it is encoded, and its hidden fields. */
export function formOf({ url, html }, inIt = "") {
  const forms = [...html.matchAll(/<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/gi)].map(([form]) => form);
  const form = forms.find((text) => text.includes(inIt));
  assert.ok(form, `no form with '${inIt}' at ${url}: ${html.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, " ").replace(/\s+/g, " ")}`);
  const [tag] = /<form[^>]*>/.exec(form);
  const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [attribute(input, "name"), attribute(input, "value") ?? ""]);
  return { action: new URL(attribute(tag, "action") || url, url).href, isMultipart: /multipart/.test(tag), fields: Object.fromEntries(hidden) };
}

/** Opens a page with the cookies of a browser's page and draws nothing, which would cost most. */
export async function load(page, address) {
  const headers = { "accept-language": await language(page), accept: "text/html" };
  return opened(await page.context().request.get(`${address}`, { headers }));
}

/** Fills in and sends the form of a loaded page, and gives the page that it leads to. */
export async function send(page, from, values = {}, inIt = "") {
  const { action, isMultipart, fields } = formOf(from, inIt);
  const headers = { "accept-language": await language(page), accept: "text/html", origin: new URL(from.url).origin };
  return opened(await page.context().request.post(action, { headers, [isMultipart ? "multipart" : "form"]: { ...fields, ...values } }));
}

async function opened(answer) {
  const html = await answer.text();
  assert.ok(answer.ok(), `${answer.url()} answered ${answer.status()}: ${html}`);
  return { url: answer.url(), html };
}

function language(page) {
  return page.evaluate(() => navigator.language);
}

function attribute(tag, name) {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value
    ?.replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&#x([0-9A-F]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(code))
    .replace(/&amp;/g, "&");
}
