/** How people thank, in the languages that we know; the words come early in a short text, or they are about something else. */
const THANKS =
  /(?:^|[^\p{L}])(?:thanks?|thank\s?(?:you|u)|thx|ty|cheers|grazie|danke|dankesch\u00f6n|merci|gracias|obrigad[oa]|bedankt|tack|dzi\u0119kuj\u0119)(?:[^\p{L}]|$)|\u3042\u308a\u304c\u3068\u3046/iu;
/** "Thanks for nothing", and what still waits for an answer. */
const NOT_REALLY = /thanks? for nothing|no thanks|\?/iu;
const LONGEST = 240;

/** Whether a customer thanks us here. A guess: it only pleases somebody, and changes nothing. */
export function thanksUs(text: string): boolean {
  return text.length <= LONGEST && THANKS.test(text) && !NOT_REALLY.test(text);
}
