import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { SandboxView } from '../slack/client-api.ts';
import { type AnyBlock, Blocks } from './blocks.tsx';
import type { InputBlockJson } from './input-block.tsx';
import { send } from './live.ts';
import { useSlack } from './slack-context.ts';
import { Surface, useKept } from './surface.tsx';

const text = (value: unknown): string => (value as { text?: string } | undefined)?.text ?? '';

/** A Slack window. Those under the topmost one stay as they are, out of sight. */
export function Modal({ modal, top }: { modal: SandboxView; top: boolean }) {
  const { user } = useSlack();
  const { view, errors } = modal;
  const blocks = view.blocks as AnyBlock[];
  const kept = useKept(modal.drafts);
  const [edited, setEdited] = useState<readonly string[]>([]);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (top) dialog.current?.showModal();
    else dialog.current?.close();
  }, [top]);
  const wrong = Object.fromEntries(Object.entries(errors).filter(([block]) => !edited.includes(block)));
  const wrongKey = JSON.stringify(errors);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each try, when its errors are there
  useEffect(() => {
    dialog.current?.querySelector('.field [role="alert"]')?.scrollIntoView({ block: 'center' });
  }, [tries, wrongKey]);
  const close = (all: boolean) => send('/slack-client/view-close', { user, viewId: modal.id, all });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await send('/slack-client/view-submit', { user, viewId: modal.id, state: kept.drafts });
    setFailed(answer.ok ? null : (answer.error ?? 'That did not work.'));
    setBusy(false);
    setEdited([]);
    setTries(tries + 1);
  };
  const keep: typeof kept.keep = (blockId, actionId, given) => {
    setEdited([...edited, blockId]);
    return kept.keep(blockId, actionId, given);
  };
  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-label={text(view.title)}
      onCancel={(event) => {
        if (event.target !== dialog.current) return;
        event.preventDefault();
        void close(false);
      }}
    >
      <form onSubmit={submit} noValidate>
        <header>
          {modal.previousId !== null && (
            <button type="button" className="icon" aria-label="Back" onClick={() => close(false)}>
              ‹
            </button>
          )}
          <h2>{text(view.title)}</h2>
          <button type="button" className="icon" aria-label="Close" onClick={() => close(true)}>
            ×
          </button>
        </header>
        <div className="modal-body">
          <Surface where={{ viewId: modal.id }} kept={{ ...kept, keep }}>
            <Blocks blocks={blocks} errors={wrong} focus={focusOf(blocks)} />
          </Surface>
        </div>
        {failed !== null && (
          <p className="failed" role="alert">
            {failed}
          </p>
        )}
        <footer>
          <button type="button" onClick={() => close(false)}>
            {text(view.close) || 'Cancel'}
          </button>
          {view.submit !== undefined && view.submit !== null && (
            <button type="submit" className="primary" disabled={busy}>
              {busy ? 'Sending…' : text(view.submit)}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}

/** Where the cursor begins: where the app wants it, else in the first input. */
function focusOf(blocks: AnyBlock[]): string | null {
  const inputs = blocks.filter(({ type }) => type === 'input') as unknown as InputBlockJson[];
  const wanted =
    inputs.find(({ element }) => element.focus_on_load === true) ??
    inputs.find(({ element }) => element.type !== 'file_input');
  return wanted?.block_id ?? null;
}
