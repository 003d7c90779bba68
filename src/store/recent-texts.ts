import type { Post } from '../domain/glossary.ts';
import type { RecentText, RecentTexts } from '../domain/same-text.ts';
import type { Database } from './scripts.ts';

/** What all accounts of the workspace said since then: answers of Faccia, and posts typed on the network itself. */
export async function readRecentTexts(db: Database, since: number): Promise<RecentTexts> {
  const [newest = '', ...values] = (await db.run('recent-texts', since)) as string[];
  const texts: RecentText[] = [];
  for (let at = 0; at < values.length; at += 5) {
    const text = toText(values.slice(at, at + 5));
    if (text !== null && (isReply(text) || text.at >= since)) texts.push(text);
  }
  return { newest, texts };
}

function isReply({ entry }: RecentText): boolean {
  return entry.startsWith('reply:');
}

function toText([
  entry = '',
  accountId = '',
  responder = '',
  at = '',
  text = '',
]: string[]): RecentText | null {
  if (entry.startsWith('reply:'))
    return { entry, accountId, responder: responder === '' ? null : responder, text, at: Number(at) };
  if (text === '') return null;
  const post = JSON.parse(text) as Post;
  return { entry, accountId: post.author.id, responder: null, text: post.text, at: post.createdAt };
}
