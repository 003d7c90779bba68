import { X_PRICES } from '../../config/x-terms.ts';
import { createMeasureText } from '../../src/networks/x/measure-text.ts';

/** By X's own prices. */
export const measureText = createMeasureText(X_PRICES);
