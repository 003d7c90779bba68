// Preloaded into the product's process: what it takes for the time of day is shifted by the milliseconds that stand in
// the file CHAOS_CLOCK. Waiting (timers) is not: a clock that is set wrong does not change how long a second is.
import { readFileSync } from 'node:fs';

const file = process.env.CHAOS_CLOCK;
const RealDate = Date;
const realNow = Date.now.bind(Date);
let shift = 0;

function read() {
  try {
    shift = Number(readFileSync(file, 'utf8'));
  } catch {
    // Not there yet: the clock goes right.
  }
}

if (file) {
  read();
  setInterval(read, 50).unref();
  RealDate.now = () => realNow() + shift;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, asked) =>
      Reflect.construct(target, args.length === 0 ? [target.now()] : args, asked),
    apply: (target) => new target(target.now()).toString(),
  });
}
