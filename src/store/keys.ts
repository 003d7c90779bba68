/**
 * Every key of Faccia's own, and how long it lives. All keys of one workspace stand under one hash tag, so that a
 * Cluster keeps a workspace together: `{T123}:thread:x-1`. The scripts in `lua/` build the same names. "For ever", for what
 * belongs to one thread, is as long as that thread (`lua/thread-record.lua` names all of it). When it is packed none of these
 * keys stands there: `lua/unpacking.lua` makes them again for whoever touches one, with the time that each has left to live.
 *
 * | key | type | what | life time |
 * | --- | --- | --- | --- |
 * | `mark` | string | tells our data from an empty or another store; written at the first start only | for ever |
 * | `thread:<id>` | hash | a thread | `retention.closed_threads_days` after it was closed, then it is archived; muted ones 30 days |
 * | `packed:<bucket>` | hash | packed threads by id: first letter of the state, three bytes of each word, then all keys deflated | as the threads |
 * | `packed-names:<bucket>` | hash | the packed thread of a post, reply, conversation or note of another number than its own | as the threads |
 * | `packed-words` | string | the words with which everything here is packed | for ever |
 * | `packed-through`, `to-pack` | hash, sorted set | up to when closed threads were packed, by state; those that were busy then, or unpacked since | for ever, until packed |
 * | `posts:<thread>` | sorted set | the customer's posts in it, in their newest versions, by time | as the thread |
 * | `post:<id>` | hash | a post (`json`), its thread, the reply it belongs to, its `first` version; there its `newest`; when it was `seenAt` | for ever; dropped and muted posts 30 days |
 * | `join:<brand>:<conversation>:<author>` | string | the thread that such a mention joins | as the thread |
 * | `conversation:<id>` | string | the newest thread of a conversation | for ever |
 * | `unsettled` | sorted set | threads that are open or claimed, by when they were opened | until answered |
 * | `news:<thread>` | hash | changes of who has it, by number | for ever |
 * | `shields:<author>` | set | people who are kept from this author | until a lead lifts it |
 * | `writing:<thread>` | hash | who has its reply window open: since when, seen when | 3 minutes, renewed |
 * | `cards` | hash | the thread of each card, by channel and Slack's `ts` | for ever |
 * | `reroutes:<thread>` | list | who changed its topic, why and when, oldest first | for ever |
 * | `examples`, `examples:place` | sorted set, number | threads that taught a topic, in the order of the newest change | the newest 2,000 |
 * | `examples:taught` | hash | what a thread taught, without its words | 180 days, or until its post is deleted |
 * | `held:<slack user>` | sorted set | threads that a person holds, by when | for ever |
 * | `reply:<id>` | hash | a reply, and `upload:<file>` for each of its files that X has | for ever |
 * | `draft:<thread>:<slack user>` | string | the newest reply of a person in a thread | for ever |
 * | `approvals` | sorted set | replies that wait for a lead, by when | until one decides |
 * | `sent-by` | hash | how many answers of each person were sent | for ever |
 * | `saved`, `saved-versions` | hash | saved replies that leads wrote, and who must know which version | until deleted |
 * | `noted:<answer>`, `notes:<thread>` | hash, set | answers that were given elsewhere, in a logged thread | for ever; words: `logged.keep_days` |
 * | `said` | list | the newest 1,000 texts of our accounts, by the id of their reply or post | 7 days after the newest |
 * | `parked:<account>` | set | replies that wait for a new link of it | for ever |
 * | `introduced:<thread>:<account>` | string | the brand's post that introduces this account there | for ever |
 * | `under:<post>` | set | replies whose answers stand under this introduction | for ever |
 * | `wordings` | hash | how many introducing sentences were drawn, by brand and language | for ever |
 * | `learned` | hash | what X refused lately, by step and ground | 7 days |
 * | `parked-deletions:<owner>` | set | replies whose deletion waits for a new link | for ever |
 * | `answers:<thread>` | set | our public answers since the customer wrote last | for ever |
 * | `context:<post>` | string | what stands around a post that we show | 180 days |
 * | `watched` | sorted set | posts (and `<what stands around>@<post>`) that may be deleted, by when to ask | while they are shown |
 * | `forgetting:<handle>` | string | by what somebody is found who is being forgotten | until that is done, at most 7 days |
 * | `stored-checks:<day>`, `archive-checks` | number, hash | posts asked for that nobody works with; how far each archive was asked for | 2 days; as the archive |
 * | `muted` | sorted set | ignored threads, by when | 30 days |
 * | `noise-rules` | hash | rules that leads made | until removed or over |
 * | `cursors` | hash | how far each source was read | for ever |
 * | `lease:<source>` | hash | who reads a source now | 10 s, renewed |
 * | `readers` | hash | until when the last lease of each source ran that nobody gave back | until it is |
 * | `fences` | hash | the newest fencing token of each source | for ever |
 * | `others:<thread>` | set | posts of other people in its conversation | as the thread |
 * | `outbox`, `outbox:receipts`, `outbox:traces`, `outbox:sequence` | sorted set, hashes, number | work to be done, by when | until done |
 * | `message:<key>` | hash | a Slack message that was begun or posted | 180 days |
 * | `pace:<channel>` | number | the last second of a channel that is taken | until 4 s after it |
 * | `turn:<key>` | number | when a message has its turn there | 1 hour |
 * | `surge:<channel>` | hash | the newest surge of a channel, and how many mentions came in this minute and the last | for ever |
 * | `folded:<channel>` | sorted set | threads without a card that stand on its surge card, by when they began | until opened |
 * | `folded-channels` | sorted set | channels in which threads are folded, by how many | until none is |
 * | `behind:<thread>` | set | work that waits for the card of a folded thread | until opened |
 * | `surge-bands:<channel>`, `surge-groups:<channel>` | hash, sorted set | where alike texts are looked for; groups, by how many are left | until the surge is over |
 * | `surge-group:<channel>:<group>`, `surge-left:<channel>:<group>` | hash, sorted set | a group of alike texts: its signature, words and first threads; those that are left | until the surge is over |
 * | `surge-taken:<channel>:<number>:<group>:<slack user>` | set | what somebody took of a group | 7 days |
 * | `incidents`, `incident:<id>` | set, hash | declared incidents that go on; each | until ended; 180 days more |
 * | `account:<id>` | hash | a linked account and its death; its tokens only encrypted, `pair` names them | until unlinked |
 * | `owner:<owner>`, `accounts` | string, set | the account of a person or brand; all accounts | until unlinked |
 * | `responder:<slack user>`, `responders` | hash, set | a person who answers, or did; everybody who does or asked to | for ever |
 * | `answered:<slack user>` | sorted set | replies and posts by which they answered, by when | 3 days |
 * | `groups` | hash | another stamp after each change of a user group of Slack | for ever |
 * | `left:<slack user>` | sorted set | threads that went back when this person left, until that was said there | until then |
 * | `ticket:<ticket>`, `attempt:<state>` | string | a started linking | 10 minutes, single use |
 * | `lock:<name>` | string | a lock | 30 s, renewed |
 * | `places:<account>`, `places:app` | sorted set | posts that were made, by when | 15 minutes, 24 hours |
 * | `places-open:<scope>`, `places-costs` | sorted set, hash | calls under way; what each may cost | until answered, 24 hours |
 * | `places-seen:<scope>` | hash | what X said of its limits | 24 hours |
 * | `places-line:<scope>`, `places-due:<scope>` | sorted set, hash | replies that wait, by arrival; until when | until they go, 2 days |
 * | `spent:<day>`, `spent-warned:<day>` | hash, string | money by call on a UTC day; that operations were told | 400 days |
 * | `spent-ever`, `budget` | hash, string | money by call; the day's budget as last told | for ever |
 * | `spent-id:<id>` | string | an expense that was counted | 10 minutes |
 * | `threads:<state>` | sorted set | threads in this state, by when they came into it | for ever |
 * | `customer:<brand>:<author>` | sorted set | threads of one customer, by when they began | for ever |
 * | `token:<word>` | sorted set | the newest 501 threads with this word, handle, person, tag or topic, by when they began | for ever |
 * | `history:<thread>` | list | the ids of its newest 300 entries of the audit | for ever |
 * | `thanks:<slack user>`, `thanked` | sorted set, hash | the newest 200 posts in which customers thanked; how many ever | for ever |
 * | `turns:<thread>` | list | whose turn it was, and since when: the newest 400 | for ever |
 * | `waiting` | sorted set | threads in which a customer waits, by since when | until answered |
 * | `times`, `timed:<thread>` | sorted set, set | how long answers and threads took, by when they ended; which are there | 400 days, for ever |
 * | `heard:<source>` | hash | posts of a source by the hour in which they were written; since when, and last | 6 weeks |
 * | `silence:<source>` | hash | its newest silence that was not usual, and when it ended | for ever |
 * | `late` | set | threads in which something that was promised is late | until answered |
 * | `unknown` | set | replies of which nobody knows whether they are public | until somebody does |
 * | `took` | hash | how long claims and first answers took, counted by steps | for ever |
 * | `counters` | hash | what happened how often | for ever |
 * | `counted:<id>` | string | something that was counted | 10 minutes |
 * | `audit` | stream | who did what, when | the newest 100,000, and no longer than `retention.audit_days`; older ones are archived |
 */
export function keyPrefix(workspace: string): string {
  return `{${workspace}}:`;
}

export const DROPPED_POST_MS = 30 * 24 * 60 * 60 * 1000;
export const MUTED_MS = 30 * 24 * 60 * 60 * 1000;
export const CONTEXT_MS = 180 * 24 * 60 * 60 * 1000;
export const MESSAGE_MS = 180 * 24 * 60 * 60 * 1000;
export const TURN_MS = 60 * 60 * 1000;
export const TAKEN_KEPT_MS = 7 * 24 * 60 * 60 * 1000;
export const INCIDENT_KEPT_MS = 180 * 24 * 60 * 60 * 1000;
export const TIMES_MS = 400 * 24 * 60 * 60 * 1000;
export const LEARNED_MS = 7 * 24 * 60 * 60 * 1000;
/** Whoever was not seen writing for so long is taken to have stopped. */
export const WRITING_MS = 3 * 60 * 1000;
export const LINK_MS = 10 * 60 * 1000;
export const LOCK_MS = 30_000;
/** So far apart replies go on that waited for one account. */
export const RESUME_SPACING_MS = 3_000;
/** A reply that waited longer is asked of its author first. */
export const RESUME_UNASKED_MS = 24 * 60 * 60 * 1000;
export const SEEN_LIMITS_MS = 24 * 60 * 60 * 1000;
export const SPENT_MS = 400 * 24 * 60 * 60 * 1000;
export const COUNTED_MS = 10 * 60 * 1000;
export const SPENT_ID_MS = 10 * 60 * 1000;
