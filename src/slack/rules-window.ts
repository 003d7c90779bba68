import type { KnownBlock, ModalView } from '@slack/types';
import { escapeText } from './escape.ts';
import { RULES_ACCEPT, VIEW } from './ids.ts';
import { LIMIT } from './limits.ts';
import { packRules, type RulesRef } from './refs.ts';

interface Rules {
  /** The configuration's own words, in Slack's markup. */
  text: string;
  version: string;
}

/** The house rules with a box to accept them; without it where they were accepted at this moment. */
export function rulesBlocks(rules: Rules | null, blockId: string, acceptedAt: number | null): KnownBlock[] {
  if (rules === null) return [];
  const text = pieces(rules.text).map(section);
  const version = escapeText(rules.version);
  if (acceptedAt !== null) {
    const at = Math.floor(acceptedAt / 1000);
    const day = `<!date^${at}^{date_long}|${new Date(acceptedAt).toISOString().slice(0, 10)}>`;
    return [header, ...text, context(`You accepted version ${version} on ${day}.`), { type: 'divider' }];
  }
  const accept = {
    value: rules.version,
    text: { type: 'plain_text' as const, text: 'I accept the house rules' },
  };
  return [
    header,
    ...text,
    {
      type: 'input',
      block_id: blockId,
      label: { type: 'plain_text', text: `Version ${rules.version}` },
      element: { type: 'checkboxes', action_id: blockId, options: [accept] },
    },
  ];
}

const header: KnownBlock = { type: 'header', text: { type: 'plain_text', text: 'House rules' } };

/** New rules came: they are asked for before what somebody was about to do. */
export function rulesWindow(rules: Rules, ref: Omit<RulesRef, 'version'>): ModalView {
  return {
    type: 'modal',
    callback_id: VIEW.rules,
    private_metadata: packRules({ ...ref, version: rules.version }),
    title: { type: 'plain_text', text: 'New house rules' },
    submit: { type: 'plain_text', text: 'Accept' },
    close: { type: 'plain_text', text: ref.before === 'send' ? 'Back' : 'Cancel' },
    blocks: [section(BEFORE[ref.before]), ...rulesBlocks(rules, RULES_ACCEPT, null)],
  };
}

const BEFORE: Record<RulesRef['before'], string> = {
  take: 'The house rules have changed since you accepted them. Accept them, and you take the thread.',
  reply: 'The house rules have changed since you accepted them. Accept them, and you write your answer.',
  send:
    'The house rules have changed since you accepted them. Your answer is not sent yet and its text is kept: ' +
    'accept them, then press *Send* once more.',
};

/** Parts that a section takes, cut between lines where that is possible. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let rest = text.trim();
  while (rest.length > LIMIT.sectionText) {
    const line = rest.lastIndexOf('\n', LIMIT.sectionText);
    const cut = line > 0 ? line : LIMIT.sectionText;
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut).trim();
  }
  return [...found, rest];
}

function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

function context(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}
