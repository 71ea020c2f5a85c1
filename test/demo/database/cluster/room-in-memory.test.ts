import { expect, test } from 'vitest';
import { findRoomInMemory, takesPrograms } from '../../../../source/demo/database/cluster/room-in-memory.ts';

const disk = '/dev/vda / ext4 rw,relatime 0 0';

test.each([
  ['a Debian', `${disk}\ntmpfs /dev/shm tmpfs rw,nosuid,nodev 0 0\n`, true],
  ['a container', `${disk}\nshm /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=65536k 0 0\n`, false],
  ['a second mount over the first', `tmpfs /dev/shm tmpfs rw,noexec 0 0\ntmpfs /dev/shm tmpfs rw 0 0\n`, true],
  ['a folder of the disk', `${disk}\n`, false],
  ['a disk there', '/dev/vdb /dev/shm ext4 rw 0 0\n', false],
])('on %s files in memory may be run: %#', (_where, mounts, expected) => {
  expect(takesPrograms(mounts)).toBe(expected);
});

test('nobody has that much memory', async () => {
  expect(await findRoomInMemory(2 ** 60)).toBeUndefined();
});
