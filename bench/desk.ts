import type { SandboxUser } from '../sandbox/slack/client-api.ts';

export function benchUsers(count: number): SandboxUser[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `U0P${index}`,
    name: `person-${index}`,
    realName: `Person ${index}`,
    avatar: '',
    lead: false,
    guest: false,
  }));
}

/** One brand whose posts come by the stream, and whose answers go out straight and at once. */
export function benchDesk(): object {
  return {
    undo_seconds: 0,
    people: { leads: ['U0P0'], responders: 'everyone' },
    brands: [
      {
        id: 'acme',
        name: 'Acme',
        handle: 'acme',
        access: 'enterprise',
        sources: [{ kind: 'stream', rules: ['@acme'] }],
        ladder: ['direct'],
        channels: { default: 'C0BENCH' },
      },
    ],
  };
}
