import { type FormEvent, useState } from 'react';
import type { SandboxPost, SandboxXUser } from '../x/client-api.ts';
import { send } from './live.ts';

/** What X's own composer was opened with. */
export interface Draft {
  inReplyTo: string;
  text: string;
  /** The account that is signed in to X. */
  as: string;
}

/** Writes by hand, as anybody: X's reply rule is for apps only. */
export function WriteAs({
  users,
  answering,
  draft = null,
  onDone,
}: {
  users: readonly SandboxXUser[];
  answering: SandboxPost | null;
  draft?: Draft | null;
  onDone(): void;
}) {
  const brand = users.find((user) => user.kind === 'brand');
  const customers = users.filter((user) => user.kind === 'customer').slice(-12);
  const others = users.filter((user) => user.kind !== 'customer').slice(0, 12);
  const asked = answering?.author;
  const signedIn = users.find(({ username }) => username === draft?.as);
  const start = signedIn?.id ?? (asked?.kind === 'customer' ? asked.id : (customers.at(-1)?.id ?? ''));
  const [who, setWho] = useState(start);
  const [text, setText] = useState(draft?.text ?? '');
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const author = who === '' ? { username: 'new_customer', name: 'New customer' } : { userId: who };
    const answer = await send('/x-client/post', {
      ...author,
      text,
      ...(answering ? { inReplyTo: answering.id } : {}),
    });
    setError(answer.ok ? null : (answer.error ?? 'That did not work.'));
    if (!answer.ok) return;
    setText('');
    onDone();
  };
  const label = answering
    ? `Answer @${answering.author.username}`
    : `Write to @${brand?.username ?? 'the brand'}`;
  return (
    <form className={answering ? 'write small' : 'write'} onSubmit={submit}>
      <select aria-label="Write as" value={who} onChange={(event) => setWho(event.target.value)}>
        <option value="">as a new customer</option>
        {[...customers].reverse().map((user) => (
          <option key={user.id} value={user.id}>
            as @{user.username}
          </option>
        ))}
        {others.map((user) => (
          <option key={user.id} value={user.id}>
            as @{user.username} ({user.kind})
          </option>
        ))}
      </select>
      <textarea
        aria-label={label}
        rows={draft ? 4 : 2}
        value={text}
        placeholder={answering ? label : `@${brand?.username ?? 'brand'} …`}
        onChange={(event) => setText(event.target.value)}
      />
      {error && <p role="alert">{error}</p>}
      <button type="submit" disabled={text.trim() === ''}>
        Post
      </button>
    </form>
  );
}
