import type { ClientAnswer } from '../slack/client-api.ts';
import type { SandboxPost, SandboxTimeline } from '../x/client-api.ts';
import type { LiveState } from './live-state.ts';
import { post, type Seen, untilSeen } from './stage-hands.ts';
import { lineWith, oneLine } from './words.ts';

interface Answered extends ClientAnswer {
  post: SandboxPost;
}

/** The other side: customers on X, and what everybody can read there. */
export class Public {
  /** Of the local X, for people: `…/client`. */
  readonly #url: string;
  readonly #live: LiveState;

  constructor(url: string, live: LiveState) {
    this.#url = url;
    this.#live = live;
  }

  /** Somebody writes a post by hand. */
  async writes(
    [username, name]: readonly [username: string, name: string],
    text: string,
    under: { inReplyTo?: string; quotes?: string; via?: string } = {},
  ): Promise<SandboxPost> {
    return (await post<Answered>(`${this.#url}/post`, { username, name, text, ...under })).post;
  }

  async edits({ id }: SandboxPost, text: string): Promise<SandboxPost> {
    return (await post<Answered>(`${this.#url}/edit`, { postId: id, text })).post;
  }

  deletes({ id }: SandboxPost): Promise<ClientAnswer> {
    return post(`${this.#url}/delete`, { postId: id });
  }

  /** A post by this account that says this. */
  sees(username: string, says: RegExp): Promise<Seen<SandboxPost>> {
    return untilSeen<SandboxPost>(this.#live, `a post by @${username} that says ${says}`, async () => {
      const { posts } = await this.#live.read<SandboxTimeline>(`${this.#url}/timeline?limit=200`);
      const theirs = posts.filter(({ author, deleted }) => author.username === username && !deleted);
      const found = theirs.find(({ text }) => says.test(text));
      if (!found) return { instead: theirs[0] ? oneLine(theirs[0].text) : 'nothing by this account' };
      return { value: found, saw: `on X, @${username}: ${lineWith(found.text, says) ?? ''}` };
    });
  }
}
