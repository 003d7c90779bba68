import { timingSafeEqual } from 'node:crypto';
import type { DeletionStore } from '../deletions.ts';
import { type DeskSettings, findBrand } from '../domain/brand.ts';
import type { AccountOwner, LinkedAccount } from '../domain/glossary.ts';
import { RefusedError } from '../errors.ts';
import type { Clock, Log, Notifier } from '../ports.ts';
import type { AccountStore, LinkAttempt, ReplyStore, Tokens } from '../stores.ts';
import { type RequireResponderDeps, requireMayLink } from './require-responder.ts';
import { browserHash, type OpenLinkDeps, redirectUri } from './start-link.ts';

export interface FinishLinkDeps extends OpenLinkDeps, RequireResponderDeps {
  accounts: AccountStore;
  replies: ReplyStore;
  deletions: DeletionStore;
  notifier: Notifier;
  desk: DeskSettings;
  clock: Clock;
  log: Log;
}

export interface FinishLinkInput {
  state: string;
  /** Null when the person said no at X. */
  code: string | null;
  /** From the cookie. */
  browser: string | null;
}

export interface LinkFinished {
  account: LinkedAccount;
  slackUser: string;
  replaced: LinkedAccount | null;
  /** Replies that waited for this link and go on now. */
  resumed: number;
}

/** X sent the browser back. Throws RefusedError with the way on; nothing is linked then. */
export function finishLink(deps: FinishLinkDeps) {
  return async (input: FinishLinkInput): Promise<LinkFinished> => {
    const attempt = await deps.links.takeAttempt(input.state);
    if (!attempt || !sameBrowser(attempt, input.browser)) {
      throw new RefusedError(
        'state-unknown',
        'This sign-in was not started here, was used already, or is older than 10 minutes. Type /care link again.',
      );
    }
    if (input.code === null) {
      throw new RefusedError(
        'link-cancelled',
        'You said no at X, so nothing was linked. Type /care link to try again.',
      );
    }
    const {
      tokens,
      account: author,
      uploads,
    } = await deps.network.exchangeCode({
      code: input.code,
      codeVerifier: attempt.codeVerifier,
      redirectUri: redirectUri(deps.publicUrl),
    });
    const account: LinkedAccount = {
      network: 'x',
      ...author,
      owner: attempt.owner,
      state: 'linked',
      linkedAt: deps.clock.now(),
      uploads,
    };
    return store(deps, attempt, account, tokens);
  };
}

async function store(
  deps: FinishLinkDeps,
  { slackUser, owner }: LinkAttempt,
  account: LinkedAccount,
  tokens: Tokens,
): Promise<LinkFinished> {
  const refuse = async (code: string, sentence: string): Promise<never> => {
    await deps.network.revoke(tokens);
    throw new RefusedError(code, sentence);
  };
  const wrong = wrongAccount(deps.desk, owner, account.handle);
  if (wrong !== null) return refuse('wrong-account', wrong);
  const gone = owner.kind === 'responder' ? await whyNotAnyMore(deps, slackUser) : null;
  if (gone !== null) return refuse(gone.code, gone.sentence);
  const result = await deps.accounts.link(account, tokens, deps.clock.now());
  if (result.kind === 'taken') {
    return refuse(
      'account-taken',
      `@${account.handle} is linked to somebody else here. They unlink it with /care unlink.`,
    );
  }
  const resumed = await deps.replies.unpark(account.id, deps.clock.now());
  const deletions = await deps.deletions.unpark(owner, deps.clock.now());
  await tellPerson(deps, slackUser, told(account, resumed, deletions));
  return { account, slackUser, replaced: result.replaced, resumed };
}

/** Whoever left while they were at X must not find their account linked. */
async function whyNotAnyMore(deps: FinishLinkDeps, slackUser: string): Promise<RefusedError | null> {
  try {
    await requireMayLink(deps)(slackUser);
    return null;
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
}

/** The browser's page says it too: a Slack that is away must not undo a link that was made. */
async function tellPerson({ notifier, log }: FinishLinkDeps, slackUser: string, text: string): Promise<void> {
  try {
    await notifier.tell(slackUser, text);
  } catch (error) {
    log.warn('link-not-told', { slackUser, error });
  }
}

/** A brand's link takes only the brand's handle; a person's own link takes no brand's. */
function wrongAccount(desk: DeskSettings, owner: AccountOwner, handle: string): string | null {
  const same = (other: string) => other.toLowerCase() === handle.toLowerCase();
  if (owner.kind === 'brand') {
    const brand = findBrand(desk, owner.brand);
    if (same(brand.handle)) return null;
    return `You signed in at X as @${handle}, but the brand is @${brand.handle}. Switch accounts at X and type /care link brand again.`;
  }
  if (!desk.brands.some((brand) => same(brand.handle))) return null;
  return `@${handle} is the brand's account. Sign in at X as yourself and type /care link again.`;
}

function told(account: LinkedAccount, resumed: number, deletions: number): string {
  const deleted = deletions === 0 ? '' : ' What waited to be deleted is deleted now.';
  const waiting =
    resumed === 0
      ? ''
      : resumed === 1
        ? ' Your waiting answer goes out now.'
        : ` ${resumed} waiting answers go out now.`;
  return account.owner.kind === 'brand'
    ? `@${account.handle} is linked as the brand's account.${waiting}${deleted}`
    : `@${account.handle} is linked: your answers go out from it, in your name.${waiting}${deleted} /care unlink ends it at any time.`;
}

function sameBrowser(attempt: LinkAttempt, browser: string | null): boolean {
  if (browser === null) return false;
  const [expected, given] = [Buffer.from(attempt.browser), Buffer.from(browserHash(browser))];
  return expected.length === given.length && timingSafeEqual(expected, given);
}
