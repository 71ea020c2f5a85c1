import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Path of a file with material of others, which lives beside the project and not in it; undefined where it is missing:
 * `test.runIf(sharedFile('…') !== undefined)`.
 */
export function sharedFile(path: string): string | undefined {
  const file = join(process.env['ODOO_SHARED'] ?? join(import.meta.dirname, '..', '..', '..', 'shared'), path);
  return existsSync(file) ? file : undefined;
}
