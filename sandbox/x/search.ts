import type { StoredPost, World } from './world.ts';

type Matcher = (post: StoredPost) => boolean;

/** X's query language as far as care desks use it: words, "phrases", OR, -not, (groups), and the operators below. */
export function compileQuery(world: World, query: string): Matcher {
  const tokens = query.match(/-?\(|\)|-?"[^"]*"|[^\s()]+/gu) ?? [];
  let position = 0;
  const either = (): Matcher => {
    const parts = [all()];
    while (tokens[position]?.toUpperCase() === 'OR') {
      position += 1;
      parts.push(all());
    }
    return (post) => parts.some((part) => part(post));
  };
  const all = (): Matcher => {
    const parts: Matcher[] = [];
    for (
      let token = tokens[position];
      token !== undefined && token !== ')' && token.toUpperCase() !== 'OR';
      token = tokens[position]
    ) {
      position += 1;
      if (token === '(' || token === '-(') {
        const inner = either();
        position += 1;
        parts.push(token === '(' ? inner : (post) => !inner(post));
      } else if (token.toUpperCase() !== 'AND') {
        const negated = token.startsWith('-');
        const matches = one(world, negated ? token.slice(1) : token);
        parts.push(negated ? (post) => !matches(post) : matches);
      }
    }
    return (post) => parts.every((part) => part(post));
  };
  return either();
}

function one(world: World, token: string): Matcher {
  const [operator = '', value = ''] = token.includes(':') ? token.split(/:(.*)/su) : ['', token];
  const user = (id: string) => world.users.get(id)?.username.toLowerCase();
  const wanted = value.replace(/^@/u, '').toLowerCase();
  switch (operator.toLowerCase()) {
    case 'from':
      return (post) => user(post.authorId) === wanted;
    case 'to':
      return (post) => user(world.posts.get(post.inReplyTo ?? '')?.authorId ?? '') === wanted;
    case 'conversation_id':
      return (post) => post.conversationId === value;
    case 'is':
      return (post) =>
        value === 'retweet' ? post.repostOf !== null : value === 'reply' ? post.inReplyTo !== null : false;
    case 'has':
      return (post) => (value === 'images' ? post.images.length > 0 : /https?:/u.test(post.text));
    case '':
      return word(token);
    default:
      throw new QueryError(`There is no operator "${operator}"`);
  }
}

function word(token: string): Matcher {
  if (token.startsWith('@')) {
    const handle = token.slice(1).toLowerCase();
    return (post) => post.mentions.some((mention) => mention.handle.toLowerCase() === handle);
  }
  const wanted = ` ${plain(token.replaceAll('"', ''))} `;
  return (post) => ` ${plain(post.text)} `.includes(wanted);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}#$_]+/u)
    .filter(Boolean)
    .join(' ');
}

export class QueryError extends Error {}
