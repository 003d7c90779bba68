import type { Brand, DeskSettings } from '../domain/brand.ts';
import type { LinkedAccount, Thread } from '../domain/glossary.ts';
import type { WordRules } from '../domain/judge-words.ts';
import { rankSavedReplies } from '../domain/saved-replies.ts';
import { privateInvitation } from '../domain/wording.ts';
import type { People, Person, SocialNetwork } from '../ports.ts';
import type { ApprovalStore, SavedReplyStore } from '../words.ts';

export interface WordRulesDeps {
  approvals: ApprovalStore;
  savedReplies: SavedReplyStore;
  people: People;
  network: SocialNetwork;
  desk: DeskSettings;
}

export interface WordRulesInput {
  thread: Thread;
  brand: Brand;
  brandAccount: LinkedAccount | null;
  person: Person;
}

/** All that decides what this person may say in this thread, and what they may begin with. */
export async function wordRules(
  { approvals, savedReplies, people, network, desk }: WordRulesDeps,
  { thread, brand, brandAccount, person }: WordRulesInput,
): Promise<WordRules> {
  const [written, sent, leads] = await Promise.all([
    savedReplies.all(),
    approvals.sentBy(person.slackUser),
    people.leads(),
  ]);
  const { topic } = thread;
  const { language } = thread.root;
  return {
    saved: rankSavedReplies([...desk.savedReplies, ...written], { topic, language }),
    known: { customer: thread.lastCustomerPost.author.handle, firstName: person.firstName, topic },
    privately:
      brandAccount === null ? null : privateInvitation(brand, language, network.messageUrl(brandAccount.id)),
    approval: desk.approval,
    personal: desk.personal,
    sameText: desk.sameText,
    sent,
    lead: leads.includes(person.slackUser),
    approver: leads.some((lead) => lead !== person.slackUser),
  };
}
