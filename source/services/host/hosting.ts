import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { sanitizeLine } from '../../domain/sanitize.ts';
import type { HostRoots } from './observation.ts';

/** Where Linux shows who made the machine; cloud firms put their names there. Readable by everybody. */
const vendorFiles = ['sys/class/dmi/id/sys_vendor', 'sys/class/dmi/id/chassis_vendor', 'sys/class/dmi/id/bios_vendor'];

/** The makers that this machine names; empty in most containers. */
export const readVendors = async ({ root }: Pick<HostRoots, 'root'>): Promise<readonly string[]> => {
  const found = await Promise.all(vendorFiles.map((path) => readFile(join(root, path), 'utf8').catch(() => '')));
  return [...new Set(found.map((text) => sanitizeLine(text.trim())).filter((text) => text !== ''))];
};

/** The addresses that this machine itself has, loopback aside. */
export const listOwnAddresses = (): readonly string[] =>
  Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).flatMap(({ address, internal }) => (internal ? [] : [address])),
  );
