import type { InputBlock, KnownBlock, ModalView, PlainTextElement, PlainTextOption } from '@slack/types';

export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text });
export const option = (value: string): PlainTextOption => ({ text: plain(`The ${value}`), value });

/** An input block whose block_id is also the start of its label. */
export function input(
  block_id: string,
  element: Omit<InputBlock['element'], 'action_id'>,
  over: Partial<InputBlock> = {},
): InputBlock {
  const named = { ...element, action_id: 'it' } as InputBlock['element'];
  return { type: 'input', block_id, label: plain(`Your ${block_id}`), element: named, ...over };
}

const OPTIONS = ['red', 'blue', 'green'].map(option);

/** One of each element that keeps what is chosen or typed. */
export const INPUTS: InputBlock[] = [
  input('text', { type: 'plain_text_input', multiline: true, min_length: 3, max_length: 200 } as never),
  input('url', { type: 'url_text_input' } as never, { optional: true }),
  input('email', { type: 'email_text_input' } as never, { optional: true }),
  input(
    'number',
    { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '9' } as never,
    {
      optional: true,
    },
  ),
  input('colour', { type: 'static_select', options: OPTIONS } as never),
  input('colours', { type: 'multi_static_select', options: OPTIONS, max_selected_items: 2 } as never, {
    optional: true,
  }),
  input('found', { type: 'external_select', min_query_length: 1 } as never, { optional: true }),
  input('person', { type: 'users_select' } as never),
  input('people', { type: 'multi_users_select' } as never, { optional: true }),
  input('room', { type: 'conversations_select' } as never, { optional: true }),
  input('rooms', { type: 'multi_conversations_select' } as never, { optional: true }),
  input('boxes', { type: 'checkboxes', options: OPTIONS } as never, { optional: true }),
  input('radio', { type: 'radio_buttons', options: OPTIONS } as never),
  input('time', { type: 'timepicker' } as never, { optional: true }),
  input('date', { type: 'datepicker' } as never, { optional: true }),
];

export function window(blocks: KnownBlock[], over: Partial<ModalView> = {}): ModalView {
  return {
    type: 'modal',
    callback_id: 'form',
    title: plain('A form'),
    submit: plain('Save'),
    close: plain('Back'),
    blocks,
    ...over,
  };
}
