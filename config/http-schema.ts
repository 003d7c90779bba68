import { isIP } from 'node:net';
import { z } from 'zod';
import type { ServingSettings } from '../src/domain/serving.ts';
import { webAddress } from './variables.ts';

const GROUPS = ['loopback', 'linklocal', 'uniquelocal'];

function isNetwork(text: string): boolean {
  if (GROUPS.includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (longest < 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) >= 1 && Number(bits) <= longest);
}

const network = z.string().refine(isNetwork, {
  message:
    'must be an address or a network such as 10.0.0.0/8, or one of loopback, linklocal and uniquelocal: whoever is named here can say which address a request came from.',
});

const HOPS = 'must be the number of proxies before Faccia, 0 to 10.';
const hops = z.number().int(HOPS).min(0, HOPS).max(10, HOPS);

const http = z.strictObject({
  trust_proxy: z
    .union([hops, z.array(network)], {
      message: 'must be the number of proxies before Faccia (0 to 10) or a list of their networks.',
    })
    .default(['loopback']),
  requests_per_minute: z
    .number()
    .int('must be a whole number.')
    .min(10, 'must be 10 or more.')
    .max(100_000, 'must be 100000 or less.')
    .default(300),
  private_port: z
    .number()
    .int('must be a port number, 1 to 65535.')
    .min(1, 'must be a port number, 1 to 65535.')
    .max(65_535, 'must be a port number, 1 to 65535.')
    .optional(),
  private_host: z
    .string()
    .refine((text) => text === 'localhost' || isIP(text) !== 0, {
      message: 'must be an address of this machine, such as 127.0.0.1; 0.0.0.0 is all of them.',
    })
    .default('127.0.0.1'),
  private_url: webAddress('It is where operations reach /queues.').optional(),
});

function privateUrl(given: z.output<typeof http>): string | null {
  if (given.private_port === undefined) return null;
  return given.private_url ?? `http://127.0.0.1:${given.private_port}`;
}

/** How the HTTP server may be reached. */
export const httpSchema = { http: http.prefault({}) };

export function toServing({ http: given }: { http: z.output<typeof http> }): { serving: ServingSettings } {
  return {
    serving: {
      trustProxy: given.trust_proxy,
      perMinute: given.requests_per_minute,
      privatePort: given.private_port ?? null,
      privateHost: given.private_host,
      privateUrl: privateUrl(given),
    },
  };
}
