import { useRef, useState } from 'react';
import type { SandboxFile } from '../slack/client-api.ts';
import { useSlack } from './slack-context.ts';
import { type ElementProps, manyOf, useElement } from './surface.tsx';

/** Slack's place for files in a window: each is uploaded as soon as it is chosen. */
export function FileInput(props: ElementProps) {
  const { element, id, wrong = false } = props;
  const { user } = useSlack();
  const { given, hold } = useElement(props);
  const input = useRef<HTMLInputElement>(null);
  const known = useRef(new Map<string, SandboxFile>());
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const { filetypes = [], max_files: most = 10 } = element as { filetypes?: string[]; max_files?: number };
  const ids = manyOf(given);
  const add = async (chosen: readonly File[]) => {
    setFailed(null);
    setBusy(true);
    const added: string[] = [];
    for (const file of chosen) {
      const answer = await upload(user, file, filetypes);
      if (typeof answer === 'string') setFailed(answer);
      else {
        known.current.set(answer.id, answer);
        added.push(answer.id);
      }
    }
    if (ids.length + added.length > most) setFailed(`No more than ${most} files.`);
    hold([...ids, ...added].slice(0, most));
    setBusy(false);
  };
  return (
    <div className={wrong || failed ? 'files wrong' : 'files'}>
      {ids.length > 0 && (
        <ul className="chosen">
          {ids.map((one) => (
            <Chosen
              key={one}
              file={known.current.get(one) ?? { id: one, name: one, mimetype: '', size: 0 }}
              onRemove={() => hold(ids.filter((other) => other !== one))}
            />
          ))}
        </ul>
      )}
      <input
        ref={input}
        id={id}
        type="file"
        multiple={most > 1}
        accept={filetypes.map((type) => `.${type}`).join(',')}
        aria-invalid={wrong || failed !== null}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = '';
          void add(chosen);
        }}
      />
      <button
        type="button"
        className="add"
        disabled={busy || ids.length >= most}
        onClick={() => input.current?.click()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void add([...event.dataTransfer.files]);
        }}
      >
        {busy ? 'Adding…' : ids.length === 0 ? 'Add files' : 'Add more files'}
      </button>
      {failed !== null && (
        <p className="error" role="alert">
          {failed}
        </p>
      )}
    </div>
  );
}

function Chosen({ file, onRemove }: { file: SandboxFile; onRemove(): void }) {
  const address = `/slack-client/file/${file.id}`;
  return (
    <li>
      {file.mimetype.startsWith('image/') ? (
        <img src={address} alt="" width="44" height="44" />
      ) : (
        <span className="film" aria-hidden="true">
          ▶
        </span>
      )}
      <span className="name">
        {file.name}
        <small>{size(file.size)}</small>
      </span>
      <button type="button" className="icon" aria-label={`Remove ${file.name}`} onClick={onRemove}>
        ×
      </button>
    </li>
  );
}

function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${Math.ceil(kilo)} KB` : `${(kilo / 1024).toFixed(1)} MB`;
}

/** What went wrong, in a sentence. */
async function upload(user: string, file: File, filetypes: readonly string[]): Promise<SandboxFile | string> {
  const end = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  if (filetypes.length > 0 && !filetypes.includes(end))
    return `"${file.name}" is not one of ${filetypes.join(', ')}.`;
  const query = new URLSearchParams({ user, name: file.name });
  const response = await fetch(`/slack-client/upload?${query}`, { method: 'POST', body: file });
  const answer = (await response.json()) as { ok: boolean; error?: string; file?: SandboxFile };
  return answer.file ?? answer.error ?? 'That did not work.';
}
