import { readDesk } from '../../config/desk.ts';

/** The least that a configuration says. */
export const LEAST_DESK = `
brands:
  - id: acme
    name: Acme
    handle: acme
    introductions: ["{customer} {responder} answers you here.", "{customer} meet {responder}."]
    channels: { default: C0123CARE }
`;

/** That, and these lines of YAML. */
export const readLeastDesk = (more = '') => readDesk('faccia.yaml', () => `${LEAST_DESK}${more}\n`);
