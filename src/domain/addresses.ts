/**
 * Street addresses in Italian, French, Spanish, Portuguese, German, Dutch and English: a word for a street, a name, a house
 * number. No kept library for Node finds them in running text: those that parse addresses want one that stands alone, or
 * know English only.
 */

const NAME = "(?:[\\p{L}'’.-]+[ ]){0,4}?[\\p{L}'’.-]+";
const NUMBER = '(?:n\\.?|n°|nr\\.?|num\\.?|no\\.?)?[ ]?\\d{1,4}[ ]?(?:[/-][ ]?\\w{1,3}|[a-z])?';
/** "via Twitter 24 hours a day" is no address. */
const NO_MEASURE =
  '(?![\\p{L}\\p{N}])(?![ ]?(?:%|€|[$£]|(?:ore|ora|h|min|minuti|giorni|giorno|mesi|anni|euro|volte|hours?|minutes?|days?|weeks?|months?|times|tage|stunden|wochen|minuten|jours|heures|mois|horas|d[ií]as|meses|gb|mb|mbps|gbps|su|of|von|sur|de)(?![\\p{L}])))';

const ROMANCE =
  '(?:via|viale|v\\.le|piazza|p\\.zza|p\\.za|piazzale|corso|c\\.so|largo|vicolo|contrada|lungomare|calle|avenida|avda\\.?|plaza|paseo|carrer|rua|travessa|praça|avenue|boulevard|bd\\.?|allée|impasse|quai)';
const FRENCH = '(?:rue|avenue|av\\.|boulevard|bd\\.?|place|allée|chemin|impasse|quai|cours|route)';
const OF = "(?:de[ ]la[ ]|de[ ]l['’]|des?[ ]|du[ ]|d['’]|l['’]|la[ ]|le[ ])?";
const GERMAN = "[\\p{L}'’.-]{3,}(?:straße|strasse|str\\.|weg|platz|allee|gasse|ufer|damm|straat|laan|plein)";
const ENGLISH =
  '(?:street|st\\.?|road|rd\\.?|avenue|ave\\.?|lane|ln\\.?|drive|dr\\.?|boulevard|blvd\\.?|close|court|crescent|terrace|square|gardens)';

const BEGIN = '(?<![\\p{L}\\p{N}])';
const PATTERNS = [
  `${BEGIN}(?<kind>${ROMANCE})[ ](?<name>${NAME}),?[ ]${NUMBER}${NO_MEASURE}`,
  `${BEGIN}(?<name>${GERMAN}|[\\p{L}-]+[ ](?:Straße|Strasse|Str\\.|Weg|Platz|Allee))[ ]${NUMBER}${NO_MEASURE}`,
].map((pattern) => new RegExp(pattern, 'giu'));
/** With the number first, a name is known by its capitals: "2 days down the road" is none. */
const NUMBER_FIRST = [
  `${BEGIN}\\d{1,5}[A-Za-z]?,?[ ](?<name>(?:\\p{Lu}[\\p{L}'’.-]*[ ]){1,3})(?:${bothCases(ENGLISH)})(?![\\p{L}])`,
  `${BEGIN}\\d{1,4}(?:[ ]?(?:bis|ter))?,?[ ](?:${bothCases(FRENCH)})[ ]${OF}(?<name>\\p{Lu}[\\p{L}'’-]+)`,
].map((pattern) => new RegExp(pattern, 'gu'));

/** "via" is also how something is sent, "corso" also a course: these are no streets. */
const NO_STREETS =
  /^(?:e-?mail|mail|sms|mms|chat|dm|pec|fax|telefono|cellulare|app|web|internet|messaggi\p{L}*|twitter|x|facebook|instagram|whatsapp|telegram|messenger|fibra|cavo|satellite|wi-?fi|bluetooth|ethernet|usb|lan|modem|router|post[ea]?|call|phone|text|our|the|your|il|lo|i|un|una|libera|entro|circa|private|direct|messaggio)$/iu;
/** Between a street and its number stands its name, and no other sentence. */
const NO_NAME =
  /(?:^|\s)(?:entro|ogni|dopo|circa|tra|fra|per|con|non|che|dalle|alle|ore|within|after|about|every|for|and|with|from|at|nach|seit|dans|pour|en|sobre|hasta)(?=\s|$)/iu;

/** "corso di 3 lezioni": a name does not end with these. */
const NO_END = /(?:^|\s)(?:di|da|del|della|dei|degli|delle|de|du|des|la|le|von|van|der)$/iu;

/** What looks like the address of a house. */
export function findAddress(text: string): string[] {
  return [...PATTERNS, ...NUMBER_FIRST].flatMap((pattern) =>
    [...text.matchAll(pattern)].filter(({ groups }) => isStreet(groups?.name ?? '')).map(([words]) => words),
  );
}

function isStreet(name: string): boolean {
  const [first = ''] = name.trim().split(' ');
  return !NO_STREETS.test(first.replace(/[.,]$/u, '')) && !NO_NAME.test(name) && !NO_END.test(name);
}

/** `street` also as `Street` and `STREET`. */
function bothCases(pattern: string): string {
  const inner = pattern.slice('(?:'.length, -1);
  return [
    inner,
    inner.replace(/(^|\|)(\p{L})/gu, (_all, bar, letter) => `${bar}${letter.toUpperCase()}`),
  ].join('|');
}
