const leastRoom = 1_024;

interface Columns {
  readonly id: Int32Array;
  /** Where PostgreSQL keeps the row: its page and its place there (ctid). */
  readonly page: Uint32Array;
  readonly item: Uint16Array;
  /** Whether the mail failed; otherwise it waits. */
  readonly failed: Uint8Array;
  /** Number of the failure's story; -1 for none. */
  readonly story: Int32Array;
  /** Milliseconds since 1970, NaN for none. */
  readonly queuedAt: Float64Array;
  readonly changedAt: Float64Array;
  readonly scheduledAt: Float64Array;
  /** 0 for none. */
  readonly message: Int32Array;
  readonly deletesItself: Uint8Array;
}

const columnsFor = (room: number): Columns => ({
  id: new Int32Array(room),
  page: new Uint32Array(room),
  item: new Uint16Array(room),
  failed: new Uint8Array(room),
  story: new Int32Array(room),
  queuedAt: new Float64Array(room),
  changedAt: new Float64Array(room),
  scheduledAt: new Float64Array(room),
  message: new Int32Array(room),
  deletesItself: new Uint8Array(room),
});

/** Places for mails in columns of numbers, less than fifty bytes each, that are taken, given back and taken again. */
export class OutstandingColumns {
  #columns = columnsFor(leastRoom);
  readonly #free: number[] = [];
  #top = 0;

  /** All columns; they are others after a place was taken. */
  get columns(): Columns {
    return this.#columns;
  }

  /** No place is at or above it. */
  get top(): number {
    return this.#top;
  }

  take(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#top === this.#columns.id.length) this.#grow();
    this.#top += 1;
    return this.#top - 1;
  }

  giveBack(place: number): void {
    this.#columns.id[place] = 0;
    this.#free.push(place);
  }

  #grow(): void {
    const before = this.#columns;
    const after = columnsFor(Math.ceil(before.id.length * 1.5));
    after.id.set(before.id);
    after.page.set(before.page);
    after.item.set(before.item);
    after.failed.set(before.failed);
    after.story.set(before.story);
    after.queuedAt.set(before.queuedAt);
    after.changedAt.set(before.changedAt);
    after.scheduledAt.set(before.scheduledAt);
    after.message.set(before.message);
    after.deletesItself.set(before.deletesItself);
    this.#columns = after;
  }
}
