import type { DeliveryStep } from '../domain/glossary.ts';

/** The ways by which an answer may go out, as people read them. */
export const STEP_NAMES: Record<DeliveryStep, string> = {
  direct: "Straight under the customer's post",
  introduce: 'Introduced by the brand',
  native: 'By hand, in X itself',
  brand: 'As the brand, signed',
};
