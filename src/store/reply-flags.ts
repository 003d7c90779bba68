/** What is true of few replies; a stored reply that says nothing of it is without it. */
export const flagsOf = (fields: Readonly<Record<string, string | undefined>>) => ({
  ...(fields.parkedFor && { parkedForBrand: true }),
  ...(fields.restored && { restored: true }),
  ...(fields.asked === '1' && { asked: true }),
  ...(fields.unsigned && { unsigned: true }),
});
