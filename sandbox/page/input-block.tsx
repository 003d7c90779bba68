import { useId } from 'react';
import type { Element } from '../slack/given.ts';
import { ElementView, namesItself } from './element-view.tsx';

export interface InputBlockJson {
  type: 'input';
  block_id: string;
  label: { text: string };
  hint?: { text: string };
  optional?: boolean;
  dispatch_action?: boolean;
  element: Element;
}

/** Label, element, what is wrong with it, and the hint, as in Slack. */
export function InputBlock({
  block,
  error,
  focused,
}: {
  block: InputBlockJson;
  error: string | null;
  focused: boolean;
}) {
  const id = useId();
  const { element, label, hint, optional = false, dispatch_action: dispatch = false } = block;
  const words = (
    <>
      {label.text}
      {optional && <span className="soft"> (optional)</span>}
    </>
  );
  return (
    <div className={error === null ? 'field' : 'field wrong'} data-block={block.block_id}>
      {namesItself(element.type) ? <p className="label">{words}</p> : <label htmlFor={id}>{words}</label>}
      <ElementView
        element={element}
        blockId={block.block_id}
        label={label.text}
        {...(namesItself(element.type) ? {} : { id })}
        quiet={!dispatch}
        wrong={error !== null}
        focused={focused}
      />
      {error !== null && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      {hint && <p className="hint-text">{hint.text}</p>}
    </div>
  );
}
