import { GROUPS, PEOPLE } from '../launch/cast.ts';
import { followLink } from '../launch/link.ts';
import type { Camera } from './camera.ts';
import { Colleague } from './colleague.ts';
import { STORY_CHANNELS } from './desk.ts';
import type { Window } from './eyes.ts';
import { LiveState } from './live-state.ts';
import type { Narrator } from './narrator.ts';
import { Public } from './public.ts';
import { NotSeenError, type Seen } from './stage-hands.ts';
import { oneLine } from './words.ts';

/** All that a chapter needs. */
export interface Story {
  tell: Narrator;
  x: Public;
  camera: Camera;
  desk: DeskChanges;
  ada: Colleague;
  ben: Colleague;
  cleo: Colleague;
  dev: Colleague;
  eli: Colleague;
  lea: Colleague;
  ola: Colleague;
}

/** What is changed in Faccia's YAML in the course of the day. */
export interface DeskChanges {
  /** One more house rule, under this version; Faccia starts again with it. */
  addsRule(rule: string, version: string): Promise<void>;
}

export interface Chapter {
  title: string;
  /** Of the story's day. */
  time: string;
  /** Nothing in it has to wait for a time to pass. */
  quick: boolean;
  play(story: Story): Promise<void>;
}

export interface StoryStage {
  slackUrl: string;
  xUrl: string;
  tell: Narrator;
  camera: Camera;
  desk: DeskChanges;
}

/** The people before this Slack and this X, over the addresses that the page uses too. */
export function openStory({ slackUrl, xUrl, tell, camera, desk }: StoryStage): Story & { close(): void } {
  const slack = new LiveState(`${slackUrl}/client/events?user=U0LEA`);
  const x = new LiveState(`${xUrl}/client/events`);
  const names = {
    people: new Map([
      ...PEOPLE.map(({ id, name }) => [id, name] as const),
      ...GROUPS.map(({ id, handle }) => [id, handle] as const),
    ]),
    channels: new Map(STORY_CHANNELS.map(({ id, name }) => [id, name])),
  };
  const work = { url: `${slackUrl}/client`, live: slack, names };
  const one = (id: string) =>
    new Colleague(work, PEOPLE.find((person) => person.id === id) ?? { id, name: id, onX: '' });
  return {
    tell,
    camera,
    desk,
    x: new Public(`${xUrl}/client`, x),
    ada: one('U0ADA'),
    ben: one('U0BEN'),
    cleo: one('U0CLEO'),
    dev: one('U0DEV'),
    eli: one('U0ELI'),
    lea: one('U0LEA'),
    ola: one('U0OLA'),
    close() {
      slack.close();
      x.close();
    },
  };
}

/** One chapter after the other; a chapter that lost its thread does not end the day. */
export async function playStory(
  story: Story,
  chapters: readonly Chapter[],
  signal: AbortSignal,
): Promise<void> {
  for (const { title, time, play } of chapters) {
    if (signal.aborted) return;
    story.tell.chapter(title, time);
    try {
      await play(story);
    } catch (error) {
      story.tell.lost(error);
      // What was left open would lie over the pictures of the next chapters.
      const { ada, ben, cleo, dev, eli, lea, ola } = story;
      for (const who of [ada, ben, cleo, dev, eli, lea, ola]) await who.closesAll();
    }
  }
}

/** The private link in what Faccia showed, followed over X's own page. */
export async function links(shown: object, username: string): Promise<Seen<string>> {
  const url = /<(https?:[^|>"]+)\|/u.exec(JSON.stringify(shown))?.[1];
  if (url === undefined) throw new NotSeenError('a private link', JSON.stringify(shown).slice(0, 300));
  const page = (await followLink(url, username)).replace(/<style.*?<\/style>|<[^>]+>/gsu, ' ');
  if (!page.includes(`@${username}`)) throw new NotSeenError('the page of a linked account', oneLine(page));
  return { value: page, saw: `in the browser: ${oneLine(page).slice(0, 90)}` };
}

/** More… on a card or in a list, then an entry in it. */
export async function more(
  who: Colleague,
  where: Parameters<Colleague['press']>[0],
  actionId: string,
): Promise<Seen<Window>> {
  const { value: window } = await who.opens(() => who.press(where, 'more'));
  return who.opens(() => who.press(window, actionId));
}
