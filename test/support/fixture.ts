import { join } from 'node:path';

/** Path of a file with measurements of real Odoo servers: test/fixtures/README.md tells where they come from. */
export const fixture = (path: string): string => join(import.meta.dirname, '..', 'fixtures', path);
