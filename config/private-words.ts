/** What invites a customer to the brand's private messages, where the YAML says nothing of its own. */
export const PRIVATE_INVITATION =
  'Please write to us in private here, so that your details stay yours: {link}';

/** The same by language. */
export const PRIVATE_INVITATIONS: Readonly<Record<string, string>> = {
  it: 'Ci scriva qui in privato, così i suoi dati restano suoi: {link}',
  de: 'Bitte schreiben Sie uns hier privat, damit Ihre Daten bei Ihnen bleiben: {link}',
  fr: 'Écrivez-nous ici en privé, pour que vos données restent les vôtres : {link}',
  es: 'Escríbanos aquí en privado, para que sus datos sigan siendo suyos: {link}',
};
