/** Ids of marked mails; cannot be changed. */
export interface MarkedIds extends Iterable<number> {
  readonly size: number;
  has(id: number): boolean;
}

/** More changes than these are worth a copy of the whole. */
const mostApart = 500;

/** A set and the ids in which it is different now: with a hundred thousand marks one more costs no copy of them. */
class ChangedIds implements MarkedIds {
  readonly base: ReadonlySet<number>;
  /** Marked here and not in the base, or the other way round. */
  readonly apart: ReadonlySet<number>;
  readonly size: number;

  constructor(base: ReadonlySet<number>, apart: ReadonlySet<number>) {
    this.base = base;
    this.apart = apart;
    let size = base.size;
    for (const id of apart) size += base.has(id) ? -1 : 1;
    this.size = size;
  }

  has(id: number): boolean {
    return this.base.has(id) !== this.apart.has(id);
  }

  *[Symbol.iterator](): Generator<number> {
    for (const id of this.base) if (!this.apart.has(id)) yield id;
    for (const id of this.apart) if (!this.base.has(id)) yield id;
  }
}

/** The marks after these mails were marked, or lost their mark. */
export const changeMarks = (marks: MarkedIds, ids: readonly number[], isMarked: boolean): MarkedIds => {
  const { base, apart } = marks instanceof ChangedIds ? marks : { base: new Set(marks), apart: new Set<number>() };
  const changed = ids.filter((id) => marks.has(id) !== isMarked);
  if (apart.size + changed.length <= mostApart) return new ChangedIds(base, flip(apart, changed));
  const whole = new Set(marks);
  for (const id of changed)
    if (isMarked) whole.add(id);
    else whole.delete(id);
  return new ChangedIds(whole, new Set());
};

const flip = (ids: ReadonlySet<number>, changed: readonly number[]): ReadonlySet<number> => {
  const next = new Set(ids);
  for (const id of changed) if (!next.delete(id)) next.add(id);
  return next;
};
