import { join } from 'node:path';
import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { readOdooStarts } from '../../checks/measure/odoo-start.ts';
import { shared } from '../../checks/measure/shared.ts';
import { ProbeError } from '../../domain/errors.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import { readFileTime } from '../../services/host/file-time.ts';
import { findLog, type LogPlace } from '../../services/host/log.ts';
import { measureFileRoom } from '../../services/host/log-size.ts';
import { findComplaint } from '../../services/host/logrotate/find-complaint.ts';
import { findRotation } from '../../services/host/logrotate/find-rotation.ts';
import { observe } from '../../services/host/observation.ts';
import { readBytes } from '../../services/host/replace-file.ts';
import type { LogFileFacts } from './judge-log-rotation.ts';

/** Where Odoo writes its log, and for a file what keeps it small. */
export type LogRotation =
  | { readonly kind: 'file'; readonly facts: LogFileFacts; readonly evidence: readonly Evidence[] }
  | { readonly kind: 'other'; readonly place: Exclude<LogPlace, { readonly kind: 'file' }> }
  | { readonly kind: 'unknown'; readonly reason: string; readonly inContainer: boolean };

/** Where logrotate remembers its runs: Debian's place, then Red Hat's. */
const memories = ['var/lib/logrotate/status', 'var/lib/logrotate/logrotate.status'];

/** Cost: some small files, and one run of logrotate that changes nothing. */
export const measureLogRotation = shared(async (context: CheckContext): Promise<LogRotation> => {
  const { host, target, now, signal, timeoutMs } = context;
  if (host.kind === 'elsewhere') return { kind: 'unknown', reason: host.reason, inContainer: false };
  const { logFile, syslog } = target.settings;
  const process = (await ifPossible(context, readOdooStarts(context)))?.starts[0]?.process;
  const found = findLog({
    roots: host.roots,
    configured: { logFile: logFile.value, syslog: syslog.value },
    ...(process === undefined ? {} : { process }),
  });
  const inContainer = process?.inContainer === true;
  if (found.kind === 'unknown') return { kind: 'unknown', reason: found.reason, inContainer };
  const place = found.value;
  if (place.kind !== 'file') return { kind: 'other', place };
  // In a container the path is one of the container's own files.
  if (inContainer) {
    return { kind: 'unknown', reason: `Odoo runs in a container, and ${place.path} is a file of that.`, inContainer };
  }
  const { path } = place;
  const { etc, root } = host.roots;
  const { seen: rotation, evidence } = await observe(
    { kind: 'file', asked: `${join(etc, 'logrotate.conf')} and what it includes: who rotates ${path}?` },
    { now },
    () => findRotation(etc, path),
    (answer) =>
      answer.kind === 'covered'
        ? `${answer.path}, line ${answer.entry.line}: ${answer.entry.patterns.join(' ')}`
        : answer.kind === 'none'
          ? 'no entry'
          : `${answer.path}: ${answer.why}`,
  );
  const asked =
    rotation.kind === 'covered'
      ? await findComplaint({ run: host.run, now, signal, timeoutMs }, rotation.path, path)
      : undefined;
  const ran = await Promise.all(memories.map((memory) => readFileTime(join(root, memory))));
  return {
    kind: 'file',
    evidence: [evidence, ...(asked?.evidence ?? [])],
    facts: {
      path,
      room: await measureFileRoom(path),
      rotation,
      isInstalled: asked?.isInstalled,
      complaint: asked?.complaint,
      ranAt: ran.find((at) => at !== undefined),
      hasOldOption: await hasOldOption(target.configuration),
    },
  };
});

const hasOldOption = async (configuration: string | undefined): Promise<boolean> => {
  if (configuration === undefined) return false;
  try {
    return /^\s*logrotate\s*[=:]\s*(?:true|1|yes|on)\s*$/im.test((await readBytes(configuration)).toString('utf8'));
  } catch (error) {
    if (error instanceof ProbeError) return false;
    throw error;
  }
};
