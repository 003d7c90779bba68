import type { AccountOwner } from '../src/domain/glossary.ts';
import { RefusedError } from '../src/errors.ts';
import { privateLink } from '../src/slack/texts.ts';
import type { Unlinked } from '../src/usecases/unlink-account.ts';
import type { CareWords } from './care-command.ts';

export interface CareLinkDeps {
  startLink(input: { slackUser: string; owner: AccountOwner }): Promise<{ url: string }>;
  brands: readonly { id: string; handle: string }[];
}

export interface CareUnlinkDeps {
  unlinkAccount(input: { slackUser: string; owner: AccountOwner }): Promise<Unlinked>;
  brands: readonly { id: string; handle: string }[];
}

/** `/care link [brand [name]]`: a private link to connect an account. */
export function careLink({ startLink, brands }: CareLinkDeps) {
  return async ({ slackUser, words }: CareWords): Promise<string> => {
    const owner = ownerOf(brands, slackUser, words);
    const { url } = await startLink({ slackUser, owner });
    return privateLink(url, owner);
  };
}

/** `/care unlink [brand [name]]`: ends it, here and on the network. */
export function careUnlink({ unlinkAccount, brands }: CareUnlinkDeps) {
  return async ({ slackUser, words }: CareWords): Promise<string> => {
    const unlinked = await unlinkAccount({ slackUser, owner: ownerOf(brands, slackUser, words) });
    if (!unlinked) return 'No account is linked, so there was nothing to do.';
    const { account, revoked } = unlinked;
    return revoked
      ? `@${account.handle} is unlinked: Faccia forgot its access, and X confirmed that it ended.`
      : `@${account.handle} is unlinked: Faccia forgot its access. X did not confirm it; remove the app at https://x.com/settings/connected_apps to be sure.`;
  };
}

/** `brand` or `brand <id or handle>`; nothing: the person's own. */
function ownerOf(
  brands: readonly { id: string; handle: string }[],
  slackUser: string,
  words: readonly string[],
): AccountOwner {
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
