/** Where Redis is, as REDIS_URL says it. */
export type RedisAddress =
  | { kind: 'one'; url: string; replicas: 0 }
  | (Several & {
      kind: 'sentinel' /** The name under which the sentinels know the master. */;
      name: string;
      db: number;
    })
  | (Several & { kind: 'cluster' });

interface Several {
  hosts: readonly RedisHost[];
  username: string | null;
  password: string | null;
  tls: boolean;
  /** So many replicas must have what was stored before anybody is told of it. */
  replicas: number;
}

export interface RedisHost {
  host: string;
  port: number;
}

const FORM =
  /^(?<scheme>rediss?)\+(?<kind>sentinel|cluster):\/\/(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^/?@]+)(?:\/(?<name>[^/?]*))?(?:\?(?<query>.*))?$/u;
const HOST = /^(?<host>\[[0-9a-f:]+\]|[\w.-]+)(?::(?<port>\d{1,5}))?$/iu;
const PORTS = { sentinel: 26_379, cluster: 6_379 } as const;
const MOST_REPLICAS = 5;

export const ADDRESS_FORMS =
  'must look like redis://host:6379 (rediss:// with TLS), redis+sentinel://host:26379,host:26379/name or ' +
  'redis+cluster://host:6379,host:6379. Leave it out for the embedded server.';

/** A text is what is wrong with it. */
export function parseRedisAddress(text: string): RedisAddress | string {
  if (URL.canParse(text) && /^rediss?:$/u.test(new URL(text).protocol))
    return { kind: 'one', url: text, replicas: 0 };
  const parts = FORM.exec(text)?.groups;
  if (!parts) return ADDRESS_FORMS;
  const kind = parts.kind as 'sentinel' | 'cluster';
  const hosts = (parts.hosts ?? '').split(',').map((host) => parseHost(host.trim(), PORTS[kind]));
  if (hosts.includes(null)) return ADDRESS_FORMS;
  const query = new URLSearchParams(parts.query ?? '');
  const unknown = [...query.keys()].filter((name) => name !== 'replicas' && name !== 'db');
  if (unknown.length > 0)
    return `has "${unknown.join('", "')}" after the "?", where only replicas and db can stand.`;
  // A lone master is no reason for sentinels; a cluster may have masters only.
  const replicas = wholeNumber(query.get('replicas') ?? (kind === 'sentinel' ? '1' : '0'), MOST_REPLICAS);
  if (replicas === null) return `has replicas=${query.get('replicas')}, which must be 0 to ${MOST_REPLICAS}.`;
  const several: Several = {
    hosts: hosts as RedisHost[],
    username: decoded(parts.user),
    password: decoded(parts.password),
    tls: parts.scheme === 'rediss',
    replicas,
  };
  if (kind === 'cluster') {
    if (parts.name || query.has('db')) return 'names a database, which a cluster does not have.';
    return { kind, ...several };
  }
  if (!parts.name) return 'does not name the master: redis+sentinel://host:26379,host:26379/name.';
  const db = wholeNumber(query.get('db') ?? '0', 15);
  if (db === null) return `has db=${query.get('db')}, which must be 0 to 15.`;
  return { kind, ...several, name: decodeURIComponent(parts.name), db };
}

/** Throws Error: only for what was looked at before. */
export function redisAddress(text: string): RedisAddress {
  const address = parseRedisAddress(text);
  if (typeof address === 'string') throw new Error(`REDIS_URL ${address}`);
  return address;
}

/** Null: there is none. */
export function redisPassword(text: string): string | null {
  const address = parseRedisAddress(text);
  if (typeof address === 'string') return null;
  return address.kind === 'one' ? new URL(address.url).password || null : address.password;
}

function parseHost(text: string, usual: number): RedisHost | null {
  const parts = HOST.exec(text)?.groups;
  const port = Number(parts?.port ?? usual);
  return parts?.host && port > 0 && port < 65_536 ? { host: parts.host.replace(/[[\]]/gu, ''), port } : null;
}

function wholeNumber(text: string, most: number): number | null {
  return /^\d{1,3}$/u.test(text) && Number(text) <= most ? Number(text) : null;
}

function decoded(text: string | undefined): string | null {
  return text ? decodeURIComponent(text) : null;
}
