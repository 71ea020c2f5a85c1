import type { Odoo } from '../../services/odoo/odoo.ts';
import type { Reference } from '../../services/odoo/queries/rows/references.ts';
import type { WholeRow } from '../../services/odoo/queries/rows/whole-rows.ts';

/** A row that goes, with the message (its id) whose fate it shares. */
export interface GoingRow {
  readonly row: WholeRow;
  readonly unit: number;
}

/** A row that stays and loses what it pointed at. */
export interface SeveredRow {
  readonly id: number;
  readonly unit: number;
  /** The columns that become NULL, and what is in them. */
  readonly before: Record<string, string>;
}

/** Everything that a deletion takes along, whichever module made the table. */
export interface Closure {
  readonly going: ReadonlyMap<string, ReadonlyMap<string, GoingRow>>;
  readonly severed: ReadonlyMap<string, ReadonlyMap<number, SeveredRow>>;
  /** Messages that other rows hold on to, and the table of those. */
  readonly refused: ReadonlyMap<number, string>;
}

/** Rows of one table that are to go, by id. */
export interface Seed {
  readonly table: string;
  readonly units: ReadonlyMap<number, number>;
}

/**
 * Follows the foreign keys of batches of deletions, as the server will: each batch is told as the database stands when
 * those before it are done.
 */
export class ClosureFinder {
  readonly #odoo: Odoo;
  readonly #references: ReadonlyMap<string, readonly Reference[]>;
  readonly #signal: AbortSignal;
  /** What earlier batches delete, and the columns that they clear. */
  readonly #gone = new Set<string>();
  readonly #cleared = new Set<string>();

  private constructor(odoo: Odoo, references: readonly Reference[], signal: AbortSignal) {
    this.#odoo = odoo;
    this.#references = Map.groupBy(references, ({ target }) => target);
    this.#signal = signal;
  }

  static async open(odoo: Odoo, { signal }: { readonly signal: AbortSignal }): Promise<ClosureFinder> {
    return new ClosureFinder(odoo, await odoo.references({ signal }), signal);
  }

  async find(seeds: readonly Seed[]): Promise<Closure> {
    const found = new FoundRows();
    const frontier: Seed[] = [];
    for (const { table, units } of seeds) {
      const rows = await this.#read(table, 'id', [...units.keys()]);
      const fresh = found.take(table, rows, (row) => units.get(Number(row['id'])));
      if (fresh.size > 0) frontier.push({ table, units: fresh });
    }
    for (let next = frontier.shift(); next !== undefined; next = frontier.shift()) {
      for (const reference of this.#references.get(next.table) ?? []) {
        const fresh = await this.#follow(found, reference, next.units);
        if (fresh.size > 0) frontier.push({ table: reference.table, units: fresh });
      }
    }
    const closure = found.settle();
    this.#remember(closure);
    return closure;
  }

  async #follow(
    found: FoundRows,
    { table, column, onDelete }: Reference,
    units: ReadonlyMap<number, number>,
  ): Promise<ReadonlyMap<number, number>> {
    const rows = await this.#read(table, column, [...units.keys()]);
    const unitOf = (row: WholeRow): number | undefined => units.get(Number(row[column]));
    if (onDelete === 'cascade') return found.take(table, rows, unitOf);
    for (const row of rows) {
      const unit = unitOf(row);
      if (unit === undefined) continue;
      if (onDelete === 'set-null' && row['id'] !== undefined) found.sever(table, row, column, unit);
      else found.refuse(table, row, unit);
    }
    return new Map();
  }

  async #read(table: string, column: string, values: readonly number[]): Promise<readonly WholeRow[]> {
    const rows = await this.#odoo.wholeRows({ table, column, values }, { signal: this.#signal });
    return rows.flatMap((row) => {
      if (this.#gone.has(nameRow(table, row))) return [];
      const standing = Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          this.#cleared.has(`${nameRow(table, row)} ${name}`) ? null : value,
        ]),
      );
      return standing[column] === null ? [] : [standing];
    });
  }

  #remember({ going, severed, refused }: Closure): void {
    for (const [table, rows] of going) {
      for (const { row, unit } of rows.values()) if (!refused.has(unit)) this.#gone.add(nameRow(table, row));
    }
    for (const [table, rows] of severed) {
      for (const { id, unit, before } of rows.values()) {
        if (refused.has(unit)) continue;
        for (const column of Object.keys(before)) this.#cleared.add(`${table} ${id} ${column}`);
      }
    }
  }
}

/** Tables of pairs have no id: their rows are known by all they hold. */
const keyOf = (row: WholeRow): string => row['id'] ?? JSON.stringify(row);

const nameRow = (table: string, row: WholeRow): string => `${table} ${keyOf(row)}`;

class FoundRows {
  readonly #going = new Map<string, Map<string, GoingRow>>();
  readonly #severed = new Map<string, Map<number, SeveredRow>>();
  readonly #holding: { readonly table: string; readonly row: WholeRow; readonly unit: number }[] = [];

  /** Adds rows that go; returns the ids of those that were not known yet, each with its unit. */
  take(table: string, rows: readonly WholeRow[], unitOf: (row: WholeRow) => number | undefined): Map<number, number> {
    const known = this.#going.get(table) ?? new Map<string, GoingRow>();
    const fresh = new Map<number, number>();
    for (const row of rows) {
      const unit = unitOf(row);
      if (unit === undefined || known.has(keyOf(row))) continue;
      known.set(keyOf(row), { row, unit });
      if (typeof row['id'] === 'string') fresh.set(Number(row['id']), unit);
    }
    if (known.size > 0) this.#going.set(table, known);
    return fresh;
  }

  sever(table: string, row: WholeRow, column: string, unit: number): void {
    const rows = this.#severed.get(table) ?? new Map<number, SeveredRow>();
    const id = Number(row['id']);
    const severed = rows.get(id) ?? { id, unit, before: {} };
    severed.before[column] = row[column] ?? '';
    this.#severed.set(table, rows.set(id, severed));
  }

  refuse(table: string, row: WholeRow, unit: number): void {
    this.#holding.push({ table, row, unit });
  }

  /** A row that goes itself neither loses anything nor holds on to anything. */
  settle(): Closure {
    const goes = (table: string, key: string): boolean => this.#going.get(table)?.has(key) === true;
    const severed = [...this.#severed].map(
      ([table, rows]) => [table, new Map([...rows].filter(([id]) => !goes(table, String(id))))] as const,
    );
    const holding = this.#holding.filter(({ table, row }) => !goes(table, keyOf(row)));
    return {
      going: this.#going,
      severed: new Map(severed.filter(([, rows]) => rows.size > 0)),
      refused: new Map(holding.map(({ table, unit }) => [unit, table])),
    };
  }
}
