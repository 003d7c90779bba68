import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../errors.ts';

export interface TokenKey {
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

export interface TokenCipher {
  /** `boundTo` goes into the seal: what was sealed for one account does not open for another. */
  seal(plain: string, boundTo: string): string;
  /** Throws AppError `token-key-missing` or `token-damaged`. */
  open(sealed: string, boundTo: string): string;
}

const VERSION = 'v1';
const IV_BYTES = 12;

/** AES-256-GCM: `v1.<key id>.<iv>.<tag>.<text>`, base64url. The first key seals, all of them open. */
export function createTokenCipher(keys: readonly TokenKey[]): TokenCipher {
  const [first] = keys;
  if (first === undefined)
    throw new AppError({ code: 'token-key-missing', sentence: 'FACCIA_KEYS has no key.' });
  return {
    seal(plain, boundTo) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', first.key, iv).setAAD(Buffer.from(boundTo));
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return [
        VERSION,
        first.id,
        ...[iv, cipher.getAuthTag(), text].map((part) => part.toString('base64url')),
      ].join('.');
    },
    open(sealed, boundTo) {
      const [version, id, ...parts] = sealed.split('.');
      const [iv, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (version !== VERSION || !iv || !tag || !text) throw damaged();
      const key = keys.find((candidate) => candidate.id === id);
      if (!key) throw keyMissing(id ?? '');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key.key, iv, { authTagLength: 16 });
        decipher.setAAD(Buffer.from(boundTo)).setAuthTag(tag);
        return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
      } catch {
        throw damaged();
      }
    },
  };
}

function keyMissing(id: string): AppError {
  return new AppError({
    code: 'token-key-missing',
    sentence: `Linked accounts were encrypted with the key "${id}", which FACCIA_KEYS does not have any more. Put it back.`,
  });
}

function damaged(): AppError {
  return new AppError({
    code: 'token-damaged',
    sentence:
      'A linked account cannot be decrypted: its data or its key was changed. Link the account again.',
  });
}
