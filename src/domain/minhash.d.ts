/** The library has no types of its own. */
declare module 'minhash' {
  export class Minhash {
    constructor(config?: { numPerm?: number; seed?: number });
    readonly hashvalues: number[];
    update(word: string): void;
  }
  export class LshIndex {
    constructor(config?: { bandSize?: number });
    getHashbands(minhash: Minhash): string[];
  }
}
