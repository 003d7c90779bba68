import { deathOf } from '../src/domain/death.ts';
import type { AccountOwner, LinkedAccount } from '../src/domain/glossary.ts';
import { RefusedError } from '../src/errors.ts';
import { careHelp, filesHint, privateLink } from '../src/slack/texts.ts';
import type { Unlinked } from '../src/usecases/unlink-account.ts';
import type { Say } from './on-error.ts';

export interface CareCommandDeps {
  startLink(input: { slackUser: string; owner: AccountOwner }): Promise<{ url: string }>;
  unlinkAccount(input: { slackUser: string; owner: AccountOwner }): Promise<Unlinked>;
  accounts: { byOwner(owner: AccountOwner): Promise<LinkedAccount | null> };
  brands: readonly { id: string; handle: string }[];
}

export interface CareCommand {
  slackUser: string;
  /** What follows `/care`. */
  text: string;
  /** Where it was typed. */
  channel: string;
  /** Good for 3 seconds and one window. */
  triggerId: string;
  /** Only the person who typed it sees it. */
  say: Say;
}

/** `/care …`: answers the sentence that only this person sees; null: they see something else. Throws RefusedError. */
export function careCommand(deps: CareCommandDeps) {
  return (command: CareCommand): Promise<string | null> => {
    const [verb = 'help', ...rest] = command.text.trim().toLowerCase().split(/\s+/u).filter(Boolean);
    const owner = (): AccountOwner => ownerOf(deps, command.slackUser, rest);
    switch (verb) {
      case 'link':
        return link(deps, command.slackUser, owner());
      case 'unlink':
        return unlink(deps, command.slackUser, owner());
      case 'me':
        return me(deps, command.slackUser);
      case 'help':
        return Promise.resolve(careHelp());
      default:
        return Promise.resolve(`There is no \`/care ${plain(verb)}\`.\n${careHelp()}`);
    }
  };
}

/** What was typed comes back to its author only, but still without a chance to format or ping. */
function plain(word: string): string {
  return word.replace(/[^\p{L}\p{N}-]/gu, '').slice(0, 20);
}

/** `brand` or `brand <id or handle>`; nothing: the person's own. */
function ownerOf({ brands }: CareCommandDeps, slackUser: string, words: string[]): AccountOwner {
  const [what, which] = words;
  if (what === undefined) return { kind: 'responder', slackUser };
  const names = brands.map((brand) => `\`${brand.id}\``).join(', ');
  if (what !== 'brand') {
    throw new RefusedError(
      'bad-command',
      'Type `/care link` for your own account or `/care link brand` for the brand.',
    );
  }
  const wanted = which?.replace(/^@/u, '');
  const found =
    wanted === undefined && brands.length === 1
      ? brands[0]
      : brands.find((brand) => brand.id.toLowerCase() === wanted || brand.handle.toLowerCase() === wanted);
  if (found) return { kind: 'brand', brand: found.id };
  throw new RefusedError('which-brand', `Which brand? Type its name after it: ${names}.`);
}

async function link(deps: CareCommandDeps, slackUser: string, owner: AccountOwner): Promise<string> {
  const { url } = await deps.startLink({ slackUser, owner });
  return privateLink(url, owner);
}

async function unlink(deps: CareCommandDeps, slackUser: string, owner: AccountOwner): Promise<string> {
  const unlinked = await deps.unlinkAccount({ slackUser, owner });
  if (!unlinked) return 'No account is linked, so there was nothing to do.';
  const { account, revoked } = unlinked;
  return revoked
    ? `@${account.handle} is unlinked: Faccia forgot its access, and X confirmed that it ended.`
    : `@${account.handle} is unlinked: Faccia forgot its access. X did not confirm it; remove the app at https://x.com/settings/connected_apps to be sure.`;
}

async function me({ accounts }: CareCommandDeps, slackUser: string): Promise<string> {
  const account = await accounts.byOwner({ kind: 'responder', slackUser });
  if (!account) return 'You have no X account linked. Type `/care link`: it takes a minute.';
  const dead = deathOf(account);
  return dead
    ? `${dead.what} ${dead.wayOn}`
    : `You answer as @${account.handle}, your own account. \`/care unlink\` ends it.${filesHint(account)}`;
}
