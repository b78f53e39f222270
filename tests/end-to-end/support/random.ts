// What tests draw, repeatable from a seed: splitmix32, https://github.com/bryc/code.
export class Random {
  constructor(private state: number) {}

  // At least 0 and less than 1.
  real(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let mixed = this.state ^ (this.state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  }

  between(least: number, most: number): number {
    return least + this.real() * (most - least);
  }

  // Some of them, in any order.
  some<T>(items: readonly T[], count: number): T[] {
    const left = [...items];
    return Array.from({ length: Math.min(count, left.length) }, () =>
      left.splice(Math.floor(this.real() * left.length), 1),
    ).flat();
  }
}
