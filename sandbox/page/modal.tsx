import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SandboxView } from '../slack/client-api.ts';
import { Blocks } from './blocks.tsx';
import { send } from './live.ts';
import { useSlack } from './slack-context.ts';

interface InputBlock {
  type: string;
  block_id: string;
  label: { text: string };
  dispatch_action?: boolean;
  element: { action_id: string; initial_value?: string; placeholder?: { text: string }; max_length?: number };
}
type Values = Record<string, Record<string, string>>;

const text = (value: unknown): string => (value as { text?: string } | undefined)?.text ?? '';

/** A Slack window: blocks, inputs that tell the app what is typed, and the app's objections under them. */
export function Modal({ modal }: { modal: SandboxView }) {
  const { user, act } = useSlack();
  const blocks = modal.view.blocks as { type: string }[];
  const [values, setValues] = useState<Values>(() => initialValues(blocks));
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const close = () => send('/slack-client/view-close', { user, viewId: modal.id });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await send('/slack-client/view-submit', { user, viewId: modal.id, state: values });
    setFailed(answer.ok ? null : (answer.error ?? 'That did not work.'));
    setBusy(false);
  };
  const type = (block: InputBlock, value: string) => {
    const state = { ...values, [block.block_id]: { [block.element.action_id]: value } };
    setValues(state);
    if (block.dispatch_action)
      void act({
        viewId: modal.id,
        actionId: block.element.action_id,
        blockId: block.block_id,
        value,
        state,
      });
  };
  return (
    <dialog
      ref={dialog}
      className="modal"
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
        <div className="modal-body">
          {blocks.map((block, index) =>
            block.type === 'input' ? (
              <TextInput
                key={(block as InputBlock).block_id}
                block={block as InputBlock}
                value={
                  values[(block as InputBlock).block_id]?.[(block as InputBlock).element.action_id] ?? ''
                }
                error={modal.errors[(block as InputBlock).block_id] ?? failed}
                onChange={(value) => type(block as InputBlock, value)}
              />
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name and keep their order
              <Blocks key={index} blocks={[block as never]} where={{ viewId: modal.id }} />
            ),
          )}
        </div>
        <footer>
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

function TextInput({
  block,
  value,
  error,
  onChange,
}: {
  block: InputBlock;
  value: string;
  error: string | null;
  onChange(value: string): void;
}) {
  const id = `input-${block.block_id}`;
  return (
    <div className={error ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{block.label.text}</label>
      <textarea
        id={id}
        rows={4}
        // biome-ignore lint/a11y/noAutofocus: the window asks for it, as Slack does
        autoFocus
        value={value}
        maxLength={block.element.max_length}
        placeholder={block.element.placeholder?.text}
        aria-invalid={error !== null}
        onChange={(event) => onChange(event.target.value)}
      />
      {error && <p role="alert">{error}</p>}
    </div>
  );
}

function initialValues(blocks: { type: string }[]): Values {
  const inputs = blocks.filter((block) => block.type === 'input') as InputBlock[];
  return Object.fromEntries(
    inputs.map((block) => [block.block_id, { [block.element.action_id]: block.element.initial_value ?? '' }]),
  );
}
