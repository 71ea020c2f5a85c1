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
  const { host, target, now } = context;
  const { logFile, syslog } = target.settings;
  if (host.kind === 'elsewhere') {
    const path = logFile.value;
    return path === undefined ? describeLog(undefined) : `Odoo's log (${path})`;
  }
  const process = (await ifPossible(context, readOdooStarts(context)))?.starts[0]?.process;
  const found = await findLog({
    roots: host.roots,
    configured: { logFile: logFile.value, syslog: syslog.value },
    now,
    ...(process === undefined ? {} : { process }),
  });
  return describeLog(found.kind === 'known' ? found.value : undefined);
};
