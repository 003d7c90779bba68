import type { Reply } from './glossary.ts';

/** Whether the post that is being created is the brand's introduction. */
export function introducing(reply: Reply): boolean {
  return reply.steps[0] === 'introduce' && reply.part === 'introduction';
}

/** Whether the brand's account creates the post, and not the responder's. */
export function byBrand(reply: Reply): boolean {
  return introducing(reply) || reply.steps[0] === 'brand';
}

/** The post that the next call answers: under the introduction where there is one to go under. */
export function targetOf(reply: Reply): string {
  return underIntroduction(reply) ? (reply.introductionId ?? reply.inReplyTo) : reply.inReplyTo;
}

/** Whether the answer goes under a post of the brand that introduces the responder. */
export function underIntroduction(reply: Reply): boolean {
  return reply.steps[0] === 'introduce' && !introducing(reply);
}
