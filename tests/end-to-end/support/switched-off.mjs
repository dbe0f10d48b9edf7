// A process of the front end whose services can be switched off: between it and them stands what answers in their place.
import { spawn } from "node:child_process";
import { createServer, request as ask } from "node:http";
import { after } from "node:test";
import { data, webSettings } from "./platform.mjs";

/**
 * Starts it; it ends with the tests.
 * @returns where it is, and `off`: which requests get no service, by address. With `dead` their connection ends, else 503 is the answer.
 */
export async function frontEndWithSwitch() {
  const state = { off: undefined, dead: false };
  const company = await gateway(webSettings.COMPANY_API_URL, state);
  const user = await gateway(webSettings.USER_API_URL, state);
  const port = await freePort();
  const settings = { ...process.env, PORT: String(port), WEB_ENV_FILE: `${data}/web.env`, COMPANY_API_URL: company, USER_API_URL: user };
  const directory = new URL("../../../web", import.meta.url).pathname;
  const process_ = spawn(process.execPath, ["scripts/next.mjs", "start"], { cwd: directory, env: settings, stdio: "ignore" });
  after(() => process_.kill());
  const url = `http://localhost:${port}`;
  while (!(await fetch(`${url}/icon.svg`).catch(() => undefined))?.ok) {
    if (process_.exitCode !== null) throw new Error("The front end did not start.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return Object.assign(state, { url });
}

async function gateway(service, state) {
  const server = createServer((request, response) => {
    if (state.off?.test(request.url)) {
      if (state.dead) return request.socket.destroy();
      response.writeHead(503, { "Content-Type": "application/problem+json" });
      return response.end(JSON.stringify({ status: 503, title: "Service Unavailable" }));
    }
    const target = new URL(request.url, service);
    const onward = ask(target, { method: request.method, headers: { ...request.headers, host: target.host } }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  return listen(server);
}

async function freePort() {
  const server = createServer();
  const { port } = new URL(await listen(server));
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listen(server) {
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  server.unref();
  return `http://localhost:${server.address().port}`;
}
