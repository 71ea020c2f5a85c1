import assert from 'node:assert/strict';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allArchitectures, architectures } from '../../packaging/architectures.ts';
import { output, say } from './report.ts';

/** Each file is a program for its machine and holds ours. */
export const checkContents = async (): Promise<void> => {
  for (const architecture of allArchitectures) {
    for (const name of [`odoo-mail-doctor-linux-${architecture}`, `odoo-mail-doctor-demo-linux-${architecture}`]) {
      const file = await open(join(output, name));
      const { buffer } = await file.read({ buffer: Buffer.alloc(20) });
      await file.close();
      assert.equal(buffer.toString('latin1', 0, 5), '\x7fELF\x02', `${name} is a 64-bit program`);
      assert.equal(buffer.readUInt16LE(18), architectures[architecture].elfMachine, `${name} is for ${architecture}`);
      const bytes = await readFile(join(output, name));
      assert(bytes.includes("Finds out why Odoo's e-mail stopped"), `${name} holds the program`);
      say(`ok: ${name} is for ${architecture} and holds the program`);
    }
  }
};
