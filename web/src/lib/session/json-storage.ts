// JSON in a Storage. Browsers may refuse storage (private windows, full disks): then what is
// written lasts as long as the page.

export class JsonStorage {
  readonly #memory = new Map<string, string>();

  // `storage` throws where even looking at it is forbidden.
  constructor(private readonly storage: () => Storage) {}

  read(key: string): unknown {
    try {
      const text = this.#memory.get(key) ?? this.storage().getItem(key);
      return text === null ? null : JSON.parse(text);
    } catch {
      return null;
    }
  }

  write(key: string, value: unknown): void {
    const text = JSON.stringify(value);
    try {
      this.storage().setItem(key, text);
      this.#memory.delete(key);
    } catch {
      this.#memory.set(key, text);
    }
  }

  remove(key: string): void {
    this.#memory.delete(key);
    try {
      this.storage().removeItem(key);
    } catch {
      // What cannot be written was never there.
    }
  }

  keys(): string[] {
    try {
      return Object.keys(this.storage());
    } catch {
      return [...this.#memory.keys()];
    }
  }
}
