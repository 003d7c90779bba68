import type { Reply } from '../domain/glossary.ts';
import { escapeText, link } from './escape.ts';
import { shorten } from './limits.ts';

/** How the sentence stands that tells the customer who goes on. */
export function handoverStanding(reply: Reply, handle: string): string {
  const reason = reply.reason === null ? '' : ` ${escapeText(shorten(reply.reason, 600))}`;
  const from = reply.steps[0] === 'brand' ? "the brand's account" : `@${handle}`;
  switch (reply.state) {
    case 'held':
    case 'queued':
      return `:handshake: *Hands over in public*, as ${from}, before the answer goes out.${reason}`;
    case 'sending':
      return `:handshake: *Being posted* as ${from}: the answer follows.`;
    case 'sent': {
      const where = reply.postUrl === null ? '' : ` ${link(reply.postUrl, 'See it on X')}`;
      return `:handshake: *Handed over in public* from ${from}.${where}`;
    }
    case 'refused':
      return `:handshake: *Not handed over in public: nobody saw it.*${reason} The answer goes out without it.`;
    case 'unknown':
      return `:handshake: *Unknown whether the hand-over is public.*${reason} The answer follows when that is known, or cannot be.`;
    case 'withdrawn':
      return ':handshake: *No hand-over*: the answer was taken back first.';
  }
}
