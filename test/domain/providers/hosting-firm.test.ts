import { describe, expect, it } from 'vitest';
import { findHostingFirm } from '../../../source/domain/providers/hosting-firm.ts';

describe('findHostingFirm', () => {
  it.each([
    [{ reverseName: 'static.1.2.3.4.clients.your-server.de.' }, 'hetzner'],
    [{ reverseName: 'ec2-1-2-3-4.eu-west-1.compute.amazonaws.com' }, 'aws'],
    [{ vendor: 'DigitalOcean' }, 'digitalocean'],
    [{ vendor: 'Microsoft Corporation' }, 'azure'],
  ] as const)('knows %o, with a way out', (traces, id) => {
    const firm = findHostingFirm(traces);
    expect(firm?.id).toBe(id);
    expect(firm?.wayOut).not.toBe('');
  });

  it('does not guess', () => {
    expect(findHostingFirm({ reverseName: 'mail.acme.example', vendor: 'Dell Inc.' })).toBeUndefined();
    expect(findHostingFirm({})).toBeUndefined();
  });
});
