import { unescapeFromApi } from './text.ts';
import type { StoredPost, World } from './world.ts';

interface Line {
  data: {
    id: string;
    text: string;
    author_id: string;
    referenced_tweets?: { type: string; id: string }[];
  };
  includes?: { users?: { id: string; username: string; name: string }[] };
}

/**
 * Plays X API v2 records (one line of NDJSON each) into a world. They get new ids, because they are posted now: an old
 * id would lie behind every cursor. What belongs together stays together.
 */
export function createImporter(world: World, brands: ReadonlySet<string>) {
  const renumbered = new Map<string, string>();
  return (record: unknown): StoredPost | null => {
    const { data, includes } = record as Line;
    if (renumbered.has(data.id)) return null;
    for (const user of includes?.users ?? []) {
      const kind = brands.has(user.username.toLowerCase()) ? 'brand' : 'customer';
      world.addUser({ id: user.id, username: user.username, name: user.name, kind });
    }
    const author = includes?.users?.find((user) => user.id === data.author_id)?.username;
    const authorId = (author && world.userByName(author)?.id) || data.author_id;
    const reference = (type: string) => {
      const id = data.referenced_tweets?.find((item) => item.type === type)?.id;
      return (id && renumbered.get(id)) ?? null;
    };
    const post = world.post({
      authorId,
      text: unescapeFromApi(data.text),
      inReplyTo: reference('replied_to'),
      quotes: reference('quoted'),
      repostOf: reference('retweeted'),
    });
    renumbered.set(data.id, post.id);
    return post;
  };
}
