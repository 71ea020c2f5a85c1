/** What stands in a secret's place. */
export const mask = '••••';

/** A password, token or key. Every way of printing it shows dots; only `reveal()` gives the text away. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** For the one call that needs it: the handshake, the write to the database. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return mask;
  }

  toJSON(): string {
    return mask;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return mask;
  }
}
