import type { KnownBlock } from '@slack/types';
import type { Reply } from '../domain/glossary.ts';
import type { NoteView } from '../ports.ts';
import { escapeText, harmless, link } from './escape.ts';
import { ACTION } from './ids.ts';
import { LIMIT, shorten } from './limits.ts';
import { button, type SlackMessage } from './mention-card.ts';
import type { PostLinks } from './post-blocks.ts';

/** A message in the Slack thread. Nothing that people write there goes anywhere. */
export function noteMessage(note: NoteView, links: PostLinks): SlackMessage {
  switch (note.kind) {
    case 'reply':
      return lifeNote(note.reply, note.accountHandle);
    case 'outcome': {
      const text = `<@${note.reply.responder}> ${standing(note.reply, note.accountHandle)}`;
      return message(text, null, checkAgain(note.reply));
    }
    case 'followup': {
      const ping = note.ping === null ? '' : `<@${note.ping}> `;
      const url = links.postUrl(note.post.author.handle, note.post.id);
      return message(
        `${ping}:speech_balloon: *The customer wrote again*  ·  ${link(url, 'View on X')}`,
        note.post.text,
      );
    }
    case 'by-hand': {
      const who = note.slackUser === null ? `@${note.post.author.handle}` : `<@${note.slackUser}>`;
      const url = links.postUrl(note.post.author.handle, note.post.id);
      return message(
        `:white_check_mark: *${who} answered by hand*  ·  ${link(url, 'View on X')}`,
        note.post.text,
      );
    }
  }
}

function lifeNote(reply: Reply, handle: string): SlackMessage {
  const undo = reply.state === 'held' ? [button(ACTION.undo, 'Undo', reply.id)] : checkAgain(reply);
  return message(standing(reply, handle), ended(reply) ? null : reply.text, undo);
}

function ended(reply: Reply): boolean {
  return reply.state === 'sent' || reply.state === 'withdrawn';
}

function checkAgain(reply: Reply) {
  return reply.state === 'unknown' ? [button(ACTION.checkAgain, 'Check again', reply.id)] : [];
}

/** How a reply stands, in one or two sentences: what happened, and what happens next. */
function standing(reply: Reply, handle: string): string {
  const reason = reply.reason === null ? '' : ` ${reasonText(reply.reason)}`;
  switch (reply.state) {
    case 'held':
      return reply.parked
        ? `:key: *Waiting for your link.*${reason} Type \`/care link\` with @${handle}: then it goes out by itself.`
        : `:hourglass_flowing_sand: *Goes out ${atTime(reply.notBefore)}* in public, as ${from(reply, handle)}.`;
    case 'queued':
      if (waits(reply))
        return `:hourglass_flowing_sand: *Waiting until ${untilTime(reply)}* to go out as ${from(reply, handle)}.${progress(reply)}${reason}`;
      return `:hourglass_flowing_sand: *On its way* as ${from(reply, handle)}.${progress(reply)}${reason}`;
    case 'sending':
      return `:outbox_tray: *Being posted* as ${from(reply, handle)}.${progress(reply)}`;
    case 'sent':
      return `:white_check_mark: *Sent* ${way(reply, handle)}.${refusedSteps(reply)} ${reply.postUrl === null ? '' : link(reply.postUrl, 'See it on X')}`;
    case 'refused':
      return `:no_entry: *Refused: nobody saw it.*${reason} Your text is kept: press *Reply* on the card to change it.`;
    case 'unknown':
      return (
        `:grey_question: *Unknown: it may or may not be public.*${reason} ` +
        'Faccia does not send it again by itself. *Check again* looks on X.'
      );
    case 'withdrawn':
      return ':leftwards_arrow_with_hook: *Taken back*: nothing was posted. The text is kept for its author.';
  }
}

function from(reply: Reply, handle: string): string {
  return reply.steps[0] === 'brand' ? "the brand's account, signed" : `@${handle}`;
}

function way(reply: Reply, handle: string): string {
  switch (reply.steps[0]) {
    case 'introduce':
      return `from @${handle}, *by introduce*: under the brand's post that introduces them`;
    case 'brand':
      return "by *brand*: from the brand's account, signed";
    default:
      return `from @${handle}, *direct*: straight under the customer's post`;
  }
}

function progress(reply: Reply): string {
  return reply.introductionId === null ? '' : ' The introduction is public, the answer follows under it.';
}

function refusedSteps({ refusedSteps: refused }: Reply): string {
  return refused.map(({ step, reason }) => ` X refused _${step}_: ${reasonText(reason)}`).join('');
}

/** May carry X's own words, of any length: what stands after them must stay whole. */
function reasonText(reason: string): string {
  return escapeText(shorten(reason, 600));
}

const WAITS_MS = 2_000;
const SECONDS_MATTER_MS = 2 * 60 * 1000;
const ANOTHER_DAY_MS = 12 * 60 * 60 * 1000;

/** It has a moment to wait for: longer than what Slack takes to show it. */
function waits(reply: Reply): boolean {
  return reply.reason !== null && reply.notBefore - reply.updatedAt > WAITS_MS;
}

/** Each reader sees their own time. */
function untilTime({ notBefore, updatedAt }: Reply): string {
  const wait = notBefore - updatedAt;
  const format =
    wait < SECONDS_MATTER_MS
      ? '{time_secs}'
      : wait < ANOTHER_DAY_MS
        ? '{time}'
        : '{date_short_pretty}, {time}';
  const utc = new Date(notBefore).toISOString().slice(0, 16).replace('T', ' ');
  return `<!date^${Math.ceil(notBefore / 1000)}^${format}|${utc} UTC>`;
}

function atTime(at: number): string {
  return `<!date^${Math.floor(at / 1000)}^at {time_secs}|in a few seconds>`;
}

/** `words`: what somebody wrote, as typed: rich text is never read as markup. */
function message(
  text: string,
  words: string | null,
  actions: ReturnType<typeof button>[] = [],
): SlackMessage {
  const said = shorten(text, LIMIT.sectionText);
  const blocks: KnownBlock[] = [{ type: 'section', text: { type: 'mrkdwn', text: said } }];
  if (words !== null) {
    const quoted = { type: 'text' as const, text: harmless(shorten(words, 1_000)) };
    blocks.push({ type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [quoted] }] });
  }
  if (actions.length > 0) blocks.push({ type: 'actions', elements: actions });
  return { text: said, blocks };
}
