import type { SelectedMail } from './selected-mail.ts';

/** What mails of a list share by the thousand. */
export type SelectedKind = Pick<SelectedMail, 'state' | 'class' | 'serverId'>;

/**
 * Mails that a filter found, in its order, as columns: a hundred thousand of them are less than a megabyte. Cannot be
 * changed.
 */
export class SelectedMails implements Iterable<SelectedMail> {
  static readonly none = new SelectedMails([], new Int32Array(0), new Uint16Array(0));

  readonly #kinds: readonly SelectedKind[];
  readonly #ids: Int32Array;
  readonly #kindOf: Uint16Array;
  /** Places by ascending id; made when somebody looks for an id. */
  #byId: Uint32Array | undefined;

  /** `kindOf` holds a place in `kinds` for each of the ids. */
  constructor(kinds: readonly SelectedKind[], ids: Int32Array, kindOf: Uint16Array) {
    this.#kinds = kinds;
    this.#ids = ids;
    this.#kindOf = kindOf;
  }

  static of(mails: Iterable<SelectedMail>): SelectedMails {
    const collector = new MailCollector();
    let place = 0;
    for (const { id, ...kind } of mails) collector.put(place++, id, kind);
    return collector.collected();
  }

  get length(): number {
    return this.#ids.length;
  }

  /** 0 beyond the last. */
  idAt(place: number): number {
    return this.#ids[place] ?? 0;
  }

  kindAt(place: number): SelectedKind {
    return this.#kinds[this.#kindOf[place] ?? 0] ?? { state: '', class: null };
  }

  get ids(): readonly number[] {
    return Array.from(this.#ids);
  }

  has(id: number): boolean {
    return this.#placeOf(id) >= 0;
  }

  get(id: number): SelectedMail | undefined {
    const place = this.#placeOf(id);
    return place < 0 ? undefined : { id, ...this.kindAt(place) };
  }

  *[Symbol.iterator](): Generator<SelectedMail> {
    for (let place = 0; place < this.length; place++) yield { id: this.idAt(place), ...this.kindAt(place) };
  }

  /** How many are of such a kind; costs no object a mail. */
  count(isWanted: (kind: SelectedKind) => boolean): number {
    const wanted = this.#kinds.map(isWanted);
    let count = 0;
    for (const kind of this.#kindOf) if (wanted[kind] === true) count += 1;
    return count;
  }

  /** Those that are wanted, in the same order; `isWanted` is asked once for each kind. */
  ofKind(isWanted: (kind: SelectedKind) => boolean): SelectedMails {
    const wanted = this.#kinds.map(isWanted);
    if (wanted.every((is) => is)) return this;
    const isIn = (_: number, place: number): boolean => wanted[this.#kindOf[place] ?? 0] === true;
    return new SelectedMails(this.#kinds, this.#ids.filter(isIn), this.#kindOf.filter(isIn));
  }

  first(most: number): SelectedMails {
    return most >= this.length
      ? this
      : new SelectedMails(this.#kinds, this.#ids.slice(0, most), this.#kindOf.slice(0, most));
  }

  #placeOf(id: number): number {
    this.#byId ??= sortPlaces(this.#ids);
    let low = 0;
    let high = this.#byId.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const place = this.#byId[middle] ?? 0;
      const found = this.idAt(place);
      if (found === id) return place;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

const sortPlaces = (ids: Int32Array): Uint32Array => {
  const places = Uint32Array.from({ length: ids.length }, (_, place) => place);
  const isAscending = ids.every((id, place) => place === 0 || id > (ids[place - 1] ?? 0));
  return isAscending ? places : places.sort((one, other) => (ids[one] ?? 0) - (ids[other] ?? 0));
};

/** Puts mails that come in any order into their places. */
export class MailCollector {
  readonly #kinds: SelectedKind[] = [];
  readonly #known = new Map<string, number>();
  #ids = new Int32Array(256);
  #kindOf = new Uint16Array(256);
  #length = 0;

  /** Places are counted from 0, and all up to the highest are to be filled. */
  put(place: number, id: number, kind: SelectedKind): void {
    if (place >= this.#ids.length) this.#grow(place + 1);
    this.#ids[place] = id;
    this.#kindOf[place] = this.#numberOf(kind);
    if (place >= this.#length) this.#length = place + 1;
  }

  collected(): SelectedMails {
    return new SelectedMails(this.#kinds, this.#ids.slice(0, this.#length), this.#kindOf.slice(0, this.#length));
  }

  #numberOf(kind: SelectedKind): number {
    const { state, class: failureClass, serverId } = kind;
    const name = `${state} ${failureClass ?? ''} ${serverId}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, this.#kinds.length);
    return this.#kinds.push(kind) - 1;
  }

  #grow(least: number): void {
    const room = Math.max(least, this.#ids.length * 2);
    const ids = new Int32Array(room);
    const kindOf = new Uint16Array(room);
    ids.set(this.#ids);
    kindOf.set(this.#kindOf);
    this.#ids = ids;
    this.#kindOf = kindOf;
  }
}
