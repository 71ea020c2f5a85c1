import { describe, expect, test } from 'vitest';
import { type Block, findBlock } from '../../../../source/services/host/firewall/ruleset.ts';
import { parseUfw, ufwChain } from '../../../../source/services/host/firewall/ufw.ts';

/** What ufw 0.36.2 printed. */
const printed = `Status: active
Logging: on (low)
Default: deny (incoming), allow (outgoing), disabled (routed)
New profiles: skip

To                         Action      From
--                         ------      ----
22/tcp                     ALLOW IN    Anywhere                  
22/tcp (v6)                ALLOW IN    Anywhere (v6)             

25                         DENY OUT    Anywhere                  
465,587/tcp                REJECT OUT  Anywhere                   # no mail
192.0.2.1 2525/tcp         ALLOW OUT   Anywhere                  
203.0.113.0/24             DENY OUT    Anywhere                  
2000:3000/tcp              DENY OUT    Anywhere                  
53/udp                     DENY OUT    Anywhere                  
26/tcp                     DENY OUT    Anywhere on eth0          
25 (v6)                    DENY OUT    Anywhere (v6)             
465,587/tcp (v6)           REJECT OUT  Anywhere (v6)              # no mail
`;

const block = (text: string, port: number): Block | undefined => findBlock(parseUfw(text), ufwChain, port);

describe('ufw', () => {
  test.each<[string, number, Partial<Block> | undefined]>([
    ['a port that is denied', 25, { action: 'drop', rule: 'ufw: 25 DENY OUT Anywhere', isCertain: true }],
    ['a list with a comment', 587, { action: 'reject', rule: 'ufw: 465,587/tcp REJECT OUT Anywhere # no mail' }],
    ['a range after an exception for one host', 2525, { action: 'drop', isCertain: false }],
    ['a range', 2000, { action: 'drop', isCertain: true }],
    ['one interface', 26, { action: 'drop', isCertain: false }],
    ['UDP, which is not mail', 53, undefined],
    ['what comes in, and what one network may not get at all', 22, undefined],
  ])('with %s', (_, port, expected) => {
    if (expected === undefined) expect(block(printed, port)).toBeUndefined();
    else expect(block(printed, port)).toMatchObject(expected);
  });

  test('that lets nothing out by default stops every port but those it allows', () => {
    const closed = printed
      .replace('allow (outgoing)', 'reject (outgoing)')
      .replace('26/tcp                     DENY', '26/tcp                     ALLOW');

    expect(block(closed, 443)).toMatchObject({ action: 'reject', rule: 'policy reject of ufw', isCertain: true });
    expect(block(closed, 26)).toMatchObject({ action: 'reject', isCertain: false });
  });

  test('that is inactive stops nothing', () => {
    expect(block('Status: inactive\n', 25)).toBeUndefined();
  });
});
