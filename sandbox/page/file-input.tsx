import { useRef, useState } from 'react';
import type { SandboxFile } from '../slack/client-api.ts';
import { useSlack } from './slack-context.ts';

export interface FileBlock {
  type: string;
  block_id: string;
  label: { text: string };
  hint?: { text: string };
  element: { type: string; action_id: string; filetypes?: string[]; max_files?: number };
}

/** Slack's place for files in a window: each is uploaded as soon as it is chosen. */
export function FileInput({
  block,
  files,
  error,
  onChange,
}: {
  block: FileBlock;
  files: readonly SandboxFile[];
  error: string | null;
  onChange(files: SandboxFile[]): void;
}) {
  const { user } = useSlack();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const { filetypes = [], max_files: most = 10 } = block.element;
  const id = `files-${block.block_id}`;
  const add = async (chosen: readonly File[]) => {
    setFailed(null);
    setBusy(true);
    const added: SandboxFile[] = [];
    for (const file of chosen) {
      const answer = await upload(user, file, filetypes);
      if (typeof answer === 'string') setFailed(answer);
      else added.push(answer);
    }
    if (files.length + added.length > most) setFailed(`No more than ${most} files.`);
    onChange([...files, ...added].slice(0, most));
    setBusy(false);
  };
  const wrong = error ?? failed;
  return (
    <div className={wrong ? 'field files wrong' : 'field files'}>
      <label htmlFor={id}>{block.label.text}</label>
      {files.length > 0 && (
        <ul className="chosen">
          {files.map((file) => (
            <Chosen
              key={file.id}
              file={file}
              onRemove={() => onChange(files.filter((other) => other !== file))}
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
        aria-invalid={wrong !== null}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = '';
          void add(chosen);
        }}
      />
      <button
        type="button"
        className="add"
        disabled={busy || files.length >= most}
        onClick={() => input.current?.click()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void add([...event.dataTransfer.files]);
        }}
      >
        {busy ? 'Adding…' : files.length === 0 ? 'Add files' : 'Add more files'}
      </button>
      {wrong && <p role="alert">{wrong}</p>}
      {block.hint && <p className="hint-line">{block.hint.text}</p>}
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
