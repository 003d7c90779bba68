import { describe, expect, it } from 'vitest';
import { findPersonalData, masked, type PersonalSettings } from '../../src/domain/personal-data.ts';

const SETTINGS: PersonalSettings = {
  countries: ['IT', 'GB', 'DE', 'FR', 'ES', 'US'],
  allowedContacts: ['+39 02 555 666 77', 'care@acme.example', 'Via Larga 1, Milano'],
  customerNumbers: ['AB-######', 'K#########'],
};
const kindOf = (text: string) => findPersonalData(text, SETTINGS)?.kind ?? null;

describe('personal data', () => {
  it.each([
    ['phone', 'Chiami il 333 1234567 domani'],
    ['phone', 'my number is +39 06 1234 5678'],
    ['phone', '(+44) 20 7946 0958'],
    ['phone', '800 191 101, 02-12345678'],
    ['phone', '333.123.45.67!'],
    ['phone', 'https://wa.me/393331234567'],
    ['email', 'write to mario.rossi@example.com, please'],
    ['email', 'mario.rossi (at) example (dot) com'],
    ['email', 'https://acme.com/?mail=mario@example.com'],
    ['iban', 'IT60 X054 2811 1010 0000 0123 456 grazie'],
    ['iban', 'de89370400440532013000'],
    ['card', 'card 4111-1111-1111-1111'],
    ['tax-id', 'codice RSSMRA85T10A562S'],
    ['customer-number', 'your order ab 123456'],
    ['customer-number', 'contract K123456789'],
    ['address', 'il tecnico arriva in via roma 12 domani'],
    ['address', 'Via G. Garibaldi, 12/B'],
    ['address', 'viale dei Mille, 30'],
    ['address', 'in der Hauptstraße 5'],
    ['address', 'Berliner Straße 12a'],
    ['address', '12 rue de Rivoli'],
    ['address', 'calle Mayor 5'],
    ['address', '221B Baker Street'],
    ['address', '10 Downing St'],
  ])('%s: %s', (kind, text) => {
    expect(kindOf(text)).toBe(kind);
  });

  it.each([
    ['full-width digits', '３３３１２３４５６７'],
    ['Arabic digits', '٣٣٣١٢٣٤٥٦٧'],
    ['a blank that nobody sees', '33\u200b31\u00ad234567'],
  ])('is found in %s', (_what, text) => {
    expect(kindOf(text)).toBe('phone');
  });

  it.each([
    'Our own: 02 55566677, or +39 02 555-666-77',
    'care@acme.example answers you, CARE@ACME.EXAMPLE too',
    'Come to via Larga 1, Milano',
    'Il numero verde 800 191 101 è gratuito',
    'chiama il 187',
    'Pay 1.234,50 € by 03/10/2026, or on 2026-10-03 at 10:30',
    'We answer within 24 hours, in 5 to 7 working days',
    'Ti scrivo via mail entro 24 ore, via SMS entro 48 ore',
    'attivo in corso da 3 giorni, corso di 3 lezioni, via Twitter 24 ore su 24',
    'Versione 14.2.1 (build 20261003), IP 192.168.1.254, modem 7590, 1000/300 Mbps',
    'https://x.com/a/status/1790123456789012345',
    '@mario3331234567 ciao #3331234567',
    'IBAN IT60 X054 2811 1010 0000 0123 457 has a wrong digit',
    '4111-1111-1111-1112 is no card',
    'The tower in your street lost power this morning, it is back by six.',
    'Hold the reset button for ten seconds and tell me what the light does',
  ])('is not seen in: %s', (text) => {
    expect(kindOf(text)).toBeNull();
  });

  it('takes less than two seconds of work for 3,000 characters of anything, five times', () => {
    const hostile = [
      'via '.repeat(750),
      '1 '.repeat(1500),
      'a.'.repeat(1500),
      'AB12'.repeat(750),
      "1 A' ".repeat(600),
    ];
    const before = process.cpuUsage();
    for (const text of hostile) kindOf(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });

  it('is named to its author so that nobody else could use it', () => {
    expect(masked('mario.rossi@example.com')).toBe('mar…om');
    expect(masked('12345')).toBe('…');
  });
});
