import type { ClaimNote } from '../claims.ts';
import type { LeaseEnd } from '../domain/lease.ts';
import type { ThreadNews } from '../domain/news.ts';
import { nameText } from './escape.ts';
import { ACTION } from './ids.ts';
import { button, type SlackMessage } from './mention-card.ts';
import { message } from './note-message.ts';
import { notificationText } from './post-blocks.ts';
import { moment } from './texts.ts';

type News = Extract<ClaimNote, { kind: 'news' }>;
type GivenNote = Extract<ClaimNote, { kind: 'given' }>;
type Warning = Extract<ClaimNote, { kind: 'lease-warning' }>;

/** What is said, what somebody wrote (as typed), and what can be done about it. */
interface NoteParts {
  text: string;
  words: string | null;
  actions: ReturnType<typeof button>[];
}

export function claimNote(note: ClaimNote): SlackMessage {
  const { text, words, actions } = partsOf(note);
  return message(text, words, actions);
}

function partsOf(note: ClaimNote): NoteParts {
  switch (note.kind) {
    case 'news':
      return newsParts(note);
    case 'given':
      return givenParts(note);
    case 'lease-warning':
      return warningParts(note);
  }
}

const PUBLIC = ' The next answer begins with telling the customer.';

/** Who has a thread now, and how that came. */
function newsParts({ news, people }: News): NoteParts {
  const named = (id: string | null): string => {
    const person = id === null ? undefined : people[id];
    if (id === null || person === undefined) return 'nobody';
    return person.rings ? `<@${id}>` : `*${nameText(person.name)}*`;
  };
  return { text: sentence(news, named), words: news.word === '' ? null : news.word, actions: [] };
}

function sentence(news: ThreadNews, named: (id: string | null) => string): string {
  const { kind, by, from, to } = news;
  const before = from === null ? '' : ` It was ${named(from)}'s.`;
  switch (kind) {
    case 'reassigned':
      return `:inbox_tray: ${named(by)} gave this to ${named(to)}.${before}${news.public ? PUBLIC : ''}`;
    case 'taken-over':
      return `:inbox_tray: ${named(by)} took this over.${before}${news.public ? PUBLIC : ''}`;
    case 'released':
      return `:outbox_tray: ${named(by)} gave this back to the channel.${before} Anybody may take it.`;
    case 'lease-ended':
      return `:hourglass: *Back in the channel*: ${named(from)} had this${since(news)}, ${ENDED[news.why as LeaseEnd]}. Anybody may take it.`;
    case 'taken-off':
      return to === null
        ? `:shield: *Only care leads go on here*, as the brand: ${named(from)} does not get this person's posts any more.`
        : `:shield: ${named(to)} *goes on here, as the brand*: ${named(from)} does not get this person's posts any more.`;
    case 'shield-lifted':
      return `:shield: ${named(by)} lifted it: ${named(from)} is not kept from this person any more, and anybody may answer here.`;
  }
}

const ENDED: Record<LeaseEnd, string> = {
  time: 'and did nothing with it until the time was over',
  'away-in-slack': 'and is away in Slack',
  'quiet-hours': 'and is off now',
  paused: 'and has paused',
  left: 'and does not answer customers here any more',
};

function since({ since: at }: ThreadNews): string {
  return at === null ? '' : ` since ${moment(at)}`;
}

/** The private message to whoever has it now, or (all leads) may take it: they can go on from there. */
function givenParts({ thread, news }: GivenNote): NoteParts {
  const where = `in <#${thread.channel}>: ${notificationText(thread.root)}`;
  const words = news.word === '' ? null : news.word;
  const reply = button(ACTION.replyOpen, 'Reply', thread.id, 'primary');
  const more = button(ACTION.more, 'More…', thread.id);
  const release = button(ACTION.release, 'Release', thread.id);
  if (news.kind !== 'taken-off')
    return {
      text: `:inbox_tray: *<@${news.by}> gave you a thread* ${where}${news.public ? `\n${PUBLIC.trim()}` : ''}`,
      words,
      actions: [reply, release, more],
    };
  const asked = `:shield: <@${news.from}> asked to be taken off a thread ${where}\n`;
  return news.to === null
    ? {
        text: `${asked}No lead was there to give it to: please take it. You answer as the brand, without a name.`,
        words,
        actions: [button(ACTION.takeIt, 'Take it', thread.id, 'primary'), more],
      }
    : {
        text: `${asked}*It is yours now*: you answer as the brand, without a name. _More…_ has the way to lift it.`,
        words,
        actions: [reply, more],
      };
}

/** Asks the holder, in private, where a phone shows it. */
function warningParts({ thread, until }: Warning): NoteParts {
  return {
    text:
      `:hourglass_flowing_sand: *Do you still have this?* It goes back to <#${thread.channel}> at ${moment(until)}, ` +
      `unless you write an answer or a note, or keep it.\n${notificationText(thread.root)}`,
    words: null,
    actions: [
      button(ACTION.keepIt, 'Keep it', thread.id, 'primary'),
      button(ACTION.release, 'Release', thread.id),
    ],
  };
}
