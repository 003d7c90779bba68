import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { untilReady } from '../../sandbox/launch/product.ts';
import { createStage, type Stage, type StageOptions } from '../../sandbox/launch/stage.ts';
import type { ClientAnswer, SandboxMessage, SandboxUser } from '../../sandbox/slack/client-api.ts';
import { buttonOf, keyOf, wordsOf } from '../../sandbox/slack/message-words.ts';
import type { StoredPost } from '../../sandbox/x/world.ts';
import { DeskHands } from './desk-hands.ts';
import { until } from './until.ts';

export { buttonOf, keyOf, wordsOf } from '../../sandbox/slack/message-words.ts';
export { until } from './until.ts';

export const CHANNEL = 'C0CARE';
export const ADA = 'U0ADA';
export const BEN = 'U0BEN';
export const LEA = 'U0LEA';
export const GUEST = 'U0GUEST';
export const BRAND = { id: 'acme', name: 'Acme', handle: 'acme' };

export function aUser(id: string, over: Partial<SandboxUser> = {}): SandboxUser {
  const name = id.slice(2).toLowerCase();
  return { id, name, realName: `${name} Person`, avatar: '', lead: false, guest: false, ...over };
}

export function aDeskFile(brand: object = {}, over: object = {}): object {
  return {
    undo_seconds: 0,
    delivery: { settle_seconds: 3 },
    people: { leads: [LEA], responders: 'everyone' },
    brands: [
      {
        ...BRAND,
        access: 'self-serve',
        // The stream brings a post at once; the mentions bring it every three seconds.
        sources: [{ kind: 'stream', rules: ['@acme'] }],
        ladder: ['direct', 'introduce', 'brand'],
        signature: '– {first_name}, Acme',
        introductions: [
          '{customer} {responder} from our team answers you here.',
          '{customer} meet {responder} of our team, who answers you here.',
        ],
        channels: { default: CHANNEL },
        ...brand,
      },
    ],
    ...over,
  };
}

export interface DeskOptions extends Partial<Omit<StageOptions, 'dir'>> {
  /** Over the one brand of the YAML. */
  brand?: object;
  /** Over the top of the YAML. */
  settings?: object;
  /** Links Ada (@ada_fixes) and the brand. */
  linked?: boolean;
  /** Waits until it is ready; false for starts that are meant to fail. */
  ready?: boolean;
}

/** The whole product as a process of its own, between a local Slack and a local X, and what people do with it. */
export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const { brand, settings, linked = true, ready = true, ...over } = options;
  const dir = mkdtempSync(join(tmpdir(), 'faccia-'));
  const stage = await createStage({
    dir,
    users: [
      aUser(ADA, { realName: 'Ada Field' }),
      aUser(BEN, { realName: 'Ben Cable' }),
      aUser(LEA, { lead: true }),
      aUser(GUEST, { guest: true }),
    ],
    channels: [{ id: CHANNEL, name: 'care' }],
    // More than Slack takes at once: the pace of cards has a test of its own.
    burst: 1_000,
    ...over,
    desk: over.desk ?? aDeskFile(brand, settings),
    prepare(x) {
      x.world.addUser({ username: BRAND.handle, name: BRAND.name, kind: 'brand' });
      x.world.addUser({ username: 'ada_fixes', name: 'Ada', kind: 'employee' });
      x.world.addUser({ username: 'ben_pulls', name: 'Ben', kind: 'employee' });
      over.prepare?.(x);
    },
  });
  const desk = new Desk(stage, dir);
  try {
    if (ready) await untilReady(stage.product);
    if (ready && linked) {
      await stage.link(ADA, 'ada_fixes');
      await stage.link(LEA, BRAND.handle, true);
    }
  } catch (error) {
    await desk.close();
    throw error;
  }
  return desk;
}

export class Desk extends DeskHands {
  readonly stage: Stage;
  readonly dir: string;

  constructor(stage: Stage, dir: string) {
    super(stage.slack);
    this.stage = stage;
    this.dir = dir;
  }

  get x() {
    return this.stage.x;
  }

  /** A customer writes on X. */
  mention(text: string, options: { by?: string; inReplyTo?: string } = {}): StoredPost {
    const user = this.x.world.addUser({ username: options.by ?? 'customer_one' });
    return this.x.world.post({ authorId: user.id, text, inReplyTo: options.inReplyTo ?? null });
  }

  /** Posts on X by this account, oldest first. */
  postsBy(username: string): StoredPost[] {
    const user = this.x.world.userByName(username);
    return [...this.x.world.posts.values()].filter((post) => post.authorId === user?.id);
  }

  /** Messages that all see, in the channel (or in the card's thread), oldest first. */
  messages(threadTs: string | null = null, channel: string = CHANNEL): SandboxMessage[] {
    return this.slack.workspace.messages.filter(
      (message) =>
        message.channel === channel && message.threadTs === threadTs && message.ephemeralFor === null,
    );
  }

  whispers(user: string): string[] {
    return this.slack.workspace.messages
      .filter((message) => message.ephemeralFor === user)
      .map(({ text }) => text);
  }

  /** The card of this post, as it stands now. Undefined: there is none. */
  card(post: StoredPost): SandboxMessage | undefined {
    return this.cards(post)[0];
  }

  cards(post: StoredPost): SandboxMessage[] {
    return this.slack.workspace.messages.filter((message) => keyOf(message) === `card:x-${post.id}`);
  }

  notes(post: StoredPost): string[] {
    const card = this.card(post);
    return card ? this.messages(card.ts, card.channel).map(wordsOf) : [];
  }

  untilCard(post: StoredPost, says: RegExp = /./su): Promise<SandboxMessage> {
    return until(() => {
      const card = this.card(post);
      return card && says.test(wordsOf(card)) ? card : undefined;
    });
  }

  untilNote(post: StoredPost, says: RegExp): Promise<string> {
    return until(() => {
      const notes = this.notes(post);
      const found = notes.find((note) => says.test(note));
      if (found === undefined) throw new Error(`No note says ${says}: ${JSON.stringify(notes)}`);
      return found;
    });
  }

  untilWhisper(user: string, says: RegExp): Promise<string> {
    return until(() => {
      const found = this.whispers(user).find((text) => says.test(text));
      if (found === undefined)
        throw new Error(`No whisper says ${says}: ${JSON.stringify(this.whispers(user))}`);
      return found;
    });
  }

  /** Presses the button of this message. */
  click(user: string, message: SandboxMessage, actionId: string): Promise<ClientAnswer> {
    const button = buttonOf(message, actionId);
    if (!button) throw new Error(`There is no ${actionId} in: ${wordsOf(message)}`);
    return this.slack.person.blockAction({
      user,
      message: { channel: message.channel, ts: message.ts },
      ...button,
    });
  }

  async take(user: string, post: StoredPost): Promise<SandboxMessage> {
    await this.click(user, await this.untilCard(post), 'take_it');
    return this.untilCard(post, new RegExp(`<@${user}> has it`, 'u'));
  }

  /** Opens the reply modal and answers its view's id. */
  async openReply(user: string, post: StoredPost): Promise<string> {
    const before = new Set(this.slack.workspace.views.keys());
    await this.click(user, await this.untilCard(post, /has it|Answered/u), 'reply_open');
    return until(() => [...this.slack.workspace.views.keys()].find((id) => !before.has(id)));
  }

  submit(user: string, viewId: string, text: string, fileIds: string[] = []): Promise<ClientAnswer> {
    const files = { reply_files: { files: fileIds } };
    return this.slack.person.submitView({ user, viewId, state: { reply_text: { text } }, files });
  }

  /** Submits the window that asks what these files show. */
  describeFiles(user: string, alts: Record<string, string>): Promise<ClientAnswer> {
    const view = [...this.slack.workspace.views.values()].findLast((open) => open.user === user);
    const state = Object.fromEntries(Object.entries(alts).map(([id, alt]) => [`alt_${id}`, { alt }]));
    return this.slack.person.submitView({ user, viewId: view?.id ?? '', state });
  }

  async reply(user: string, post: StoredPost, text: string): Promise<ClientAnswer> {
    return this.submit(user, await this.openReply(user, post), text);
  }

  async close(): Promise<void> {
    await this.stage.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
