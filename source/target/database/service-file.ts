import { join } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { Machine } from '../machine.ts';
import { readTextFile, type TextFile } from '../odoo-conf/read-text-file.ts';
import { describeOrigin, type Setting } from '../setting.ts';
import { type ConnectionSource, isKeyword } from './keywords.ts';

interface ServiceRequest {
  readonly service: Setting<string>;
  readonly serviceFile: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly machine: Pick<Machine, 'etc' | 'home'>;
}

/**
 * What a connection service file says about the service
 * (https://www.postgresql.org/docs/current/libpq-pgservice.html).
 * @throws UserError when no file defines it.
 */
export const readService = async (request: ServiceRequest): Promise<ConnectionSource> => {
  const { service, serviceFile, env, machine } = request;
  const systemFolder = env['PGSYSCONFDIR'] ?? join(machine.etc, 'postgresql-common');
  const paths = [serviceFile ?? join(machine.home, '.pg_service.conf'), join(systemFolder, 'pg_service.conf')];
  for (const path of paths) {
    const file = await readTextFile(path);
    const found = file === undefined ? undefined : findService(file, service.value);
    if (found !== undefined) return found;
  }
  throw new UserError(
    `The connection service '${service.value}' (from ${describeOrigin(service.origin)}) is defined neither in ${paths.join(' nor in ')}.`,
  );
};

const findService = (file: TextFile, name: string): ConnectionSource | undefined => {
  let current: string | undefined;
  let found: Record<string, Setting<string>> | undefined;
  for (const [index, raw] of file.text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('[')) {
      // libpq takes the first section of that name and looks no further.
      if (found !== undefined) return found;
      current = line.slice(1, line.indexOf(']'));
      if (current === name) found = {};
      continue;
    }
    const equals = line.indexOf('=');
    const keyword = line.slice(0, Math.max(equals, 0)).trim();
    if (found === undefined || !isKeyword(keyword)) continue;
    found[keyword] = {
      value: line.slice(equals + 1).trim(),
      origin: { kind: 'file', path: file.path, line: index + 1 },
    };
  }
  return found;
};
