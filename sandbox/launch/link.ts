import type { SandboxMessage } from '../slack/client-api.ts';
import type { SandboxSlack } from '../slack/server.ts';

/** What a person does to link an account, with a browser's means: follow, post, keep the cookie. */
export async function linkAccount(
  slack: SandboxSlack,
  slackUser: string,
  username: string,
  brand: boolean | string,
): Promise<string> {
  const { url, message } = await askForLink(slack, slackUser, brand);
  const page = await followLink(url, username);
  // Spent: a person's Slack would not show it any more either.
  slack.workspace.removeMessage(message);
  return page;
}

/** From the private link, over X's own page, to the page that says how it went. */
export async function followLink(url: string, username: string): Promise<string> {
  const ticket = new URL(url).searchParams.get('ticket') ?? '';
  const started = await fetch(url.split('?', 1)[0] ?? '', form({ ticket }));
  const cookie = (started.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  const consent = new URL(started.headers.get('location') ?? '');
  const request = consent.search.slice(1);
  const allowed = await fetch(
    consent.origin + consent.pathname,
    form({ request, username, decision: 'allow' }),
  );
  const finished = await fetch(allowed.headers.get('location') ?? '', { headers: { cookie } });
  return finished.text();
}

/** The private link out of the answer to `/care link`. */
export async function askForLink(
  slack: SandboxSlack,
  slackUser: string,
  brand: boolean | string,
): Promise<{ url: string; message: SandboxMessage }> {
  const { workspace } = slack;
  const channel = [...workspace.channels.keys()][0] ?? '';
  const before = workspace.messages.length;
  await slack.person.command({
    user: slackUser,
    channel,
    command: '/care',
    text: brand === false ? 'link' : `link brand ${brand === true ? '' : brand}`,
  });
  for (let tries = 0; tries < 200; tries += 1) {
    const told = workspace.messages.slice(before).find((message) => message.ephemeralFor === slackUser);
    const url = told && /<(https?:[^|>]+)\|/u.exec(told.text)?.[1];
    if (told && url) return { url, message: told };
    if (told) throw new Error(told.text);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('No answer to /care link.');
}

function form(fields: Record<string, string>): RequestInit {
  return { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) };
}
