export interface TextBlock {
  type: string;
  block_id: string;
  optional?: boolean;
  label: { text: string };
  dispatch_action?: boolean;
  element: {
    type: string;
    action_id: string;
    initial_value?: string;
    placeholder?: { text: string };
    max_length?: number;
    focus_on_load?: boolean;
  };
}

export function TextInput({
  block,
  rows,
  value,
  error,
  onChange,
}: {
  block: TextBlock;
  rows: number;
  value: string;
  error: string | null;
  onChange(value: string): void;
}) {
  const id = `input-${block.block_id}`;
  return (
    <div className={error ? 'field wrong' : 'field'}>
      <label htmlFor={id}>
        {block.label.text}
        {block.optional && <small> (optional)</small>}
      </label>
      <textarea
        id={id}
        rows={rows}
        // biome-ignore lint/a11y/noAutofocus: the window asks for it, as Slack does
        autoFocus={block.element.focus_on_load}
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
