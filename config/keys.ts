import type { z } from 'zod';

const KEY_BYTES = 32;
const HOW = 'Each key is id:base64 of 32 bytes; make one: echo "k1:$(openssl rand -base64 32)".';

/** `id:base64,id:base64`: the first encrypts, all of them decrypt. */
export function keysFrom(text: string, context: z.RefinementCtx): { id: string; key: Buffer }[] {
  const keys = text.split(',').map((part, index) => keyFrom(part.trim(), index + 1, context));
  const ids = keys.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0) context.addIssue(`has the id "${twice[0]}" twice. Every key needs an id of its own.`);
  return keys;
}

function keyFrom(part: string, position: number, context: z.RefinementCtx): { id: string; key: Buffer } {
  const colon = part.indexOf(':');
  const id = part.slice(0, Math.max(colon, 0));
  const key = Buffer.from(part.slice(colon + 1), 'base64');
  if (!/^[A-Za-z0-9_-]{1,32}$/u.test(id)) {
    context.addIssue(`has no good id before the colon in key ${position}. ${HOW}`);
  } else if (key.length !== KEY_BYTES) {
    context.addIssue(`key "${id}" has ${key.length} bytes and must have ${KEY_BYTES}. ${HOW}`);
  }
  return { id, key };
}
