import { useEffect, useState } from 'react';
import type { AccountStanding, SandboxPost, SandboxTimeline } from '../x/client-api.ts';
import { send, useLive } from './live.ts';
import { Post } from './post.tsx';
import { type Draft, WriteAs } from './write-as.tsx';

const LIMIT_SECONDS = 60;

type Timeline = SandboxTimeline & { access: 'self-serve' | 'enterprise' };

/** X as customers see it, and write on it. */
export function XPane({
  shown,
  draft,
  onDrafted,
}: {
  shown: string | null;
  draft: Draft | null;
  onDrafted(): void;
}) {
  const timeline = useLive<Timeline>('/x-client/events', '/x-client/timeline?limit=400');
  const [answering, setAnswering] = useState<string | null>(null);
  // A link to an older version leads to the newest, as on X.
  const target =
    timeline?.posts.find(({ versions }) => shown !== null && versions.includes(shown))?.id ?? null;
  useEffect(() => {
    if (target !== null)
      document.getElementById(`post-${target}`)?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  }, [target]);
  if (!timeline) return <section className="x pane" aria-label="X" />;
  const { posts, users, access, postLimit, billedToday } = timeline;
  const byId = new Map(posts.map((post) => [post.id, post]));
  const roots = posts.filter((post) => post.in_reply_to === null || !byId.has(post.in_reply_to));
  const newest = (post: SandboxPost): string =>
    answersOf(posts, post).map(newest).concat(post.id).sort().at(-1) ?? post.id;
  const order = new Map(roots.map((post) => [post.id, newest(post)]));
  roots.sort((one, other) => ((order.get(one.id) ?? '') < (order.get(other.id) ?? '') ? 1 : -1));
  const branch = (post: SandboxPost, depth: number) => (
    <li key={post.id}>
      <Post
        post={post}
        quoted={post.quoted === null ? undefined : byId.get(post.quoted)}
        shown={post.id === target}
        onAnswer={() => setAnswering(answering === post.id ? null : post.id)}
      />
      {draft?.inReplyTo === post.id && (
        <WriteAs key={draft.text} users={users} answering={post} draft={draft} onDone={onDrafted} />
      )}
      {answering === post.id && <WriteAs users={users} answering={post} onDone={() => setAnswering(null)} />}
      {answersOf(posts, post).length > 0 && (
        <ul className={depth < 3 ? 'answers' : 'answers flat'}>
          {answersOf(posts, post).map((answer) => branch(answer, depth + 1))}
        </ul>
      )}
    </li>
  );
  return (
    <section className="x pane" aria-label="X">
      <header className="x-head">
        <h1>X</h1>
        <span className="soft" title="What X charges the app for this UTC day">
          billed today ${(billedToday ?? 0).toFixed(3)}
        </span>
        <PostLimit limit={postLimit ?? null} />
        <label>
          <span>API access</span>
          <select
            value={access}
            onChange={(event) => send('/x-client/access', { access: event.target.value })}
          >
            <option value="self-serve">self-serve</option>
            <option value="enterprise">enterprise</option>
          </select>
        </label>
      </header>
      <Accounts timeline={timeline} />
      <WriteAs users={users} answering={null} onDone={() => undefined} />
      <ul className="timeline">{roots.map((post) => branch(post, 0))}</ul>
    </section>
  );
}

const STANDINGS: Record<AccountStanding, string> = {
  works: 'linked, works',
  none: 'not linked',
  reads: 'may only read',
  locked: 'locked by X',
  suspended: 'suspended by X',
};

/** What their owners, and X itself, do to the accounts that Faccia posts from. */
function Accounts({ timeline: { users, accounts = [] } }: { timeline: Timeline }) {
  return (
    <details className="accounts">
      <summary>Accounts: remove the app, lock, suspend</summary>
      <ul>
        {accounts.map(({ userId, standing }) => {
          const handle = users.find(({ id }) => id === userId)?.username ?? userId;
          // Nobody links from here, and what X took away only a new link gives back.
          const fixed = standing === 'none' || standing === 'reads' ? [standing] : ['works', 'none', 'reads'];
          return (
            <li key={userId}>
              <label>
                <span>@{handle}</span>
                <select
                  value={standing}
                  onChange={(event) => send('/x-client/account', { userId, standing: event.target.value })}
                >
                  {[...new Set([standing, ...fixed, 'locked', 'suspended'])].map((value) => (
                    <option key={value} value={value}>
                      {STANDINGS[value as AccountStanding]}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** Makes X's limit easy to reach: then answers wait, and say so in Slack. */
function PostLimit({ limit }: { limit: number | null }) {
  return (
    <label>
      <span>posts per account</span>
      <select
        value={limit ?? 'x'}
        onChange={(event) => {
          const posts = event.target.value === 'x' ? null : Number(event.target.value);
          void send('/x-client/limit', { posts, seconds: LIMIT_SECONDS });
        }}
      >
        <option value="x">100 in 15 min</option>
        <option value="2">2 a minute</option>
        <option value="1">1 a minute</option>
      </select>
    </label>
  );
}

function answersOf(posts: readonly SandboxPost[], post: SandboxPost): SandboxPost[] {
  return posts.filter((other) => other.in_reply_to === post.id).reverse();
}
