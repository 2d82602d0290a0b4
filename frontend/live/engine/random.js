/**
 * Random numbers, the twin of `backprop_lib/draws.py`: the same numbers, bit by bit.
 *
 * The numbers 0, 1, 2, … are encrypted with the seed as the key, by Threefry-2x32 with 20 rounds
 * (Salmon, Moraes, Dror & Shaw, SC 2011): additions, rotations and exclusive ors of 32 bits.
 */

const WORD = 2 ** 32;
const RATIO = 1.7155277699214135; // √(8/e)

const turn = (word, bits) => (word << bits) | (word >>> (32 - bits));

export class Draws {
  /** @param {number} seed a whole number from 0 to 2⁵³ − 1 */
  constructor(seed) {
    const low = seed | 0;
    const high = Math.floor(seed / WORD) | 0;
    this.key = [low, high, low ^ high ^ 0x1bd11bda];
    this.used = 0;
    this.first = this.second = 0;
  }

  /** The next block: two words of 32 bits, `first` and `second`. With four rounds written out it is twice as fast. */
  next() {
    const { key } = this;
    let a = (this.used++ + key[0]) | 0;
    let b = key[1];
    for (let group = 1; group <= 5; group++) {
      const odd = group % 2;
      a = (a + b) | 0; b = turn(b, odd ? 13 : 17) ^ a;
      a = (a + b) | 0; b = turn(b, odd ? 15 : 29) ^ a;
      a = (a + b) | 0; b = turn(b, odd ? 26 : 16) ^ a;
      a = (a + b) | 0; b = turn(b, odd ? 6 : 24) ^ a;
      a = (a + key[group % 3]) | 0;
      b = (b + key[(group + 1) % 3] + group) | 0;
    }
    this.first = a >>> 0;
    this.second = b >>> 0;
  }

  /** Uniform in [0, 1), 53 bits. */
  random() {
    this.next();
    return ((this.first >>> 5) * 2 ** 26 + (this.second >>> 6)) / 2 ** 53;
  }

  /** Uniform in [low, high). */
  uniform(low, high) {
    return low + (high - low) * this.random();
  }

  /**
   * Normal with mean `loc` and standard deviation `scale`, by the ratio of two uniform numbers
   * (Kinderman & Monahan, ACM TOMS 3, 1977). The logarithm, whose last digit differs between systems,
   * only decides whether x is taken and does not enter its digits: that keeps the twins equal.
   */
  normal(loc = 0, scale = 1) {
    for (;;) {
      this.next();
      const u = (this.first + 0.5) / WORD;
      const x = (RATIO * ((this.second + 0.5) / WORD - 0.5)) / u;
      if (x * x <= -4 * Math.log(u)) return loc + scale * x;
    }
  }
}
