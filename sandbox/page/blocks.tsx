import { type ReactNode, useContext } from 'react';
import { type Block, Message } from 'slack-blocks-to-jsx';
import type { Element } from '../slack/given.ts';
import { ElementView, isInteractive } from './element-view.tsx';
import { InputBlock, type InputBlockJson } from './input-block.tsx';
import { useSlack } from './slack-context.ts';
import { ThemeContext } from './theme.ts';

export type AnyBlock = Block & { block_id?: string; elements?: unknown; accessory?: Element };

interface Notes {
  /** block_id -> what is wrong there. */
  errors?: Record<string, string>;
  /** The input that begins with the cursor in it. */
  focus?: string | null;
}

/** Blocks as Slack draws them; what can be pressed or filled in is ours, because the library only draws it. */
export function Blocks({ blocks, errors = {}, focus = null }: { blocks: readonly AnyBlock[] } & Notes) {
  return (
    <div className="blocks">
      {named(blocks).map(({ name, block }) => (
        <OneBlock key={name} block={block} errors={errors} focus={focus} />
      ))}
    </div>
  );
}

function OneBlock({ block, errors, focus }: { block: AnyBlock } & Required<Notes>) {
  const blockId = block.block_id ?? '';
  if (block.type === 'actions')
    return (
      <div className="actions">
        {((block.elements ?? []) as Element[]).map((element) => (
          <ElementView key={element.action_id} element={element} blockId={blockId} />
        ))}
      </div>
    );
  if (block.type === 'input')
    return (
      <InputBlock
        block={block as unknown as InputBlockJson}
        error={errors[blockId] ?? null}
        focused={focus === blockId}
      />
    );
  const { accessory } = block;
  if (block.type !== 'section' || !accessory || !isInteractive(accessory.type))
    return <Drawn block={block} />;
  return (
    <div className="with-accessory">
      <Drawn block={{ ...block, accessory: undefined } as unknown as AnyBlock} />
      <ElementView element={accessory} blockId={blockId} />
    </div>
  );
}

function Drawn({ block }: { block: AnyBlock }) {
  const theme = useContext(ThemeContext);
  const { state, onShowPost } = useSlack();
  const data = {
    users: state.users.map(({ id, realName }) => ({ id, name: realName })),
    channels: state.channels.map(({ id, name }) => ({ id, name })),
    user_groups: state.groups.map(({ id, handle }) => ({ id, name: handle })),
  };
  const link = ({ href, children }: { href: string; children: ReactNode }) => (
    <PostLink href={href} onShowPost={onShowPost} text={children} />
  );
  return (
    <Message withoutWrapper theme={theme} logo="" name="" blocks={[block]} data={data} hooks={{ link }} />
  );
}

/** What can be filled in is known by its name, so that it stays what it is while the app changes what is around it. */
function named(blocks: readonly AnyBlock[]): { name: string; block: AnyBlock }[] {
  const filled = (block: AnyBlock) => block.type === 'input' || block.type === 'actions' || block.accessory;
  return blocks.map((block, position) => ({
    name: filled(block) ? `${block.block_id}` : `${position}-${block.type}`,
    block,
  }));
}

/** A link to X shows the post beside, where X is in this sandbox. */
function PostLink({
  href,
  text,
  onShowPost,
}: {
  href: string;
  text: ReactNode;
  onShowPost(id: string): void;
}) {
  const post = /^https:\/\/x\.com\/\w+\/status\/(\d+)/u.exec(href)?.[1];
  const profile = /^https:\/\/x\.com\/\w+$/u.test(href);
  if (profile) return <span className="handle">{text}</span>;
  if (post === undefined) {
    return (
      <a href={href} target="_blank" rel="noreferrer">
        {text}
      </a>
    );
  }
  return (
    <a
      href={`#post-${post}`}
      onClick={(event) => {
        event.preventDefault();
        onShowPost(post);
      }}
    >
      {text}
    </a>
  );
}
