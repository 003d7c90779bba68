import { useEffect, useRef } from 'react';

interface Text {
  text: string;
}

/** As Slack has it on a button. */
export interface ConfirmObject {
  title: Text;
  text: Text;
  confirm: Text;
  deny: Text;
  style?: string;
}

/** Slack's question before a button that asks to be sure. */
export function Confirm({ ask, onAnswer }: { ask: ConfirmObject; onAnswer(yes: boolean): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="modal confirm"
      aria-label={ask.title.text}
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(false);
      }}
    >
      <header>
        <h2>{ask.title.text}</h2>
      </header>
      <p className="modal-body">{ask.text.text}</p>
      <footer>
        <button type="button" onClick={() => onAnswer(false)}>
          {ask.deny.text}
        </button>
        <button
          type="button"
          className={ask.style === 'danger' ? 'danger' : 'primary'}
          onClick={() => onAnswer(true)}
        >
          {ask.confirm.text}
        </button>
      </footer>
    </dialog>
  );
}
