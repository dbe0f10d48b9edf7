import { once } from "node:events";
import { createServer } from "node:net";

const first = 10_100;
const ports = 1_900;

/**
 * A port of the loopback that nothing listens on. Below those that systems hand out themselves, or any connection somebody makes could
 * take it before the service does; beside those of the tests in .NET.
 */
export async function freePort() {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = first + Math.floor(Math.random() * ports);
    const server = createServer();
    try {
      await once(server.listen(port), "listening");
    } catch {
      continue; // Somebody else's.
    }
    server.close();
    await once(server, "close");
    return port;
  }
  throw new Error("No port is free.");
}
