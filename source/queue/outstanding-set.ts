import type { OutstandingMail, OutstandingState } from '../domain/mail/outstanding-mail.ts';

export interface DepartedMail {
  readonly id: number;
  readonly was: OutstandingState;
  /** The state it has now; null when the row is gone (a sent notification deletes itself). */
  readonly became: string | null;
}

export interface Delta {
  readonly arrived: readonly OutstandingMail[];
  readonly changed: readonly OutstandingMail[];
  readonly departed: readonly DepartedMail[];
}

/** Every mail that has not left, by id. */
export class OutstandingSet {
  readonly #mails = new Map<number, OutstandingMail>();

  get size(): number {
    return this.#mails.size;
  }

  has(id: number): boolean {
    return this.#mails.has(id);
  }

  get(id: number): OutstandingMail | undefined {
    return this.#mails.get(id);
  }

  values(): IterableIterator<OutstandingMail> {
    return this.#mails.values();
  }

  /** Ids in ascending order, as the primary key has them. */
  sortedIds(): number[] {
    return [...this.#mails.keys()].sort((a, b) => a - b);
  }

  /** Takes in what was read about some ids: `read` are outstanding, `others` are not any more, `missing` do not exist. */
  apply(
    read: readonly OutstandingMail[],
    others: ReadonlyMap<number, string | null>,
    missing: readonly number[],
  ): Delta {
    const arrived: OutstandingMail[] = [];
    const changed: OutstandingMail[] = [];
    for (const mail of read) {
      (this.#mails.has(mail.id) ? changed : arrived).push(mail);
      this.#mails.set(mail.id, mail);
    }
    const departed = [
      ...[...others].map(([id, became]) => this.#depart(id, became)),
      ...missing.map((id) => this.#depart(id, null)),
    ].filter((departure) => departure !== null);
    return { arrived, changed, departed };
  }

  #depart(id: number, became: string | null): DepartedMail | null {
    const mail = this.#mails.get(id);
    if (mail === undefined) return null;
    this.#mails.delete(id);
    return { id, was: mail.state, became };
  }
}
