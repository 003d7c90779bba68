import type { Workspace } from './workspace.ts';

const escaped = (text: string): string =>
  text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');

/** What a person types, as Slack keeps it: names become mentions, everything else is text. */
export function escapedMessage(workspace: Workspace, text: string): string {
  return text
    .split(/(<[@#][A-Z0-9]+>)/u)
    .map((part, index) => (index % 2 === 1 ? part : withMentions(workspace, escaped(part), mention)))
    .join('');
}

/** The text of a command whose manifest says `should_escape`. */
export function escapedCommand(workspace: Workspace, text: string): string {
  return withMentions(workspace, escaped(text), (kind, id, name) => `<${kind}${id}|${name}>`);
}

const mention = (kind: string, id: string): string => `<${kind}${id}>`;

function withMentions(
  { users, channels }: Workspace,
  text: string,
  write: (kind: '@' | '#', id: string, name: string) => string,
): string {
  return text.replace(/(?<![\w/])([@#])([\w.-]+)/gu, (whole, kind: '@' | '#', name: string) => {
    const known = [...(kind === '@' ? users : channels).values()].find((one) => one.name === name);
    return known ? write(kind, known.id, name) : whole;
  });
}
