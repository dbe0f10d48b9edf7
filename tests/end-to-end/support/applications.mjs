// Front ends of the tests' own clients, each on the port of its registration.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { data, identity } from "./platform.mjs";

/** A registration by `clients.mjs`. */
export function registered(clientId) {
  return JSON.parse(readFileSync(`${data}/clients.json`, "utf8")).find((client) => client.clientId === clientId);
}

/** Serves the pages of `applications/` for a client that runs in the browser, with the browser build of its library, until the test ends. */
export async function serve(test, client, library) {
  const page = (type) => fileURLToPath(new URL(`../applications/${client.clientId}.${type}`, import.meta.url));
  const built = fileURLToPath(new URL(`../node_modules/${library}`, import.meta.url));
  const scripts = {
    [`/${library.split("/").at(-1)}`]: () => readFileSync(built),
    "/application.js": () => readFileSync(page("js")),
    "/settings.js": () => `export const authority = ${JSON.stringify(identity)}, clientId = ${JSON.stringify(client.clientId)};`,
  };
  const server = createServer((request, answer) => {
    const path = new URL(request.url, "http://localhost").pathname;
    if (path !== "/" && !scripts[path]) return answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": path === "/" ? "text/html" : "text/javascript" });
    answer.end(path === "/" ? readFileSync(page("html")) : scripts[path]());
  });
  return listen(test, server, client);
}

/** Starts a server at the address of a client; it stops when the test ends. Gives its origin. */
export async function listen(test, server, client) {
  const { origin, port } = new URL(client.redirectUris[0]);
  await new Promise((resolve, reject) => server.once("error", reject).listen(Number(port), "127.0.0.1", resolve));
  test.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return origin;
}
