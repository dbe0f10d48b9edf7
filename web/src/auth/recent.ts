import "server-only";

/** Remembers for a time, and no more than so many: the oldest is forgotten first. */
export class Recent<T> {
  // Every entry lives as long as the others, so a map's order of insertion is the order in which they expire.
  readonly #entries = new Map<string, { value: T; until: number }>();

  constructor(
    private readonly lifetimeMs: number,
    private readonly most: number,
  ) {}

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    return entry && entry.until > Date.now() ? entry.value : undefined;
  }

  set(key: string, value: T): void {
    const now = Date.now();
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: now + this.lifetimeMs });
    for (const [oldest, { until }] of this.#entries) {
      if (until > now && this.#entries.size <= this.most) return;
      this.#entries.delete(oldest);
    }
  }
}
