import type { Evidence } from '../../domain/finding/evidence.ts';
import type { OdooReaders } from '../../services/odoo/odoo-readers.ts';
import type { QueryOptions } from '../../services/postgres/database.ts';
import type { CheckContext } from '../context.ts';

/** A value with how it was found out. */
export interface Measured<Value> {
  readonly value: Value;
  readonly evidence: readonly Evidence[];
}

/** A measurement that all checks of a run share: the first that asks makes it, the others wait for the same answer. */
export const shared = <Value>(
  measure: (context: CheckContext) => Promise<Value>,
): ((context: CheckContext) => Promise<Value>) => {
  return (context) => context.once(measure, () => measure(context));
};

/** Reads Odoo's tables and keeps the statements with their rows. */
export const readWithEvidence = async <Value>(
  { odoo, now, signal }: CheckContext,
  read: (odoo: OdooReaders, options: QueryOptions) => Promise<Value>,
): Promise<Measured<Value>> => {
  const evidence: Evidence[] = [];
  const value = await read(odoo.recorded({ now, listener: (each) => evidence.push(each) }), { signal });
  return { value, evidence };
};

/** Both at once: what one reader says, shared, with its statement. */
export const sharedRead = <Value>(
  read: (odoo: OdooReaders, options: QueryOptions) => Promise<Value>,
): ((context: CheckContext) => Promise<Measured<Value>>) => shared((context) => readWithEvidence(context, read));

/** The same for a measurement of something that has a name: each name is measured once a run. */
export const sharedByName = <Value, Name extends string = string>(
  measure: (context: CheckContext, name: Name) => Promise<Value>,
): ((context: CheckContext, name: Name) => Promise<Value>) => {
  const readKnown = shared(async () => new Map<Name, Promise<Value>>());
  return async (context, name) => {
    const known = await readKnown(context);
    const value = known.get(name) ?? measure(context, name);
    known.set(name, value);
    return await value;
  };
};
