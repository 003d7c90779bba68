import type { FaultInput } from '../../sandbox/x/client-api.ts';
import { DETAIL } from '../../sandbox/x/rules.ts';
import type { LocalX } from './local-x.ts';

/** One way in which X answers a call that creates a post. */
export interface XAnswer {
  /** In words, where X's own words do not say it. */
  what?: string;
  /** The customer's words; left out: they name brand and responder. */
  mention?: string;
  /** What the configuration believes of it, wrongly. */
  access?: 'enterprise';
  /** What came before, so that the local X answers so by itself; `mention` is the customer's post, `text` our answer. */
  given?(local: LocalX, mention: { id: string }, text: string): void;
  /** It is told to. Once, or (left out) as long as it is asked. */
  fault?: FaultInput['kind'];
  times?: number;
  /** After that; the first search comes between. */
  next?: { kind: FaultInput['kind']; times: number };
  /** Nobody listens at its address. */
  away?: true;
  /** Our text. */
  text?: string;
}

const says = (status: number, detail: string, times?: number): XAnswer => ({
  fault: { do: 'status', status, when: 'before', body: { title: 'Error', status, detail } },
  ...(times === undefined ? {} : { times }),
});

const byHand = ({ x }: LocalX, text: string, inReplyTo: string | null): void => {
  x.world.post({ authorId: x.world.userByName('sam_works')?.id ?? '', text, inReplyTo });
};

/** At least one for each rule of the adapter: the README's table has a row for each. */
export const X_ANSWERS: readonly XAnswer[] = [
  { what: 'it took the post' },
  { mention: '@acme no signal', access: 'enterprise' },
  { what: 'an older post has these words', given: (local, _mention, text) => byHand(local, text, null) },
  { what: 'this very answer is public', given: (local, { id }, text) => byHand(local, text, id) },
  { what: 'and shows no post with these words', ...says(403, DETAIL.duplicate) },
  { given: ({ x }, { id }) => void x.world.delete(id) },
  says(403, 'Your account is temporarily locked.'),
  says(403, 'You are not permitted to perform this action.'),
  says(403, 'Something that X never said before.'),
  { text: 'We look into it. '.repeat(20) },
  says(403, 'Your client app is not configured with the appropriate oauth2 scopes.'),
  { what: 'the access token ran out', ...says(401, 'Unauthorized', 1) },
  { what: 'also with a renewed token', ...says(401, 'Unauthorized') },
  says(429, 'Too Many Requests'),
  says(400, 'One or more parameters to your request was invalid.'),
  says(403, 'This user is not allowed to post a video longer than 20 minutes.'),
  {
    what: 'it names the uploads',
    fault: {
      do: 'status',
      status: 400,
      when: 'before',
      body: {
        errors: [{ parameters: { 'media.media_ids': ['1'] }, message: 'Your media IDs are invalid.' }],
        detail: 'One or more parameters to your request was invalid.',
      },
    },
  },
  { what: 'nothing: it cannot be reached', away: true },
  { what: 'nothing: cut off after it took the post', fault: { do: 'cut', when: 'after' } },
  { what: 'nothing: cut off before it took the post', fault: { do: 'cut', when: 'before' } },
  { what: 'nothing in time', fault: { do: 'hang', ms: 60_000, when: 'after' } },
  { what: 'it took the post and says so in pieces', fault: { do: 'malformed', when: 'after' } },
  says(503, 'Service Unavailable'),
];
