import type { Brand, DeskSettings } from '../domain/brand.ts';
import type { DeliveryStep, LinkedAccount } from '../domain/glossary.ts';
import { type Compared, type Echo, type Fingerprint, findEcho, fingerprintOf } from '../domain/same-text.ts';
import type { Clock } from '../ports.ts';
import type { AccountStore, ReplyStore } from '../stores.ts';

export interface LookForEchoDeps {
  replies: ReplyStore;
  accounts: AccountStore;
  desk: DeskSettings;
  clock: Clock;
}

export interface LookForEchoInput {
  text: string;
  brand: Brand;
  /** The responder's own. */
  account: LinkedAccount;
  /** The first is the one that decides from which account the text is public. */
  steps: readonly DeliveryStep[];
}

/** An earlier text that this one repeats, and from whom. */
export interface EchoFound extends Echo {
  /** Without the `@`; null when that account is not linked any more. */
  handle: string | null;
}

export interface Looked {
  echo: EchoFound | null;
  /** Names the texts that were compared, for {@link ReplyStore.submit}. */
  newest: string;
}

export type LookForEcho = (input: LookForEchoInput) => Promise<Looked>;

/** Compares a text with what all accounts of the workspace sent lately. Decides nothing. */
export function lookForEcho({ replies, accounts, desk, clock }: LookForEchoDeps): LookForEcho {
  // People type faster than a thousand texts are read anew: what was read is kept while it counts.
  let known = new Map<string, Fingerprint>();
  return async (input) => {
    if (input.text.trim() === '') return { echo: null, newest: '' };
    const { newest, texts } = await replies.recentTexts(clock.now() - desk.sameText.windowMs);
    const earlier: Compared[] = texts.map((of) => ({
      of,
      print: known.get(of.entry) ?? fingerprintOf(of.text),
    }));
    known = new Map(earlier.map(({ of, print }) => [of.entry, print]));
    const accountId = await posterId(accounts, input);
    const echo = findEcho(desk.sameText, { accountId, print: fingerprintOf(input.text) }, earlier);
    if (echo === null) return { echo, newest };
    const account = await accounts.byId(echo.of.accountId);
    return { echo: { ...echo, handle: account?.handle ?? null }, newest };
  };
}

async function posterId(
  accounts: AccountStore,
  { brand, account, steps }: LookForEchoInput,
): Promise<string> {
  if (steps[0] !== 'brand') return account.id;
  return (await accounts.byOwner({ kind: 'brand', brand: brand.id }))?.id ?? '';
}
