import { createServer, type ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import type { Post } from '../src/domain/glossary.ts';
import { benchPost } from './posts.ts';

// X's stream without anything else of X: its rules, an empty search, and posts as fast as the connection takes them. A
// line `<first> <count>` on the input sends so many.
let stream = null as ServerResponse | null;
const rules: unknown[] = [];
const server = createServer((request, response) => {
  const path = request.url?.split('?')[0];
  if (path === '/2/tweets/search/stream') {
    stream = response.writeHead(200, { 'content-type': 'application/json' });
    stream.write('\r\n');
    process.stdout.write('connected\n');
    return;
  }
  request.resume().once('end', () => {
    if (request.method === 'POST') rules.push({ id: '1', value: '@acme', tag: 'faccia:acme' });
    const answer = path?.endsWith('/rules') ? { data: rules, meta: {} } : { meta: { result_count: 0 } };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});

for await (const line of createInterface(process.stdin)) {
  const [first = 0, count = 0] = line.split(' ').map(Number);
  const now = Date.now();
  const lines = Array.from({ length: count }, (_, index) => asX(benchPost(first + index, now)));
  // Made before: what is measured is not how fast they are made.
  process.stdout.write('made\n');
  for (const text of lines)
    if (stream?.write(text) === false) await new Promise((resolve) => stream?.once('drain', resolve));
}

function asX({ author, ...post }: Post): string {
  const { handle: username, name, avatarUrl } = author;
  const record = {
    data: {
      id: post.id,
      text: post.text,
      author_id: author.id,
      conversation_id: post.conversationId,
      created_at: new Date(post.createdAt).toISOString(),
      lang: post.language,
      reply_settings: 'everyone',
      entities: { mentions: [{ start: 0, end: 5, username: 'acme', id: '900' }] },
      edit_history_tweet_ids: [post.id],
    },
    includes: { users: [{ id: author.id, username, name, profile_image_url: avatarUrl }] },
    matching_rules: [{ id: '1', tag: 'faccia:acme' }],
  };
  return `${JSON.stringify(record)}\r\n`;
}
