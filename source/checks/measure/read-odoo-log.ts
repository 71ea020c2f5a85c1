import type { LogPlace } from '../../services/host/log.ts';
import { findLog } from '../../services/host/log.ts';
import type { CheckContext } from '../context.ts';
import { ifPossible } from './if-possible.ts';
import { readOdooStarts } from './odoo-start.ts';

/** Where a person finds what Odoo logged; undefined where nobody could tell. */
export const describeLog = (place: LogPlace | undefined): string => {
  switch (place?.kind) {
    case 'file':
      return `Odoo's log (${place.path})`;
    case 'syslog':
      return "Odoo's log (in syslog)";
    case 'journal':
      return `Odoo's log (journalctl -u ${place.unit})`;
    case undefined:
      return "Odoo's log";
  }
};

/** The same, measured. */
export const nameLog = async (context: CheckContext): Promise<string> => {
  const { host, target } = context;
  const path = target.settings.logFile.value;
  if (host.kind === 'elsewhere') return path === undefined ? describeLog(undefined) : `Odoo's log (${path})`;
  return describeLog(await locateLog(context));
};

/** Where the Odoo of this machine writes its log; undefined where it runs elsewhere, or nobody could tell. */
export const locateLog = async (context: CheckContext): Promise<LogPlace | undefined> => {
  const { host, target } = context;
  if (host.kind === 'elsewhere') return undefined;
  const { logFile, syslog } = target.settings;
  const process = (await ifPossible(context, readOdooStarts(context)))?.starts[0]?.process;
  const found = findLog({
    roots: host.roots,
    configured: { logFile: logFile.value, syslog: syslog.value },
    ...(process === undefined ? {} : { process }),
  });
  return found.kind === 'known' ? found.value : undefined;
};
