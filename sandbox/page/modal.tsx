import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ChosenFiles, SandboxFile, SandboxView } from '../slack/client-api.ts';
import { Blocks } from './blocks.tsx';
import { type FileBlock, FileInput } from './file-input.tsx';
import { send } from './live.ts';
import { useSlack } from './slack-context.ts';
import { type TextBlock, TextInput } from './text-input.tsx';

type AnyBlock = { type: string; element?: { type: string } };
type Values = Record<string, Record<string, string>>;
type Chosen = Record<string, { actionId: string; files: SandboxFile[] }>;

const text = (value: unknown): string => (value as { text?: string } | undefined)?.text ?? '';
const isText = (block: AnyBlock): block is TextBlock =>
  block.type === 'input' && block.element?.type === 'plain_text_input';
const isFiles = (block: AnyBlock): block is FileBlock =>
  block.type === 'input' && block.element?.type === 'file_input';

/**
 * A Slack window: blocks, inputs that tell the app what is typed, and the app's objections under them. `under`: another one
 * lies on it, and what was put into it stays.
 */
export function Modal({ modal, under }: { modal: SandboxView; under: boolean }) {
  const { user, act } = useSlack();
  const blocks = modal.view.blocks as AnyBlock[];
  const [values, setValues] = useState<Values>(() => initialValues(blocks));
  const [chosen, setChosen] = useState<Chosen>({});
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const place = { viewId: modal.id, state: values, files: idsIn(chosen) };
  const close = () => send('/slack-client/view-close', { user, viewId: modal.id });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await send('/slack-client/view-submit', { user, ...place });
    setFailed(answer.ok ? null : (answer.error ?? 'That did not work.'));
    setBusy(false);
  };
  const type = (block: TextBlock, value: string) => {
    const { action_id: actionId } = block.element;
    const state = { ...values, [block.block_id]: { [actionId]: value } };
    setValues(state);
    if (block.dispatch_action) void act({ ...place, actionId, blockId: block.block_id, value, state });
  };
  const draw = (block: AnyBlock, index: number) => {
    if (isText(block))
      return (
        <TextInput
          key={block.block_id}
          block={block}
          rows={block.dispatch_action ? 4 : 2}
          value={values[block.block_id]?.[block.element.action_id] ?? ''}
          error={modal.errors[block.block_id] ?? null}
          onChange={(value) => type(block, value)}
        />
      );
    if (isFiles(block))
      return (
        <FileInput
          key={block.block_id}
          block={block}
          files={chosen[block.block_id]?.files ?? []}
          error={modal.errors[block.block_id] ?? null}
          onChange={(files) =>
            setChosen({ ...chosen, [block.block_id]: { actionId: block.element.action_id, files } })
          }
        />
      );
    return <Blocks key={index} blocks={[block as never]} where={place} />;
  };
  return (
    <dialog
      ref={dialog}
      className={under ? 'modal under' : 'modal'}
      aria-label={text(modal.view.title)}
      onCancel={(event) => {
        event.preventDefault();
        void close();
      }}
    >
      <form onSubmit={submit}>
        <header>
          <h2>{text(modal.view.title)}</h2>
          <button type="button" className="icon" aria-label="Close" onClick={close}>
            ×
          </button>
        </header>
        <div className="modal-body">{blocks.map(draw)}</div>
        <footer>
          {failed && <p role="alert">{failed}</p>}
          <button type="button" onClick={close}>
            {text(modal.view.close) || 'Cancel'}
          </button>
          <button type="submit" className="primary" disabled={busy}>
            {busy ? 'Sending…' : text(modal.view.submit) || 'Submit'}
          </button>
        </footer>
      </form>
    </dialog>
  );
}

function initialValues(blocks: AnyBlock[]): Values {
  return Object.fromEntries(
    blocks
      .filter(isText)
      .map((block) => [block.block_id, { [block.element.action_id]: block.element.initial_value ?? '' }]),
  );
}

function idsIn(chosen: Chosen): ChosenFiles {
  return Object.fromEntries(
    Object.entries(chosen).map(([block, { actionId, files }]) => [
      block,
      { [actionId]: files.map(({ id }) => id) },
    ]),
  );
}
