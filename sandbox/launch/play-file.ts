import { readFileSync } from 'node:fs';
import { createImporter } from '../x/import-line.ts';
import type { World } from '../x/world.ts';
import { INTRODUCTIONS } from './cast.ts';
import { pause } from './day.ts';

interface Line {
  data: {
    id: string;
    author_id: string;
    referenced_tweets?: { type: string; id: string }[];
    entities?: { mentions?: { username: string }[] };
  };
  includes?: { users?: { id: string; username: string; name: string }[] };
}

export interface Recording {
  lines: Line[];
  /** Handles that answer others and are mentioned by many: the care desks. */
  brands: { handle: string; name: string }[];
  /** Different posts by people who are no brand. */
  customerPosts: number;
  brandPosts: number;
}

/** X API v2 posts, one JSON object a line. Throws an Error that names the line that is wrong. */
export function readRecording(file: string): Recording {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) => (text.trim() === '' ? [] : [parse(text, file, index + 1)]));
  const users = new Map(lines.flatMap((line) => line.includes?.users ?? []).map((user) => [user.id, user]));
  const posts = new Map(lines.map((line) => [line.data.id, line.data]));
  const mentioned = new Map<string, Set<string>>();
  for (const { data } of posts.size === 0 ? [] : lines) {
    for (const { username } of data.entities?.mentions ?? []) {
      const by = mentioned.get(username.toLowerCase()) ?? new Set();
      mentioned.set(username.toLowerCase(), by.add(data.author_id));
    }
  }
  // A care desk answers people; nobody else in such a recording is spoken to by several and speaks to several.
  const answerers = new Set(
    lines.filter(({ data }) => isAnswerToOther(data, posts)).map(({ data }) => data.author_id),
  );
  const isBrand = (user: { id: string; username: string }) =>
    !user.username.startsWith('customer_') &&
    (answerers.has(user.id) || (mentioned.get(user.username.toLowerCase())?.size ?? 0) > 0);
  const brandIds = new Set([...users.values()].filter(isBrand).map((user) => user.id));
  const all = [...posts.values()];
  const brands = [...users.values()].filter((user) => brandIds.has(user.id));
  return {
    lines,
    brands: [
      ...new Map(
        brands.map(({ username, name }) => [username.toLowerCase(), { handle: username, name }]),
      ).values(),
    ],
    customerPosts: all.filter((post) => !brandIds.has(post.author_id)).length,
    brandPosts: all.filter((post) => brandIds.has(post.author_id)).length,
  };
}

function isAnswerToOther(data: Line['data'], posts: Map<string, Line['data']>): boolean {
  const parent = posts.get(data.referenced_tweets?.find((item) => item.type === 'replied_to')?.id ?? '');
  return parent !== undefined && parent.author_id !== data.author_id;
}

function parse(text: string, file: string, line: number): Line {
  try {
    const record = JSON.parse(text) as Line;
    if (typeof record.data?.id === 'string') return record;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Error(
    `${file}:${line} is not a post of X API v2 ({"data": {"id": …}, "includes": {"users": […]}}).`,
  );
}

const RULE_LENGTH = 1_000;

/** One brand for each care desk; customers who mention none of them are followed by stream rules. */
export function recordingDesk(
  { lines, brands }: Recording,
  access: string,
): { desk: object; channels: { id: string; name: string }[] } {
  const handles = new Set(brands.map((brand) => brand.handle.toLowerCase()));
  const names = new Map(
    lines.flatMap((line) => line.includes?.users ?? []).map((user) => [user.id, user.username]),
  );
  const silent = new Set<string>();
  for (const { data } of lines) {
    const author = names.get(data.author_id) ?? '';
    const mentions = (data.entities?.mentions ?? []).map((mention) => mention.username.toLowerCase());
    if (!handles.has(author.toLowerCase()) && !mentions.some((handle) => handles.has(handle)))
      silent.add(author);
  }
  const channels = brands.map(({ handle }, index) => ({
    id: `C0PLAY${String(index).padStart(2, '0')}`,
    name: handle.toLowerCase(),
  }));
  const rules = packRules([...silent].map((handle) => `from:${handle}`));
  const desk = {
    undo_seconds: 10,
    people: { leads: ['S0LEADS'], responders: 'everyone' },
    brands: brands.map(({ handle, name }, index) => ({
      id: handle.toLowerCase(),
      name,
      handle,
      access,
      sources: [
        { kind: 'mentions', every_seconds: 5 },
        ...(index === 0 && rules.length > 0 ? [{ kind: 'stream', rules }] : []),
      ],
      introductions: INTRODUCTIONS,
      channels: { default: channels[index]?.id },
    })),
  };
  return { desk, channels };
}

function packRules(terms: string[]): string[] {
  const rules: string[] = [];
  for (const term of terms) {
    const last = rules.at(-1);
    if (last !== undefined && last.length + term.length + 4 <= RULE_LENGTH)
      rules[rules.length - 1] = `${last} OR ${term}`;
    else rules.push(term);
  }
  return rules;
}

/** Posts the recording, `speed` posts a second. */
export async function playRecording(
  world: World,
  recording: Recording,
  speed: number,
  signal: AbortSignal,
): Promise<void> {
  const play = createImporter(world, new Set(recording.brands.map((brand) => brand.handle.toLowerCase())));
  for (const line of recording.lines) {
    if (signal.aborted) return;
    play(line);
    await pause(1000 / speed, signal);
  }
}
