import { createHash, randomBytes } from 'node:crypto';
import type { AccountOwner } from '../domain/glossary.ts';
import { RefusedError } from '../errors.ts';
import type { SocialNetwork } from '../ports.ts';
import type { LinkRequest, LinkStore } from '../stores.ts';
import { requireLead } from './require-employee.ts';
import { type RequireResponderDeps, requireMayLink } from './require-responder.ts';

export interface StartLinkDeps extends RequireResponderDeps {
  links: LinkStore;
  /** Without a trailing slash. */
  publicUrl: string;
}

/** A private link, good for one use within 10 minutes. Throws RefusedError. */
export function startLink(deps: StartLinkDeps) {
  return async (input: { slackUser: string; owner: AccountOwner }): Promise<{ url: string }> => {
    const allowed = input.owner.kind === 'brand' ? requireLead(deps.people) : requireMayLink(deps);
    await allowed(input.slackUser);
    const ticket = await deps.links.saveTicket(input);
    return { url: `${deps.publicUrl}/oauth/x/start?ticket=${ticket}` };
  };
}

export interface OpenLinkDeps {
  links: LinkStore;
  network: SocialNetwork;
  publicUrl: string;
}

/** Who the link was made for, for the page that asks before it goes on. Null: used, too old, or never made. */
export function readLink({ links }: Pick<OpenLinkDeps, 'links'>) {
  return (ticket: string): Promise<LinkRequest | null> => links.peekTicket(ticket);
}

/**
 * Uses the link up and answers where X asks for consent. `browser` is a secret for this browser's cookie: the way back
 * must come from the same one. Throws RefusedError `link-used`.
 */
export function openLink({ links, network, publicUrl }: OpenLinkDeps) {
  return async (ticket: string): Promise<{ url: string; browser: string }> => {
    const request = await links.takeTicket(ticket);
    if (!request) {
      throw new RefusedError(
        'link-used',
        'This link was used already or is older than 10 minutes. Type /care link again.',
      );
    }
    const state = randomBytes(32).toString('base64url');
    const browser = randomBytes(32).toString('base64url');
    const { url, codeVerifier } = network.authorizeUrl({ state, redirectUri: redirectUri(publicUrl) });
    await links.saveAttempt(state, { ...request, codeVerifier, browser: browserHash(browser) });
    return { url, browser };
  };
}

/** Where X sends the browser back to. */
export function redirectUri(publicUrl: string): string {
  return `${publicUrl}/oauth/x/callback`;
}

/** What is stored of the browser's secret. */
export function browserHash(browser: string): string {
  return createHash('sha256').update(browser).digest('base64url');
}
