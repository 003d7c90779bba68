/** How the HTTP server may be reached. */
export interface ServingSettings {
  /** Whose `X-Forwarded-For` is believed: so many proxies before us, or these networks. */
  trustProxy: number | readonly string[];
  /** Requests of one address to the pages for people, in one process. */
  perMinute: number;
  /** A port of its own for `/metrics` and `/queues`; null: they share the public one. */
  privatePort: number | null;
  /** The address that the private port listens on. */
  privateHost: string;
  /** Where browsers of operations reach the private port; without a trailing slash. Null: there is none. */
  privateUrl: string | null;
}
