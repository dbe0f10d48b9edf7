const day = /^\d{4}-\d{2}-\d{2}$/;

/** Which entries the address asks for; what makes no sense in it is left out. */
export interface AuditFilter {
  action?: string;
  /** First day, in UTC. */
  since?: string;
  /** Last day, in UTC. */
  until?: string;
}

export function filterOf(query: Record<string, string | string[] | undefined>): AuditFilter {
  const text = (name: string) => (typeof query[name] === "string" && query[name] ? query[name] : undefined);
  const dayOf = (name: string) => {
    const value = text(name);
    return value && day.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
  };
  return { action: text("action"), since: dayOf("since"), until: dayOf("until") };
}

/** As the service takes it: from the first day's begin to the last day's end. */
export function parametersOf({ action, since, until }: AuditFilter): { action?: string; from?: string; to?: string } {
  const end = until && new Date(Date.parse(until) + 86_400_000).toISOString();
  return { action, from: since && new Date(since).toISOString(), to: end };
}
