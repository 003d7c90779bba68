import type { Brand } from '../domain/brand.ts';
import { deathSentence, wayOn } from '../domain/death.ts';
import { type Finding, fine, problem, warning } from '../domain/finding.ts';
import { type DeathKind, type LinkedAccount, ownerKey } from '../domain/glossary.ts';
import { AppError } from '../errors.ts';
import { translated } from './errors.ts';
import { keyPrefix } from './keys.ts';
import type { Redis } from './redis.ts';
import { createTokenCipher, type TokenKey } from './token-cipher.ts';

/** Is each brand's own account linked, and do its tokens still work? */
export async function checkBrandLinks(
  redis: Redis,
  workspace: string,
  brands: readonly Brand[],
): Promise<Finding[]> {
  const prefix = keyPrefix(workspace);
  return translated(() => Promise.all(brands.map((brand) => checkBrandLink(redis, prefix, brand))));
}

async function checkBrandLink(redis: Redis, prefix: string, { id, handle }: Brand): Promise<Finding> {
  const accountId = await redis.get(`${prefix}owner:${ownerKey({ kind: 'brand', brand: id })}`);
  const fields = ['json', 'state', 'deathKind'];
  const [json, state, kind] = await redis.hmget(`${prefix}account:${accountId ?? ''}`, ...fields);
  if (!json) {
    return warning(
      `Brand @${handle} is not linked. Until the brand is linked, mentions are read with the app's bearer token at the dearer price: a lead types /care link brand`,
    );
  }
  const linked = `@${(JSON.parse(json) as LinkedAccount).handle}`;
  if (state === 'dead') {
    const dead = (kind ?? 'revoked') as DeathKind;
    return problem(
      `Brand @${handle}: ${deathSentence(handle, dead)} ${wayOn(handle, dead, '/care link brand')} A lead does that.`,
    );
  }
  return fine(`Brand @${handle}: linked as ${linked}.`);
}

/** Can the tokens that are stored be read with the keys of FACCIA_KEYS? */
export async function checkKeys(
  redis: Redis,
  workspace: string,
  keys: readonly TokenKey[],
): Promise<Finding[]> {
  const sealed = await translated(() => readSealed(redis, keyPrefix(workspace)));
  const cipher = createTokenCipher(keys);
  const failures = new Map<string, number>();
  for (const [accountId, text] of sealed) {
    try {
      cipher.open(text, accountId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failures.set(error.sentence, (failures.get(error.sentence) ?? 0) + 1);
    }
  }
  if (failures.size > 0)
    return [...failures].map(([sentence, count]) => problem(`FACCIA_KEYS: ${sentence} Accounts: ${count}.`));
  const used = new Set([...sealed.values()].map((text) => text.split('.')[1]));
  const older = keys.slice(1).filter(({ id }) => used.has(id));
  const keep =
    older.length === 0 ? '' : ` Keep ${older.map(({ id }) => id).join(', ')} too: some still need it.`;
  return [
    fine(`FACCIA_KEYS: ${keys.length} in use; the tokens of ${sealed.size} accounts can be read.${keep}`),
  ];
}

/** The encrypted tokens by account. */
async function readSealed(redis: Redis, prefix: string): Promise<Map<string, string>> {
  const sealed = new Map<string, string>();
  for (const id of await redis.smembers(`${prefix}accounts`)) {
    const text = await redis.hget(`${prefix}account:${id}`, 'cipher');
    if (text) sealed.set(id, text);
  }
  return sealed;
}

/** Two ids for one key would look like a rotation that never was. Empty: every key is another one. */
export function checkKeysDistinct(keys: readonly TokenKey[]): Finding[] {
  const twins = keys.filter(({ key }, index) => keys.findIndex((other) => other.key.equals(key)) !== index);
  return twins.map(({ id }) =>
    problem(
      `FACCIA_KEYS: the key "${id}" is the same as one before it. Make a new one: echo "${id}:$(openssl rand -base64 32)".`,
    ),
  );
}
