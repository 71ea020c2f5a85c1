import type { Evidence } from '../../domain/finding/evidence.ts';
import type { CheckContext } from '../context.ts';
import { readWithEvidence, shared, sharedRead } from './shared.ts';

/** The tables that several causes look at, each read once a run. */
export const measureParameters = shared(async (context) => {
  const { value, evidence } = await readWithEvidence(context, (odoo, options) => odoo.parameters(options));
  return { value, evidence: [...evidence, ...showOverrides(context, value)] };
});
export const measureMailServers = sharedRead((odoo, options) => odoo.mailServers(options));
export const measureAliasDomains = sharedRead((odoo, options) => odoo.aliasDomains(options));
export const measureCompanies = sharedRead((odoo, options) => odoo.companies(options));
export const measureQueueCron = sharedRead((odoo, options) => odoo.queueCron(options));
export const measureSessions = sharedRead((odoo, options) => odoo.sessions(options));
export const measureFetchmailServers = sharedRead((odoo, options) => odoo.fetchmailServers(options));
export const measureHomelessAliases = sharedRead((odoo, options) => odoo.homelessAliases(options));

/** Where a file beats the table, the rows alone would show another value than the one that was judged. */
const showOverrides = (
  { odoo, now }: CheckContext,
  values: Readonly<Record<string, string | undefined>>,
): readonly Evidence[] =>
  [...odoo.parameterOverrides]
    .filter(([key]) => values[key] !== undefined)
    .map(([key, place]) => ({
      kind: 'file',
      asked: `${key}, which ${place} gives before the table (module server_environment_ir_config_parameter)`,
      answer: values[key] ?? '',
      at: now().toISOString(),
      durationMs: 0,
    }));
