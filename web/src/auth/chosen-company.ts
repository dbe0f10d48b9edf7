import "server-only";
import { Recent } from "./recent";
import type { SessionToken } from "./tokens";

/** The longest that a request which was under way may take, and a good deal more. */
const rememberMs = 65 * 60 * 1000;
const most = 100_000;

/** What a session switched to, and when. */
export interface Choice {
  company: string | undefined;
  at: number;
}

// On globalThis, because the proxy and the pages are bundled apart but run in one process.
const shared = globalThis as typeof globalThis & { saasplatformChoices?: Recent<Choice> };
shared.saasplatformChoices ??= new Recent(rememberMs, most);
const choices = shared.saasplatformChoices;

export function rememberChoice({ sid }: SessionToken, choice: Choice): void {
  if (sid) choices.set(sid, choice);
}

/**
 * A switch that this cookie knows nothing of: a request that was under way renewed the tokens for the company before, and its
 * answer came to the browser after the switch's. By time, because another process may have switched since.
 */
export function newerChoice({ sid, chosenAt = 0 }: SessionToken): Choice | undefined {
  const choice = sid ? choices.get(sid) : undefined;
  return choice && choice.at > chosenAt ? choice : undefined;
}
