import { useState } from 'react';
import type { SandboxPost } from '../x/client-api.ts';
import { EditPost } from './edit-post.tsx';
import { ago, send, useNow } from './live.ts';
import { Pictures } from './pictures.tsx';

export function Post({
  post,
  quoted,
  shown,
  onAnswer,
}: {
  post: SandboxPost;
  /** What it quotes; undefined: nothing. */
  quoted: SandboxPost | undefined;
  shown: boolean;
  onAnswer(): void;
}) {
  const now = useNow();
  const [editing, setEditing] = useState(false);
  const { author } = post;
  return (
    <article id={`post-${post.id}`} className={shown ? 'post shown' : 'post'} data-author={author.username}>
      <img src={author.profile_image_url} alt="" width="40" height="40" />
      <div>
        <p className="who">
          <strong>{author.name}</strong>
          {author.kind !== 'customer' && (
            <span className={`mark ${author.kind}`}>{author.kind === 'brand' ? 'brand' : 'works there'}</span>
          )}
          <span className="soft">
            @{author.username} · {ago(Date.parse(post.created_at), now)}
            {post.versions.length > 1 && ' · edited'}
          </span>
        </p>
        {post.deleted ? (
          <p className="soft">This post was deleted.</p>
        ) : editing ? (
          <EditPost post={post} onDone={() => setEditing(false)} />
        ) : (
          <>
            <p className="text">{withMentions(post.text)}</p>
            <Pictures images={post.images} />
            {quoted && (
              <blockquote className="quoted">
                <strong>{quoted.author.name}</strong> <span className="soft">@{quoted.author.username}</span>
                <span className="text">
                  {quoted.deleted ? 'This post was deleted.' : withMentions(quoted.text)}
                </span>
              </blockquote>
            )}
          </>
        )}
        {!post.deleted && !editing && (
          <p className="tools">
            <button type="button" onClick={onAnswer}>
              Reply
            </button>
            {post.editable && (
              <button type="button" onClick={() => setEditing(true)}>
                Edit
              </button>
            )}
            <button type="button" onClick={() => send('/x-client/delete', { postId: post.id })}>
              Delete
            </button>
            {post.via && <span className="soft">via {post.via}</span>}
          </p>
        )}
      </div>
    </article>
  );
}

function withMentions(text: string) {
  return text.split(/(@\w{1,15}|https?:\/\/\S+)/u).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text keep their order
    index % 2 === 1 ? <b key={index}>{part}</b> : part,
  );
}
