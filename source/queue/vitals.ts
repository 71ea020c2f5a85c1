import { ProbeError } from '../domain/errors.ts';
import { isNeutralized } from '../domain/mail-parameter.ts';
import { isPending } from '../domain/odoo-module.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import type { Reading, Vitals } from './first-look.ts';

interface ReadOptions {
  readonly signal?: AbortSignal;
}

/**
 * Reads what the queue depends on, each thing by itself: a right that is missing hides one line, not all.
 * @throws ConnectionLostError when the database is gone.
 */
export const readVitals = async (odoo: Odoo, options: ReadOptions): Promise<Vitals> => {
  const [queueCron, cronWorkers, modules, mailServers, parameters] = await Promise.all([
    attempt(odoo.queueCron(options)),
    attempt(odoo.cronWorkers(options)),
    attempt(odoo.modules(options)),
    attempt(odoo.mailServers(options)),
    attempt(odoo.parameters(options)),
  ]);
  return {
    queueCron,
    cronWorkers,
    mailServers,
    pendingModules:
      modules.kind === 'read' ? { kind: 'read', value: modules.value.filter((module) => isPending(module)) } : modules,
    neutralized: parameters.kind === 'read' && isNeutralized(parameters.value),
  };
};

const attempt = async <Value>(read: Promise<Value>): Promise<Reading<Value>> => {
  try {
    return { kind: 'read', value: await read };
  } catch (error) {
    if (error instanceof ProbeError) return { kind: 'unread', why: error.message };
    throw error;
  }
};
