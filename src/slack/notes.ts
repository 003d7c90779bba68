import type { Button } from '@slack/types';
import type { Reply } from '../domain/glossary.ts';
import { isHandover } from '../domain/handover.ts';
import { mediaText } from '../domain/media.ts';
import type { NoteView } from '../ports.ts';
import { approvalButtons, approvalNews, approvalNote, waitsForLead, waitsStanding } from './approval-note.ts';
import { claimNote } from './claim-notes.ts';
import { conversationNote, postNote } from './conversation-notes.ts';
import { deletionButtons, deletionStanding } from './deletion-note.ts';
import { escapeText, link, saidText } from './escape.ts';
import { handoverStanding } from './handover-note.ts';
import { ACTION } from './ids.ts';
import { lateNote } from './late-note.ts';
import { button, type SlackMessage } from './mention-card.ts';
import { message } from './note-message.ts';
import { atTime, untilTime, waits } from './note-times.ts';
import type { PostLinks } from './post-blocks.ts';
import { STEP_NAMES } from './step-names.ts';
import { movedText } from './topic-blocks.ts';

/** A message in the Slack thread. Nothing that people write there goes anywhere. */
export function noteMessage(note: NoteView, links: PostLinks): SlackMessage {
  switch (note.kind) {
    case 'reply':
      return lifeNote(note.reply, note.accountHandle, links);
    case 'outcome': {
      const text = `<@${note.reply.responder}> ${standing(note.reply, note.accountHandle)}`;
      // Its way to X must go when it is settled: that button stands in the note above only, which is kept up to date.
      if (note.reply.asked) return message(text, note.reply.text, decide(note.reply), note.reply.files);
      return message(text, null, note.reply.state === 'unknown' ? buttons(note.reply, links) : []);
    }
    case 'late':
      return lateNote(note);
    case 'followup':
    case 'edited':
      return postNote(note, links);
    case 'other':
    case 'context':
    case 'gone':
      return conversationNote(note, links);
    case 'asked':
      return message(
        `:wastebasket: <@${note.by}>, a care lead, asks you to delete this answer of yours. ` +
          `It stands on your own account: only you can, and nothing happens unless you do. ${seeIt(note.reply)}`,
        note.reply.text,
        deletionButtons(note.reply, { ask: false }),
      );
    case 'deletion': {
      const text = `<@${note.ping}> ${standing(note.reply, note.accountHandle)}`;
      return message(text, null, deletionButtons(note.reply, { ask: false }));
    }
    case 'news':
    case 'given':
    case 'lease-warning':
      return claimNote(note);
    case 'approval':
      return approvalNote(note);
    case 'approval-news':
      return approvalNews(note);
    case 'noted': {
      const gone = note.answer.text === '';
      const text = `:memo: *<@${note.answer.by}> noted what was answered*${gone ? '. The words were kept long enough and are removed.' : ':'}`;
      return message(text, gone ? null : note.answer.text);
    }
    case 'moved':
      return message(movedText(note), null);
    case 'by-hand': {
      const who =
        note.slackUser === null ? `@${escapeText(note.post.author.handle)}` : `<@${note.slackUser}>`;
      const url = links.postUrl(note.post.author.handle, note.post.id);
      return message(
        `:white_check_mark: *${who} answered by hand*  ·  ${link(url, 'View on X')}`,
        note.post.text,
      );
    }
  }
}

function lifeNote(reply: Reply, handle: string, links: PostLinks): SlackMessage {
  const shown = ended(reply) ? { words: null, files: [] } : { words: reply.text, files: reply.files };
  return message(standing(reply, handle), shown.words, buttons(reply, links), shown.files);
}

function buttons(reply: Reply, links: PostLinks): Button[] {
  // Its answer is what is taken back.
  if (isHandover(reply) && reply.state === 'held') return [];
  if (reply.state === 'unknown') {
    return [
      button(ACTION.checkAgain, 'Check again', reply.id),
      { ...button(ACTION.sendAnyway, 'Send anyway', reply.id, 'danger'), confirm: SEND_ANYWAY },
    ];
  }
  if (reply.state !== 'held') return deletionButtons(reply, { ask: true });
  if (reply.asked) return decide(reply);
  const waiting = waitsForLead(reply);
  const undo = button(
    ACTION.undo,
    reply.awaitsPost || reply.parked || waiting ? 'Take back' : 'Undo',
    reply.id,
  );
  if (waiting) return [...approvalButtons(reply), undo];
  if (!reply.awaitsPost) return [undo];
  const url = links.composeUrl({ text: reply.text, inReplyTo: reply.inReplyTo });
  const open = { ...button(ACTION.openLink, 'Open X', reply.id, 'primary'), url };
  return [open, button(ACTION.checkAgain, 'I posted it', reply.id), undo];
}

function decide(reply: Reply): Button[] {
  return [
    button(ACTION.sendAsked, 'Send it', reply.id, 'primary'),
    button(ACTION.undo, 'Take it back', reply.id),
  ];
}

const SEND_ANYWAY = {
  title: { type: 'plain_text' as const, text: 'Send it anyway?' },
  text: {
    type: 'plain_text' as const,
    text: 'Nobody knows whether it is public already: it may stand there twice. Only a care lead can do this.',
  },
  confirm: { type: 'plain_text' as const, text: 'Send anyway' },
  deny: { type: 'plain_text' as const, text: 'No' },
};

function ended(reply: Reply): boolean {
  return reply.state === 'sent' || reply.state === 'withdrawn';
}

/** How a reply stands, in one or two sentences: what happened, and what happens next. */
function standing(reply: Reply, handle: string): string {
  if (isHandover(reply) && reply.deletion === null) return handoverStanding(reply, handle);
  const reason = reply.reason === null ? '' : ` ${reasonText(reply.reason)}`;
  switch (reply.state) {
    case 'held':
      if (reply.awaitsPost) return byHand(reply, handle, reason);
      if (waitsForLead(reply)) return waitsStanding(reply);
      if (reply.asked)
        return `:raised_hand: *Shall this still go out?* ${reply.parkedForBrand ? "The brand's" : 'Your'} account works again.${reason}`;
      if (reply.parkedForBrand)
        return `:key: *Waiting for the brand's link.*${reason} Then it goes out by itself.`;
      return reply.parked
        ? `:key: *Waiting for your link.*${reason} Type \`/care link\` with @${handle}: then it goes out by itself.`
        : `:hourglass_flowing_sand: *Goes out ${atTime(reply.notBefore)}* in public, as ${from(reply, handle)}.${reason}`;
    case 'queued':
      if (waits(reply))
        return `:hourglass_flowing_sand: *Waiting until ${untilTime(reply)}* to go out as ${from(reply, handle)}.${progress(reply)}${reason}`;
      return `:hourglass_flowing_sand: *On its way* as ${from(reply, handle)}.${progress(reply)}${reason}`;
    case 'sending':
      return reply.steps[0] === 'native'
        ? `:outbox_tray: *Being prepared* for @${handle}.`
        : `:outbox_tray: *Being posted* as ${from(reply, handle)}.${progress(reply)}`;
    case 'sent':
      if (reply.deletion !== null) return deletionStanding(reply, reply.deletion, handle);
      return `:white_check_mark: *Sent* ${way(reply, handle)}${credit(reply)}.${refusedSteps(reply)} ${seeIt(reply)}`;
    case 'refused':
      if (reply.unseen) return UNSEEN;
      return `:no_entry: *Refused: nobody saw it.*${reason} Your text is kept: press *Reply* on the card to change it.${chooseAgain(reply)}`;
    case 'unknown':
      return (
        `:grey_question: *Unknown: it may or may not be public.*${reason} ` +
        (reply.notBefore === 0
          ? 'Faccia does not send it again by itself. *Check again* looks on X.'
          : `Faccia looks for it on X ${atTime(reply.notBefore)}, and sends it again only when X had its time and does not have it.`)
      );
    case 'withdrawn':
      return reply.reason === null
        ? ':leftwards_arrow_with_hook: *Taken back*: nothing was posted. The text is kept for its author.'
        : `:raised_hand: *Stopped: nothing was posted.*${reason} Your text is kept: press *Reply* on the card to go on with it.${chooseAgain(reply)}`;
  }
}

/** Slack's window cannot be opened with files in it. */
function chooseAgain({ files }: Reply): string {
  return files.length === 0 ? '' : ` Choose ${mediaText(files)} again there.`;
}

const UNSEEN =
  ':mag: *It was not seen on X within a day*: Faccia does not wait for your post any more. If you did post it, it stands there; ' +
  'your text is kept: press *Reply* on the card to go on with it.';

/** Here only, never in public. */
function credit({ credit: colleague }: Reply): string {
  return colleague === undefined ? '' : `, with words of <@${colleague}>`;
}

/** The responder posts it in X's own composer. */
function byHand(reply: Reply, handle: string, reason: string): string {
  const asked =
    reply.looks === 0
      ? ''
      : ' Faccia has looked on X and does not see it yet: did you post it? Otherwise *Take back* frees the thread.';
  return (
    `:point_right: *Waiting for your post* as @${handle}. *Open X* has your text filled in: press Post there. ` +
    `Faccia sees it by itself.${asked}${reason}${refusedSteps(reply)}`
  );
}

function from(reply: Reply, handle: string): string {
  if (reply.steps[0] !== 'brand') return `@${handle}`;
  return reply.unsigned ? "the brand's account, without a name" : "the brand's account, signed";
}

function way(reply: Reply, handle: string): string {
  switch (reply.steps[0]) {
    case 'introduce':
      return `from @${handle}, *introduced by the brand*: under its post`;
    case 'native':
      return `from @${handle}, *posted by hand* in X`;
    case 'brand':
      return `from *${from(reply, handle)}*`;
    default:
      return `from @${handle}, *straight under the customer's post*`;
  }
}

function seeIt({ postUrl }: Reply): string {
  return postUrl === null ? '' : link(postUrl, 'See it on X');
}

function progress({ steps, introductionId }: Reply): string {
  if (introductionId === null || steps[0] !== 'introduce') return '';
  return ' The introduction is public, the answer follows under it.';
}

function refusedSteps({ refusedSteps: refused }: Reply): string {
  return refused
    .map(({ step, reason }) => ` X refused _${STEP_NAMES[step]}_: ${reasonText(reason)}`)
    .join('');
}

/** May carry X's own words, of any length: what stands after them must stay whole. */
function reasonText(reason: string): string {
  return saidText(reason, 600);
}
