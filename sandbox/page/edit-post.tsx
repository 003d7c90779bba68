import { type FormEvent, useState } from 'react';
import type { SandboxPost } from '../x/client-api.ts';
import { send } from './live.ts';

/** Edits by hand, as its author: for 30 minutes, five times, with a new id each time. */
export function EditPost({ post, onDone }: { post: SandboxPost; onDone(): void }) {
  const [text, setText] = useState(post.text);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await send('/x-client/edit', { postId: post.id, text });
    if (answer.ok) onDone();
    else setError(answer.error ?? 'That did not work.');
  };
  const label = `Edit the post of @${post.author.username}`;
  return (
    <form className="edit" onSubmit={submit}>
      <textarea aria-label={label} rows={3} value={text} onChange={(event) => setText(event.target.value)} />
      {error && <p role="alert">{error}</p>}
      <p className="edit-tools">
        <button type="button" onClick={onDone}>
          Cancel
        </button>
        <button type="submit" className="primary" disabled={text.trim() === '' || text === post.text}>
          Update
        </button>
      </p>
    </form>
  );
}
